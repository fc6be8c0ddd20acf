using System.Globalization;
using System.Text.Json;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.Policy;
using Provenance.Testing;
using Provenance.Testing.JsonSchema;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>What comes to light behind a version that was not read is nobody's, and too much of it takes the figures away.</summary>
public sealed class UnreadBirthsTests : IDisposable
{
    private const string Grown = "src/Grown.cs";
    private const string Agent = "Work\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData(3, 300, HeadlineBlock.None)]
    [InlineData(6, 300, HeadlineBlock.HistoryUnread)]
    public void MoreThanAHundredth_LeavesNoFigure(int unread, int known, HeadlineBlock expected) => Assert.Equal(expected, Write(unread, known).Block);

    [Fact]
    public void CodeThatMayHaveBeenThereBefore_HasNoLabelAndNoCommit()
    {
        var analyzed = Write(unread: 3, known: 3);
        var lines = AnalyzedLines.Of(_repository, analyzed.Commit.ToString());

        // Lines of the type and its methods; then what is added when the file can be read again.
        Assert.Equal("UUUUUUA", lines.Letters(Grown));
        var host = TestReplay.Host(_repository.Root);
        using var room = CleanRoom.Open(host, analyzed.Location);
        var (texts, _) = HeadTextReader.Read(room, [BlameQuery.Find(analyzed, Grown)!]);
        var explanation = ExplainQuery.Run(lines, analyzed, texts[0], new RecordSet([], 0), Grown, 3, null)!;
        Assert.Null(explanation.Origin.Commit);
        Assert.Contains("an older version of the file could not be read", ExplainText.Write(explanation), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(ExplainJson.Write(explanation));
        Assert.Equal("unread", document.RootElement.GetProperty("because").GetString());
        Assert.Empty(SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/explain-1.json")).ValidateWithKeyOrder(document.RootElement));
    }

    [Fact]
    public void ReportWithoutFigures_SaysWhy()
    {
        var report = SurvivalReporter.Create(TestReplay.Host(_repository.Root), Write(unread: 6, known: 3), new ReportRequest(null, null, null, []));

        Assert.Equal(Reasons.HistoryUnread, report.Figures.ShippedSurvival.Figure.Reason);
        using var document = JsonDocument.Parse(ReportJson.Write(report));
        Assert.Empty(SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/report-1.json")).ValidateWithKeyOrder(document.RootElement));
        Assert.Contains("too many versions of files could not be read", ReportText.Write(report, default), StringComparison.Ordinal);
    }

    // A file that is too long at first, that the agent shortens and goes on with, beside code that was always read.
    private AnalyzedRepository Write(int unread, int known)
    {
        var text = "class Grown\n{\n" + Methods("M", unread) + "}\n";
        _repository.Commit(TestCommit.OfText("Begin\n", Start, ("src/Other.cs", "class Other;\n")));
        _repository.Commit(TestCommit.OfText("Write\n", Start.AddDays(1), (Grown, text + string.Concat(Enumerable.Repeat("//\n", 100_001)))), 1);
        _repository.Commit(TestCommit.OfText(Agent, Start.AddDays(2), (Grown, text)), 2);
        _repository.Commit(TestCommit.OfText(Agent, Start.AddDays(3), (Grown, text + "class After;\n"), ("src/Known.cs", "class Known\n{\n" + Methods("K", known) + "}\n")), 3);
        _repository.Commit(TestCommit.OfText("End\n", Start.AddDays(100), ("src/Last.cs", "class Last;\n")), 4);
        _repository.Import();
        return AnalyzedLines.Of(_repository, _repository.Git("rev-parse", "HEAD").Trim(), mode: UnitMode.Token);
    }

    private static string Methods(string name, int count) => string.Concat(
        Enumerable.Range(0, count).Select(n => string.Create(CultureInfo.InvariantCulture, $"    int {name}{n}(int a) => {VariedCode.Expression((name[0] * 1000) + n, "a")};\n")));
}
