using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Detail;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports;

/// <summary>A repository with enough days for curves, and reports of it.</summary>
internal static class ReportSample
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Forty days on which an agent and forty on which nobody known writes a file; a part is changed later.</summary>
    public static TestRepository Repository()
    {
        var repository = TestRepository.Create();
        var last = repository.Commit(TestCommit.OfText("Begin", Start, ("src/Shop/Shop.csproj", "<Project />\n"), ("src/Shop/First.cs", Source("First", 2))));
        for (var day = 1; day <= 40; day++)
        {
            last = repository.Commit(
                TestCommit.OfText("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", Start.AddDays(day), (Name("Agent", day), Source("Agent", day))), last);
            last = repository.Commit(TestCommit.OfText("Add", Start.AddDays(day).AddHours(1), (Name("Other", day), Source("Other", day)), ($"tests/T{Number(day)}.cs", Source("Test", day))), last);
        }

        for (var day = 1; day <= 10; day++)
        {
            last = repository.Commit(TestCommit.OfText("Fix", Start.AddDays(60 + day), (Name("Agent", day * 3), Source("Changed", 900 + day)), (Name("Other", day * 4), null)), last);
        }

        repository.Commit(TestCommit.OfText("End", Start.AddDays(200), ("src/Shop/Last.cs", Source("Last", 1))), last);
        repository.Import();
        return repository;
    }

    public static SurvivalReport Of(TestRepository repository, UnitMode mode = UnitMode.Token, string? path = null, params string[] records)
    {
        var host = TestReplay.Host(repository.Root);
        return SurvivalReporter.Create(host, Analyze(repository, mode), new ReportRequest(null, null, path, records) { WithDetail = true });
    }

    public static AnalyzedRepository Analyze(TestRepository repository, UnitMode mode = UnitMode.Token)
    {
        var host = TestReplay.Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        return RepositoryAnalyzer.Analyze(
            host, location, location.Head!.Value, repository.Root, new AnalysisOptions(mode, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
    }

    /// <summary>The report with a text of somebody else in every place that can hold one.</summary>
    public static SurvivalReport With(this SurvivalReport report, string text)
    {
        var safe = text.Length == 0 ? "x" : text;
        var origin = new BlameOrigin(report.Repository.Commit, Label.Agent, "claude", null, report.Repository.EndSeconds);
        return report with
        {
            Path = safe,
            Project = safe,
            Notices = [Notice.Of("PROV932", safe)],
            Metric = report.Metric with
            {
                Agents = [.. report.Metric.Agents.Select(agent => agent with { Key = safe })],
                Models = [.. report.Metric.Agents.Select(agent => agent with { Key = safe })],
            },
            Figures = report.Figures with { Funnel = [.. report.Figures.Funnel.Select(entry => entry with { Agent = entry.Agent is null ? null : safe, Model = entry.Model is null ? null : safe })] },
            Detail = report.Detail! with
            {
                Files = [new FileFigures(safe + "/" + safe, ScopeClass.Ships, FileState.Read, new LabelUnits(5, 1, 0, 2), HasRecord: false, default, 5, 1)],
                Sources = [new SourceView(safe + "/" + safe, safe, [origin], [new SourceRun(safe.Split('\n').Length, 0, LineStage.Shipped, 0, 0)], HasRecord: true)],
            },
        };
    }

    public static string Number(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static string Name(string kind, int day) => $"src/Shop/{kind}{Number(day)}.cs";

    /// <summary>Ten members whose tokens no other file has.</summary>
    private static string Source(string kind, int seed)
    {
        var members = Enumerable.Range(0, 10).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"    public int {kind}{seed}Value{i}(int first{seed}, int second{i}) => {VariedCode.Expression((kind.Sum(letter => letter) * 100_000) + (seed * 100) + i, $"{kind.ToLowerInvariant()}{seed}", 5)};\n"));
        return $"namespace Shop;\n\npublic sealed class {kind}{Number(seed)}\n{{\n{string.Concat(members)}}}\n";
    }
}
