using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Marks;

namespace Provenance.Engine.Tests.Claims.Marks;

public sealed class ReuseFileTests
{
    private const string Toml = """
        version = 1
        SPDX-FileContributor = "Claude"

        [[annotations]]
        path = "src/*.cs"
        SPDX-FileCopyrightText = ["2026 Somebody Else"]
        SPDX-FileContributor = "Claude <noreply@anthropic.com>"   # the agent

        [[annotations]]
        path = ["gen/**", 'lit\*eral/*']
        SPDX-FileContributor = [
          "Somebody Else <somebody@corp.invalid.org>",  # a person
          "GitHub Copilot",
        ]

        [[annotations]]
        path = "gen/people/**"
        SPDX-FileContributor = "Somebody Else"
        """;

    [Theory]
    [InlineData("src/a.cs", "claude")]
    [InlineData("src/b/a.cs", "")]
    [InlineData("gen/b/a.cs", "github-copilot")]
    [InlineData("gen/people/a.cs", "")]
    [InlineData("lit*eral/a.cs", "github-copilot")]
    [InlineData("literal/a.cs", "")]
    [InlineData("other.cs", "")]
    public void File_HasTheContributorsOfTheLastTableThatCoversIt(string path, string agents)
    {
        foreach (var (folder, ends) in new[] { ("", "\n"), ("sub/", "\r\n") })
        {
            var file = ReuseFile.Read(Encoding.UTF8.GetBytes(Toml.ReplaceLineEndings(ends)), folder, Registry.Default, MarkSamples.Day);
            var mark = file.Find(folder + path, 9);

            Assert.Equal(agents, string.Join(' ', mark?.Claims.Select(claim => claim.Agent) ?? []));
            Assert.True(mark is null || (mark.Label, mark.Lines.First, mark.Lines.Last) == (Label.Mixed, 1, 9));
        }
    }

    [Fact]
    public void FileElsewhere_IsNotItsBusiness() =>
        Assert.Null(ReuseFile.Read(Encoding.UTF8.GetBytes(Toml), "sub/", Registry.Default, MarkSamples.Day).Find("src/a.cs", 1));

    [Theory]
    [InlineData("[[annotations]]\npath = [\"a\"")]
    [InlineData("[[annotations]]\npath = \"a\nSPDX-FileContributor = \"Claude\"")]
    [InlineData("[[annotations]]\npath = ''\nSPDX-FileContributor = 'Claude'")]
    [InlineData("[[annotations]]\nSPDX-FileContributor = 'Claude'")]
    [InlineData("= = =\n[[annotations]]\n=\n]")]
    [InlineData("")]
    public void DamagedFile_MarksNothing(string toml) =>
        Assert.Null(ReuseFile.Read(Encoding.UTF8.GetBytes(toml), "", Registry.Default, MarkSamples.Day).Find("a", 1));

    [Fact]
    public void TablesOverTheLimit_AreUnread()
    {
        var toml = string.Concat(Enumerable.Range(0, Limits.ReuseTables + 1).Select(at => FormattableString.Invariant($"[[annotations]]\npath = '{at}'\nSPDX-FileContributor = 'Claude'\n")));
        var file = ReuseFile.Read(Encoding.UTF8.GetBytes(toml), "", Registry.Default, MarkSamples.Day);

        Assert.NotNull(file.Find(FormattableString.Invariant($"{Limits.ReuseTables - 1}"), 1));
        Assert.Null(file.Find(FormattableString.Invariant($"{Limits.ReuseTables}"), 1));
    }

    [Fact]
    public void FileOverTheLimit_IsUnread()
    {
        var toml = Encoding.UTF8.GetBytes("[[annotations]]\npath = '**'\nSPDX-FileContributor = 'Claude'\n".PadRight(Limits.ReuseFile, ' '));

        Assert.NotNull(ReuseFile.Read(toml, "", Registry.Default, MarkSamples.Day).Find("a", 1));
        Assert.Null(ReuseFile.Read([.. toml, (byte)' '], "", Registry.Default, MarkSamples.Day).Find("a", 1));
    }
}
