using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary><c>provenance compare</c> as a process.</summary>
public sealed class CompareCommandTests(PeopleAndAgents fixture) : IClassFixture<PeopleAndAgents>
{
    [Fact]
    public void TwoReports_GiveDeltasAndTheCommitsBetween()
    {
        using var folder = TemporaryFolder.Create();
        var (before, after) = Reports(folder);

        var result = ToolProcess.Run(fixture.Repository.Root, ["compare", before, after, "--format", "json"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Empty(ToolProcess.Schema("compare-1").ValidateWithKeyOrder(result.Json));
        Assert.Equal(fixture.Ids[2], result.Json.GetProperty("movement").GetProperty("commits")[0].GetProperty("commit").GetString());
        Assert.True(result.Json.GetProperty("figures").EnumerateArray().Single(figure => figure.GetProperty("name").GetString() == "funnel.alive.agent").GetProperty("delta").GetDouble() > 0);
    }

    [Fact]
    public void OutsideOfTheRepository_TheFiguresAreThereAllTheSame()
    {
        using var folder = TemporaryFolder.Create();
        var (before, after) = Reports(folder);

        foreach (var format in (string[])["text", "markdown"])
        {
            var result = ToolProcess.Run(folder.Path, ["compare", before, after, "--format", format], ("GIT_CEILING_DIRECTORIES", Path.GetDirectoryName(folder.Path)));

            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.Contains("There is no repository here", result.Text, StringComparison.Ordinal);
            Assert.Contains("funnel.alive.agent", result.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnotherFile_IsUsage()
    {
        using var folder = TemporaryFolder.Create();
        var other = Path.Combine(folder.Path, "other.json");
        File.WriteAllText(other, "{}");

        var unknown = ToolProcess.Run(folder.Path, ["compare", other, other]);
        var missing = ToolProcess.Run(folder.Path, ["compare", other + "x", other]);

        Assert.Equal((1, 1), (unknown.ExitCode, missing.ExitCode));
        Assert.Contains("is neither a report nor a build record", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be read", missing.Error, StringComparison.Ordinal);
    }

    private (string Before, string After) Reports(TemporaryFolder folder)
    {
        foreach (var (name, rev) in (ReadOnlySpan<(string, string)>)[("a", "HEAD~4"), ("b", "HEAD")])
        {
            Assert.Equal(0, ToolProcess.Run(fixture.Repository.Root, ["report", "--rev", rev, "--format", "json", "--output", Path.Combine(folder.Path, name)]).ExitCode);
        }

        return (Path.Combine(folder.Path, "a", "report.json"), Path.Combine(folder.Path, "b", "report.json"));
    }
}
