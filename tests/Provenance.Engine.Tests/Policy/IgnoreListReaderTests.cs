using System.Globalization;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Policy;

public sealed class IgnoreListReaderTests
{
    private const string Id = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n\n   \n")]
    public void NoId_IsAnEmptyList(string text)
    {
        var (ids, problems) = IgnoreListReader.Read(text, "list");

        Assert.Empty(ids);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData(Id)]
    [InlineData("# Reformat\n" + Id + "\n")]
    [InlineData("  " + Id + "\t# Reformat\r\n\r\n")]
    [InlineData("0123456789ABCDEF0123456789abcdef01234567\n")]
    public void Id_IsReadAsGitReadsIt(string text)
    {
        var (ids, problems) = IgnoreListReader.Read(text, "list");

        Assert.Equal([Id], ids.AsEnumerable());
        Assert.Empty(problems);
    }

    [Fact]
    public void LongId_IsRead() => Assert.Equal([new string('a', 64)], IgnoreListReader.Read(new string('a', 64), "list").Ids.AsEnumerable());

    [Theory]
    [InlineData("main")]
    [InlineData("0123456")]
    [InlineData(Id + " " + Id)]
    [InlineData(Id + "0")]
    [InlineData("g123456789abcdef0123456789abcdef01234567")]
    public void AnythingElse_RefusesTheListWithItsPlace(string line)
    {
        var (ids, problems) = IgnoreListReader.Read($"{Id}\n  {line}\n", ".git-blame-ignore-revs");

        Assert.Empty(ids);
        Assert.Equal(["PROV821", "PROV816"], problems.Select(problem => problem.Code));
        Assert.Equal((".git-blame-ignore-revs", 2, 3), (problems[1].File, problems[1].Line, problems[1].Column));
        Assert.Equal("1", Assert.Single(problems[0].Arguments));
    }

    [Fact]
    public void Problems_AreCountedAndListedUpToTheLimit()
    {
        var (_, problems) = IgnoreListReader.Read(string.Concat(Enumerable.Repeat("x\n", Limits.MaxProblems + 5)), "list");

        Assert.Equal((Limits.MaxProblems + 5).ToString(CultureInfo.InvariantCulture), Assert.Single(problems[0].Arguments));
        Assert.Equal(Limits.MaxProblems + 1, problems.Length);
    }

    [Fact]
    public void Length_IsBounded()
    {
        Assert.Equal(Limits.MaxEntries, IgnoreListReader.Read(string.Concat(Enumerable.Repeat(Id + "\n", Limits.MaxEntries)), "list").Ids.Length);
        Assert.Equal(["PROV821", "PROV803"], IgnoreListReader.Read(string.Concat(Enumerable.Repeat(Id + "\n", Limits.MaxEntries + 1)), "list").Problems.Select(problem => problem.Code));
    }
}
