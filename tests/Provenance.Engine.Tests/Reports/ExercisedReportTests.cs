using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Csv;
using Provenance.Engine.Reports.Html;
using Provenance.Engine.Reports.Markdown;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.Policy;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports;

/// <summary>Files that coverlet.collector 6.0.4 and Microsoft.CodeCoverage 18.0.1 wrote of one test of Data/Cart.txt; only the folder and the time were taken out.</summary>
public sealed class ExercisedReportTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    /// <summary>The test adds two prices and asks for a total that is not reduced: lines 22 to 24 and 30 to 32 did not run, nor did the property.</summary>
    [Theory]
    [InlineData("coverlet")]
    [InlineData("microsoft")]
    public void FileOfARealCollector_IsInEveryFormat(string collector)
    {
        var report = Report(collector);

        var agent = report.Exercised!.Rows.Single(row => row.Label == "agent");
        Assert.Equal(("alive", 1), (report.Exercised.Of, report.Exercised.Files));
        Assert.Equal((67, 53, 36), (agent.Units, agent.Measured, agent.Exercised));
        Assert.Equal(["agent", "67", "53", "36", "68", "%"], TextRow(ReportText.Write(report, default)));
        var markdown = Encoding.UTF8.GetString(MarkdownSummary.Write(report));
        Assert.Contains("### How much of it ran\n\n|  | tokens | can run and measured | ran | share |", markdown, StringComparison.Ordinal);
        Assert.Contains("| agent | 67 | 53 | 36 | 68 % |", markdown, StringComparison.Ordinal);
        var page = Encoding.UTF8.GetString(HtmlReport.Write(report));
        Assert.Contains("<section id=\"exercised\"", page, StringComparison.Ordinal);
        Assert.Contains("as a coverage file says of 1 file.", page, StringComparison.Ordinal);
        var csv = Encoding.UTF8.GetString(FigureCsv.Write(report));
        Assert.Contains("\nexercised,agent,,,,ships,alive,,0.679245283,,,,53,\n", csv, StringComparison.Ordinal);
        Assert.Contains("\nmeasured by coverage,agent,,,,ships,alive,,0.791044776,,,,67,\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutACoverageFile_NoFormatHasTheSection()
    {
        var report = Report(collector: null);

        Assert.Null(report.Exercised);
        Assert.DoesNotContain("How much of it ran", Encoding.UTF8.GetString(MarkdownSummary.Write(report)) + Encoding.UTF8.GetString(HtmlReport.Write(report)), StringComparison.Ordinal);
        Assert.DoesNotContain("exercised", Encoding.UTF8.GetString(FigureCsv.Write(report)), StringComparison.Ordinal);
    }

    // The row of agents in the part about what ran.
    private static string[] TextRow(string text) => text[text.IndexOf("Exercised, of alive", StringComparison.Ordinal)..].Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).First(words => words is ["agent", ..]);

    private static string Read(string name) => RepositoryFiles.Read("tests/Provenance.Engine.Tests/Reports/Data/" + name);

    private SurvivalReport Report(string? collector)
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var first = _repository.Commit(TestCommit.OfText("Begin", start, ("src/Shop/Shop.csproj", "<Project />\n")));
        _repository.Commit(TestCommit.OfText("Add cart\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", start.AddDays(1), ("src/Shop/Cart.cs", Read("Cart.txt"))), first);
        _repository.Import();
        var host = TestReplay.Host(_repository.Root);
        var location = RepositoryDiscovery.Locate(host, _repository.Root).Value!;
        var analysis = RepositoryAnalyzer.Analyze(
            host, location, location.Head!.Value, _repository.Root, new AnalysisOptions(UnitMode.Token, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
        ImmutableArray<byte> coverage = collector is null ? default : [.. Encoding.UTF8.GetBytes(Read(collector + ".cobertura.xml"))];
        return SurvivalReporter.Create(host, analysis, new ReportRequest(null, null, null, []) { Coverage = coverage, WithDetail = true });
    }
}
