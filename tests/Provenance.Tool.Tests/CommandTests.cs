using System.Text;
using System.Text.Json;
using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary>The commands over a repository that works.</summary>
public sealed class CommandTests(PeopleAndAgents fixture) : IClassFixture<PeopleAndAgents>
{
    private string Root => fixture.Repository.Root;

    [Theory]
    [InlineData("report-1", "report")]
    [InlineData("report-1", "report", "src/Shop")]
    [InlineData("report-1", "report", "--lines", "--window", "all", "--horizon", "0")]
    [InlineData("report-1", "report", "--rev", "HEAD~2", "--window", "90")]
    [InlineData("report-1", "report", "--rev", "@~2")]
    [InlineData("report-1", "report", "--rev", "@")]
    [InlineData("claims-1", "claims", "--all")]
    [InlineData("claims-1", "claims", "HEAD~3..HEAD")]
    [InlineData("blame-1", "blame", PeopleAndAgents.Cart)]
    [InlineData("blame-1", "blame", PeopleAndAgents.Cart, "--tokens")]
    [InlineData("blame-1", "blame", PeopleAndAgents.Cart, "--lines")]
    [InlineData("blame-1", "blame", PeopleAndAgents.Odd)]
    [InlineData("blame-1", "blame", PeopleAndAgents.NotUtf8)]
    [InlineData("explain-1", "explain", PeopleAndAgents.Cart + ":1")]
    [InlineData("explain-1", "explain", PeopleAndAgents.Cart + ":4")]
    [InlineData("explain-1", "explain", PeopleAndAgents.Cart + ":7")]
    [InlineData("explain-1", "explain", PeopleAndAgents.Cart + ":8:16")]
    [InlineData("explain-1", "explain", PeopleAndAgents.Odd + ":3:9")]
    public void JsonResult_FollowsItsSchemaAndNothingElseIsPrinted(string form, params string[] arguments)
    {
        var result = Run([.. arguments, "--format", "json"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Empty(ToolProcess.Schema(form).ValidateWithKeyOrder(result.Json));
        Assert.Equal(result.Output.Length - 1, Array.IndexOf(result.Output, (byte)'\n'));
    }

    [Fact]
    public void Report_CountsAgentsAndLabels()
    {
        var report = Run("report", "--format", "json", "--window", "all").Json;

        Assert.Equal(["claude", "github-copilot"], report.GetProperty("agents").EnumerateArray().Select(agent => agent.GetProperty("agent").GetString()));
        Assert.Equal("no record", report.GetProperty("shippedSurvival").GetProperty("reason").GetString());
        Assert.Equal(5, report.GetProperty("repository").GetProperty("commits").GetInt32());
        Assert.True(Units(report, "alive", "agent") > 0);
        Assert.Equal(0, Units(report, "alive", "human"));
    }

    [Fact]
    public void ReportOfAFolder_CountsWhatWasBornThere()
    {
        var all = Run("report", "--format", "json").Json;
        var shop = Run("report", "src/Shop", "--format", "json").Json;
        var odd = Run("report", "src/Größe und Maß", "--format", "json").Json;

        Assert.Equal("src/Größe und Maß", odd.GetProperty("options").GetProperty("path").GetString());
        Assert.Equal(Units(all, "authored", "all"), Units(shop, "authored", "all") + Units(odd, "authored", "all"));
        Assert.True(Units(odd, "authored", "all") > 0);
    }

    [Fact]
    public void TextReport_SaysUnitsClockCohortCoverageAndWhatIsMissing()
    {
        var text = Run("report").Text;

        foreach (var word in (string[])["unit", "birth", "death", "clock", "cohort", "coverage", "RMST 180", "no build record of this commit", "claude", "unknown code contains agent code"])
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\u001b', text);
    }

    [Theory]
    [InlineData(PeopleAndAgents.Cart)]
    [InlineData(PeopleAndAgents.Odd)]
    [InlineData(PeopleAndAgents.NotUtf8)]
    public void Blame_NamesTheCommitsThatGitBlameNames(string path)
    {
        var expected = fixture.Repository.Git("blame", "--line-porcelain", "--root", "HEAD", "--", path)
            .Split('\n').Where(line => line.Length > 40 && line[40] == ' ' && line[..40].All(char.IsAsciiHexDigitLower)).Select(line => line[..40]);

        var lines = Run("blame", path, "--format", "json").Json.GetProperty("lines").EnumerateArray();

        Assert.Equal(expected, lines.Select(line => line.GetProperty("commit").GetString()));
    }

    [Fact]
    public void Blame_TellsTokensOfAgentsFromThoseOfPeople()
    {
        var line = Run("blame", PeopleAndAgents.Cart, "--format", "json").Json.GetProperty("lines")[7];

        // return a - b + 1: a person changed the sign and added a term, the rest is the agent's.
        Assert.Equal(fixture.Ids[4], line.GetProperty("commit").GetString());
        Assert.InRange(line.GetProperty("agentTokens").GetInt32(), 1, line.GetProperty("tokens").GetInt32() - 1);
    }

    [Fact]
    public void TokenSpans_LieInTheirLinesAndDoNotOverlap()
    {
        var blame = Run("blame", PeopleAndAgents.Cart, "--tokens", "--format", "json").Json;
        var text = fixture.Repository.Git("show", "HEAD:" + PeopleAndAgents.Cart).Split('\n');
        var end = (1, 0);
        foreach (var span in blame.GetProperty("spans").EnumerateArray().Select(span => span.EnumerateArray().Select(number => number.GetInt32()).ToArray()))
        {
            Assert.True(end.CompareTo((span[0], span[1])) <= 0);
            Assert.True(span[3] - 1 <= text[span[2] - 1].Length);
            Assert.InRange(span[4], 0, blame.GetProperty("origins").GetArrayLength() - 1);
            end = (span[2], span[3]);
        }
    }

    [Fact]
    public void Explain_TellsTheChainFromTheClaimToTheMainline()
    {
        var text = Run("explain", PeopleAndAgents.Cart + ":5:9").Text;

        Assert.Contains("agent, claude, tier asserted", text, StringComparison.Ordinal);
        Assert.Contains("trailer co-authored-by at last-block", text, StringComparison.Ordinal);
        Assert.Contains(fixture.Ids[2], text, StringComparison.Ordinal);
        Assert.Contains("2024-01-11 in src/Shop/Cart.cs, as shipping code", text, StringComparison.Ordinal);
        Assert.Contains("no record of this commit covers the line", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":2", "line")]
    [InlineData(":4:1", "structural-token")]
    [InlineData(":8", "token")]
    public void ExplainedPlace_NamesItsUnit(string place, string unit)
    {
        Assert.Equal(unit, Run("explain", PeopleAndAgents.Cart + place, "--format", "json").Json.GetProperty("unit").GetString());
    }

    [Fact]
    public void ClaimsOfARange_LeaveOutWhatTheBaseReaches()
    {
        var claims = Run("claims", fixture.Ids[1] + ".." + fixture.Ids[3], "--format", "json").Json.GetProperty("commits");

        Assert.Equal(fixture.Ids[2..4], claims.EnumerateArray().Select(commit => commit.GetProperty("commit").GetString()));
        Assert.Equal(["agent", "unknown"], claims.EnumerateArray().Select(commit => commit.GetProperty("label").GetString()));
    }

    [Fact]
    public void ExplainedClaims_NameRuleAndPlace()
    {
        var text = Run("claims", fixture.Ids[2], "--explain").Text;

        Assert.Contains("because a claim covers the commit as a whole", text, StringComparison.Ordinal);
        Assert.Contains("trailer co-authored-by at last-block, rule ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void SameQuestion_GivesTheSameBytesColdAndWarm()
    {
        using var cache = TemporaryFolder.Create();
        string[] question = ["report", "--format", "json", "--cache", cache.Path];

        var cold = Run(question);
        Assert.NotEmpty(Directory.EnumerateFiles(cache.Path, "*", SearchOption.AllDirectories));

        Assert.Equal(cold.Output, Run(question).Output);
        Assert.Equal(cold.Output, Run([.. question, "--no-cache"]).Output);
    }

    [Fact]
    public void OutputFolder_ReceivesOneFilePerFormat()
    {
        using var folder = TemporaryFolder.Create();

        var result = Run("report", "--output", folder.Path, "--format", "json", "--format", "text");

        Assert.Equal((0, "", ""), (result.ExitCode, result.Text, result.Error));
        Assert.Equal(["report.json", "report.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("html", "report.html")]
    [InlineData("markdown", "report.md")]
    [InlineData("svg", "report-badge.svg", "report.svg")]
    [InlineData("csv", "report-files.csv", "report.csv")]
    public void EachFormatOfAReport_IsItsFilesAndOnStandardOutputTheFirst(string format, params string[] names)
    {
        using var folder = TemporaryFolder.Create();

        var toFolder = Run("report", "--output", folder.Path, "--format", format);
        var toOutput = Run("report", "--format", format);

        Assert.Equal((0, "", ""), (toFolder.ExitCode, toFolder.Text, toFolder.Error));
        Assert.Equal(names, Directory.EnumerateFiles(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, names[^1])), toOutput.Output);
    }

    [Fact]
    public void FormatThatACommandDoesNotWrite_IsRefusedWithThoseItWrites()
    {
        var result = Run("blame", PeopleAndAgents.Cart, "--format", "html");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("There is no format 'html'. Formats are: text, json.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedRecord_IsCountedAndSaid()
    {
        using var ledger = TemporaryFolder.Create();
        File.WriteAllText(Path.Combine(ledger.Path, "abc.json"), "{}");
        File.WriteAllText(Path.Combine(ledger.Path, ".tmp-abc.json"), "{");

        var result = Run("report", "--ledger", ledger.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("PROV933: 1 ledger files", result.Error, StringComparison.Ordinal);
        Assert.Equal("", Run("report", "--ledger", ledger.Path, "--quiet").Error);
    }

    [Fact]
    public void NoOutput_NamesAPerson()
    {
        string[][] questions =
        [
            ["report"], ["report", "--lines"], ["claims", "--all", "--explain"], ["blame", PeopleAndAgents.Cart, "--tokens"],
            ["explain", PeopleAndAgents.Cart + ":8"], ["explain", PeopleAndAgents.NotUtf8 + ":1"],
        ];
        // The search is able to find them: git's own log has them.
        Assert.Contains(PeopleAndAgents.People[1].Email, fixture.Repository.Git("log"), StringComparison.Ordinal);
        foreach (var question in questions)
        {
            foreach (var format in question[0] == "report" ? ["text", "json", "markdown", "html", "svg", "csv"] : (string[])["text", "json"])
            {
                var result = Run([.. question, "--format", format, "--verbose"]);
                var all = result.Text + result.Error + Encoding.Unicode.GetString(result.Output);
                Assert.Equal(0, result.ExitCode);
                foreach (var person in PeopleAndAgents.People)
                {
                    Assert.DoesNotContain(person.Name, all, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain(person.Email, all, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain("corp.example", all, StringComparison.OrdinalIgnoreCase);
                }
            }
        }
    }

    private static long Units(JsonElement report, string stage, string label) => report.GetProperty("funnel").EnumerateArray()
        .Single(row => row.GetProperty("stage").GetString() == stage && row.GetProperty("scope").GetString() == "ships" && row.GetProperty("label").GetString() == label
            && row.GetProperty("agent").ValueKind == JsonValueKind.Null && row.GetProperty("model").ValueKind == JsonValueKind.Null && row.GetProperty("tier").ValueKind == JsonValueKind.Null)
        .GetProperty("unitsLo").GetInt64();

    private ToolResult Run(params string[] arguments) => ToolProcess.Run(Root, arguments);
}
