using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Detail;
using Provenance.Engine.Reports.Html;
using Provenance.Testing;

namespace Provenance.Browser.Tests;

/// <summary>Pages to open: of a small repository, of one with hostile names, of one with 5,000 files.</summary>
public sealed class ReportPages : IDisposable
{
    private const string Hostile = "<img src=x onerror=alert(1)>";
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestRepository _repository = TestRepository.Create();

    public ReportPages()
    {
        var last = _repository.Commit(TestCommit.OfText("Begin", Start, ("src/Shop/Shop.csproj", "<Project />\n"), ("src/Shop/First.cs", Source("First", 2))));
        for (var day = 1; day <= 40; day++)
        {
            var folder = day % 2 == 0 ? "Cart" : "Stock";
            last = _repository.Commit(
                TestCommit.OfText("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", Start.AddDays(day), ($"src/Shop/{folder}/Agent{day:00}.cs", Source("Agent", day))), last);
            last = _repository.Commit(TestCommit.OfText("Add", Start.AddDays(day).AddHours(1), ($"src/Shop/{folder}/Other{day:00}.cs", Source("Other", day)), ($"tests/T{day:00}.cs", Source("Test", day))), last);
        }

        _repository.Commit(
            TestCommit.OfText("End\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", Start.AddDays(200), ($"src/{Hostile}/\u202egnp.cs", "// \u202e hidden\n" + Source("Last", 1)), ("src/Shop/Long.cs", Long())), last);
        _repository.Import();
        var report = Report();
        Page = Write("report.html", report);
        Large = Write("large.html", report with { Detail = Enlarge(report) });
    }

    public string Page { get; }

    /// <summary>5,000 files, 3,000 of them in one folder.</summary>
    public string Large { get; }

    public void Dispose() => _repository.Dispose();

    private SurvivalReport Report()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var host = GitHost.Find(environment, explicitPath: null, _repository.Root, Path.GetTempPath()).Value!;
        var location = RepositoryDiscovery.Locate(host, _repository.Root).Value!;
        var analysis = RepositoryAnalyzer.Analyze(
            host, location, location.Head!.Value, _repository.Root, new AnalysisOptions(UnitMode.Token, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
        return SurvivalReporter.Create(host, analysis, new ReportRequest(null, null, null, []) { WithDetail = true });
    }

    private static ReportDetail Enlarge(SurvivalReport report)
    {
        var many = Enumerable.Range(0, 5_000).Select(i => new FileFigures(
            string.Create(CultureInfo.InvariantCulture, $"src/{(i < 3_000 ? "Flat" : $"Area{i % 40:00}/Part{i % 7}")}/File{i:0000}.cs"),
            ScopeClass.Ships, FileState.Read, new LabelUnits(i % 700, i % 30, i % 50, i % 900), HasRecord: true, new StageUnits(i % 600, i % 500, 0), i % 800, i % 100));
        var origin = new BlameOrigin(report.Repository.Commit, Label.Agent, "claude", null, report.Repository.EndSeconds);
        var text = string.Concat(Enumerable.Range(0, 9_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"    var value{i} = Compute({i}) + {i * 3};\n")));
        var source = new SourceView("src/Flat/File0699.cs", text, [origin], [new SourceRun(9_000, 0, LineStage.Shipped, 0, 0), new SourceRun(1, -1, null, 0, 0)], HasRecord: true);
        return report.Detail! with { Files = [.. many.OrderBy(file => file.Path, StringComparer.Ordinal)], Sources = [source] };
    }

    private string Write(string name, SurvivalReport report)
    {
        var path = Path.Combine(_repository.Folder.Path, name);
        File.WriteAllBytes(path, HtmlReport.Write(report));
        return path;
    }

    private static string Long() => $"namespace Shop;\n\npublic static class Long\n{{\n{string.Concat(Enumerable.Range(0, 900).Select(i => string.Create(CultureInfo.InvariantCulture, $"    public const int Constant{i} = {VariedCode.Expression(5_000_000 + i, "unit", 4)};\n")))}}}\n";

    private static string Source(string kind, int seed)
    {
        var members = Enumerable.Range(0, 10).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"    public int {kind}{seed}Value{i}(int first{seed}, int second{i}) => {VariedCode.Expression((kind.Sum(letter => letter) * 100_000) + (seed * 100) + i, $"{kind.ToLowerInvariant()}{seed}", 5)};\n"));
        return string.Create(CultureInfo.InvariantCulture, $"namespace Shop;\n\npublic sealed class {kind}{seed:00}\n{{\n{string.Concat(members)}}}\n");
    }
}
