using System.Text.Json;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Metric;

/// <summary>Histories that no one plans for, from git to the report's JSON: every number finite, every missing one with a reason.</summary>
public sealed class OddHistoryTests
{
    private const string Agent = "\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    [Theory]
    [InlineData("clock going backwards")]
    [InlineData("one instant")]
    [InlineData("one commit")]
    [InlineData("no agent")]
    [InlineData("agents only")]
    [InlineData("1970")]
    [InlineData("2106")]
    public void OddHistory_HasAReportWithReasons(string name)
    {
        using var repository = TestRepository.Create();
        var parent = 0;
        foreach (var (day, message, i) in Commits(name))
        {
            var commit = TestCommit.OfText(message, DateTimeOffset.FromUnixTimeSeconds(day), ("src/Shop/Shop.csproj", "<Project />\n"), ("src/Shop/Cart.cs", Source(i)));
            parent = parent == 0 ? repository.Commit(commit) : repository.Commit(commit, parent);
        }

        repository.Import();
        var host = TestReplay.Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        var analysis = RepositoryAnalyzer.Analyze(
            host, location, location.Head!.Value, repository.Root, new AnalysisOptions(UnitMode.Token, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;

        // The writer refuses NaN and infinity.
        using var json = JsonDocument.Parse(ReportJson.Write(SurvivalReporter.Create(host, analysis, new ReportRequest(null, null, null, []))));
        Assert.True(json.RootElement.EnumerateObject().Any());

        var cells = CellJoin.Join(analysis, new Dictionary<int, StageWeights>());
        var compiled = cells.Select(cell => cell.DeathSeconds is null ? cell with { Compiled = cell.Authored } : cell).ToList();
        var headline = SurvivalMetric.Compute(compiled, new MetricOptions(30, 365, analysis.EndSeconds) { Evidence = EvidenceKind.Compiled, Block = analysis.Block }).ShippedSurvival;
        Assert.Equal(Reason(name), headline.Reason);
        Assert.True(headline.Point is null or (>= 0 and <= 1));
    }

    private static string? Reason(string name) => name switch
    {
        "clock going backwards" or "agents only" or "1970" => null,
        "2106" => Reasons.ClockAhead,
        _ => Reasons.NoAgentCode,
    };

    private static IEnumerable<(long Seconds, string Message, int Number)> Commits(string name)
    {
        const long start = 1_600_000_000;
        const long day = 86_400;
        var count = name == "one commit" ? 1 : 60;
        for (var i = 0; i < count; i++)
        {
            var seconds = name switch
            {
                // One that is far ahead, one far back, and a slope downwards at the end.
                "clock going backwards" => start + ((i == 5 ? 5000 : i == 6 ? -5000 : i > 50 ? 100 - i : i * 3) * day),
                "one instant" => start,
                "1970" => i * 3 * day,
                "2106" => 4_294_967_296 + (i * 3 * day),
                _ => start + (i * 3 * day),
            };
            yield return (seconds, name == "no agent" || (i % 2 == 1 && name != "agents only") ? "Write\n" : "Write" + Agent, i);
        }
    }

    private static string Source(int commits) =>
        "class Cart\n{\n" + string.Concat(Enumerable.Range(commits / 3, commits + 1 - (commits / 3)).Select(i => FormattableString.Invariant($"    int Price{i}(int amount{i}) => amount{i} * {i} + offset{i};\n"))) + "}\n";
}
