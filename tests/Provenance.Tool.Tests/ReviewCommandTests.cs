using System.Text;
using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary><c>provenance review</c> as a process.</summary>
public sealed class ReviewCommandTests(PeopleAndAgents fixture) : IClassFixture<PeopleAndAgents>
{
    [Theory]
    [InlineData("..", 1, 3)]
    [InlineData("...", 1, 3)]
    [InlineData("..", 3, 5)]
    public void Json_FollowsItsSchemaAndCountsTheLinesOfTheDiff(string dots, int from, int to)
    {
        var result = Run(fixture.Ids[from] + dots + fixture.Ids[to], "--format", "json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Empty(ToolProcess.Schema("review-1").ValidateWithKeyOrder(result.Json));
        var added = fixture.Repository.Git("diff", "--numstat", fixture.Ids[from], fixture.Ids[to], "--", "*.cs").Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(line => int.Parse(line.Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(added, result.Json.GetProperty("lines").EnumerateObject().Sum(lines => lines.Value.GetInt32()));
        Assert.True(result.Json.GetProperty("agentLines").GetInt32() > 0);
    }

    [Fact]
    public void OpenEnd_IsHead() => Assert.Equal(Run(fixture.Ids[2] + "..HEAD", "--format", "json").Output, Run(fixture.Ids[2] + "..", "--format", "json").Output);

    [Fact]
    public void Finding_FailsOnlyWhenAskedTo()
    {
        using var folder = TemporaryFolder.Create();
        var policy = Path.Combine(folder.Path, "policy.yml");
        File.WriteAllText(policy, "version: 1\nrules:\n  - require-review: {paths: ['**']}\n");
        string[] question = [fixture.Ids[1] + "..", "--policy", policy];

        Assert.Equal(0, Run(question).ExitCode);
        Assert.Equal(2, Run([.. question, "--fail-on-findings"]).ExitCode);
        Assert.Equal(0, Run([fixture.Ids[1] + "..", "--fail-on-findings"]).ExitCode);
    }

    [Fact]
    public void EveryFormat_IsWrittenIntoAFolder()
    {
        using var folder = TemporaryFolder.Create();

        var result = Run(fixture.Ids[1] + "..", "--format", "text", "--format", "json", "--format", "markdown", "--format", "sarif", "--output", folder.Path);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Text, result.Error));
        Assert.Equal(["review.json", "review.md", "review.sarif", "review.txt"], Directory.EnumerateFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void NoFormat_NamesAPerson()
    {
        foreach (var format in (string[])["text", "json", "markdown", "sarif"])
        {
            var all = Run(fixture.Ids[1] + "..", "--format", format, "--verbose") is var result ? result.Text + result.Error + Encoding.Unicode.GetString(result.Output) : "";
            foreach (var person in PeopleAndAgents.People)
            {
                Assert.DoesNotContain(person.Name, all, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(person.Email, all, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void ShallowClone_SaysWhatToFetch()
    {
        var clone = Path.Combine(fixture.Repository.Folder.Path, "shallow");
        TestRepository.RunGit(fixture.Repository.Folder.Path, null, ["clone", "-q", "--depth", "1", new Uri(fixture.Repository.Root).AbsoluteUri, clone]);

        var result = ToolProcess.Run(clone, ["review", fixture.Ids[1] + "..HEAD"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("fetch the whole history", result.Error, StringComparison.Ordinal);
    }

    private ToolResult Run(params string[] arguments) => ToolProcess.Run(fixture.Repository.Root, ["review", .. arguments]);
}
