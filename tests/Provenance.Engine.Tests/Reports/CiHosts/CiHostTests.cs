using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.CiHosts;
using Provenance.Engine.Reports.Markdown;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports.CiHosts;

/// <summary>Each host's documented form.</summary>
public sealed class CiHostTests
{
    [Theory]
    [InlineData(CiHost.GitHub, "GITHUB_ACTIONS", "true")]
    [InlineData(CiHost.AzurePipelines, "TF_BUILD", "True")]
    [InlineData(CiHost.TeamCity, "TEAMCITY_VERSION", "2025.07 (build 1)")]
    [InlineData(CiHost.GitLab, "GITLAB_CI", "true")]
    [InlineData(CiHost.None, "CI", "true")]
    [InlineData(CiHost.None, "GITHUB_ACTIONS", "false")]
    [InlineData(CiHost.None, "TEAMCITY_VERSION", "")]
    public void Variable_NamesItsHost(CiHost host, string name, string value) =>
        Assert.Equal(host, CiHostVariables.Detect(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value }));

    [Theory]
    [InlineData("a|b'c[d]e", "a||b|'c|[d|]e")]
    [InlineData("a\nb\rc", "a|nb|rc")]
    [InlineData("Größe\u2028", "Gr|0x00f6|0x00dfe|0x2028")]
    public void TeamCityValue_IsEscaped(string text, string escaped) => Assert.Equal(escaped, TeamCityMessages.Escape(text));

    [Fact]
    public void TeamCityLines_AreOneMessageEach()
    {
        var lines = TeamCityMessages.Of(Record("src/A]'|\n##teamcity[x y='z'].csproj")).ToArray();

        Assert.Contains(lines, line => line.StartsWith("##teamcity[buildStatisticValue key='provenance.", StringComparison.Ordinal) && line.EndsWith(".compiled_survival' value='0.7123']", StringComparison.Ordinal));
        Assert.All(lines, line =>
        {
            Assert.Equal(1, line.Split("##teamcity[").Length - 1);
            Assert.DoesNotContain('\n', line);
            Assert.Matches(@"^##teamcity\[buildStatisticValue key='(\|.|[^|'\[\]])*' value='[0-9.]+'\]$", line);
        });
    }

    [Theory]
    [InlineData("50 % a\r\nb", "##vso[task.uploadsummary]50 %AZP25 a%0D%0Ab")]
    public void AzurePath_IsEscaped(string path, string line) => Assert.Equal(line, AzureCommands.UploadSummary(path));

    [Fact]
    public void GitHubAnnotation_IsEscaped() => Assert.Equal(
        @"::notice title=a%3A b%2C c::50 %25\u{a}d: e, f", GitHubCommands.Annotation("notice", "a: b, c", "50 %\nd: e, f"));

    [Fact]
    public void GitLabMetrics_AreOpenMetrics()
    {
        var text = Encoding.UTF8.GetString(GitLabMetrics.Write(Record("src/A\"\\\n.csproj")));

        Assert.EndsWith("\n# EOF\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE provenance_compiled_survival gauge\n", text, StringComparison.Ordinal);
        var samples = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToArray();
        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Matches("^provenance_[a-z_]+\\{project=\"([^\"\\\\]|\\\\[\\\\\"n])*\"\\} [0-9.]+$", sample));
    }

    [Fact]
    public void UnknownFigures_AreLeftOut()
    {
        var record = Record("A.csproj");
        var without = record with { Figures = record.Figures with { ShippedSurvival = HeadlineFigure.Missing(30, EvidenceKind.Compiled, "no history") } };

        Assert.DoesNotContain("survival", Encoding.UTF8.GetString(GitLabMetrics.Write(without)), StringComparison.Ordinal);
        Assert.Contains("not given: no history", Encoding.UTF8.GetString(RecordMarkdown.Write(without)), StringComparison.Ordinal);
    }

    [Fact]
    public void HostileProjectNames_StayTextForEveryHost() => Check.One(Laws.Config.WithMaxTest(300), Prop.ForAll(HostileTexts.All, text =>
    {
        var record = Record(text.Length == 0 ? "x" : text);
        var lines = TeamCityMessages.Of(record).Select(line => line["##teamcity[".Length..])
            .Concat(Encoding.UTF8.GetString(GitLabMetrics.Write(record)).Split('\n'))
            .Concat(Encoding.UTF8.GetString(RecordMarkdown.Write(record)).Split('\n'))
            .Append(SummaryLine.Format(record, null));
        return lines.All(line => TerminalText.Encode(line) == line);
    }));

    [Fact]
    public void SummaryFile_TakesWhatFitsAndNothingMore()
    {
        using var folder = TemporaryFolder.Create();
        var path = Path.Combine(folder.Path, "summary.md");

        Assert.True(SummaryFile.Append(path, new byte[SummaryFile.MaxBytes - 1]));
        Assert.False(SummaryFile.Append(path, new byte[2]));
        Assert.Equal(SummaryFile.MaxBytes - 1, new FileInfo(path).Length);
        Assert.True(SummaryFile.Append(path, new byte[1]));
        Assert.False(SummaryFile.Append(path, new byte[1]));
    }

    [Fact]
    public void SummaryFileThatCannotBeWritten_IsLeftAlone()
    {
        using var folder = TemporaryFolder.Create();

        Assert.False(SummaryFile.Append(Path.Combine(folder.Path, "absent", "summary.md"), "x"u8));
        Assert.False(SummaryFile.Append(folder.Path, "x"u8));
    }

    [Fact]
    public void ManyWriters_LoseNothing()
    {
        using var folder = TemporaryFolder.Create();
        var path = Path.Combine(folder.Path, "summary.md");
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Assert.True(SummaryFile.Append(path, Encoding.UTF8.GetBytes($"project {i}\n"))));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"project {i}").Order(StringComparer.Ordinal), File.ReadAllLines(path).Order(StringComparer.Ordinal));
    }

    private static BuildRecord Record(string project) => new(
        RecordKind.Compiled, project, "net10.0", "Release", null, null, [], [], new RecordOptions(30, 365, Engine.History.Units.UnitMode.Token, "0"), null, [], [],
        new RecordFigures(
            [new FunnelEntry(FunnelStage.Alive, Engine.History.ScopeClass.Ships, "agent", null, null, null, 900, 950, null, null, null)],
            new HeadlineFigure(30, EvidenceKind.Compiled, new ShareFigure(0.71234, 0.66, 0.78, 0.64, 0.77, null), ShareFigure.Missing("no data"), [], [new BandEntry(30, 60, 30, 1000, 712, new ReasonedShare(0.712, null))], []),
            new CoverageFigure(0.82, 820, 1000, null)),
        []);
}
