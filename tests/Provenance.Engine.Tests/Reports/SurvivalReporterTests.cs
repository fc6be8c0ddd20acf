using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.Policy;
using Provenance.Shared.Map;
using Provenance.Testing;
using Provenance.Testing.JsonSchema;

namespace Provenance.Engine.Tests.Reports;

/// <summary>Joining build records into a report.</summary>
public sealed class SurvivalReporterTests : IDisposable
{
    private const string Path = "src/Shop/Cart.cs";
    private const string Source = "class Cart\n{\n    int One() => 1 + 2;\n    int Two() => 2 + 3;\n    int Three() => 3 + 4;\n}\n";

    private readonly TestRepository _repository = TestRepository.Create();
    private readonly GitHost _host;
    private readonly AnalyzedRepository _analysis;

    public SurvivalReporterTests()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var root = _repository.Commit(TestCommit.OfText("Begin", start, ("src/Shop/Shop.csproj", "<Project />\n")));
        var agent = _repository.Commit(TestCommit.OfText("Add cart\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", start.AddDays(1), (Path, Source)), root);
        _repository.Commit(TestCommit.OfText("Later", start.AddDays(100), ("src/Shop/Other.cs", "class Other { }\n")), agent);
        _repository.Import();
        _host = TestReplay.Host(_repository.Root);
        var location = RepositoryDiscovery.Locate(_host, _repository.Root).Value!;
        _analysis = RepositoryAnalyzer.Analyze(
            _host, location, location.Head!.Value, _repository.Root, new AnalysisOptions(UnitMode.Token, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
    }

    [Fact]
    public void WithoutRecords_StagesAreUnknownWithTheReason()
    {
        var report = Report();

        Assert.Equal(EvidenceKind.None, report.Metric.Options.Evidence);
        Assert.Equal("no record", report.Figures.ShippedSurvival.Figure.Reason);
        Assert.Equal("no record", Agent(report, FunnelStage.Compiled).Reason);
        Assert.True(Agent(report, FunnelStage.Alive).UnitsLo > 0);
    }

    [Fact]
    public void CompiledAndShippedRecords_AreUnitedByTheStrongestStageOfEachLine()
    {
        var compiled = Record(RecordKind.Compiled, (1, 4, SpanClass.Executable), (5, 5, SpanClass.Elided));
        var shipped = Record(RecordKind.ShippedPack, (1, 3, SpanClass.Shipped), (4, 4, SpanClass.Dropped));

        var onlyCompiled = Report(compiled);
        var both = Report(compiled, shipped);

        Assert.Equal((EvidenceKind.Compiled, EvidenceKind.Shipped), (onlyCompiled.Metric.Options.Evidence, both.Metric.Options.Evidence));
        var (alive, atCompile, atShip) = (Agent(both, FunnelStage.Alive).UnitsLo, Agent(both, FunnelStage.Compiled).UnitsLo, Agent(both, FunnelStage.Shipped).UnitsLo);
        Assert.True(alive > atCompile && atCompile > atShip && atShip > 0, $"{alive} {atCompile} {atShip}");
        Assert.Equal(atCompile, Agent(onlyCompiled, FunnelStage.Compiled).UnitsLo);
        Assert.Null(Agent(onlyCompiled, FunnelStage.Shipped).UnitsLo);
        Assert.Equal("not examined", Agent(both, FunnelStage.Reachable).Reason);
        Assert.Contains("reachability not examined", both.Figures.ShippedSurvival.Flags);
    }

    [Fact]
    public void RecordsInAnyOrder_GiveTheSameReport()
    {
        var compiled = Record(RecordKind.Compiled, (1, 4, SpanClass.Executable));
        var shipped = Record(RecordKind.ShippedPublish, (1, 3, SpanClass.Shipped));

        Assert.Equal(ReportJson.Write(Report(compiled, shipped)), ReportJson.Write(Report(shipped, compiled, shipped)));
    }

    [Fact]
    public void RecordOfAnotherText_SaysNothingOfTheLines()
    {
        var compiled = Record(RecordKind.Compiled, (1, 4, SpanClass.Executable));
        var other = compiled with { Files = [compiled.Files[0] with { TextHash = "0123456789abcdef" }] };

        Assert.Equal(0, Agent(Report(other), FunnelStage.Compiled).UnitsLo);
    }

    [Fact]
    public void RecordOfAnotherCommit_IsNotJoined()
    {
        var compiled = Record(RecordKind.Compiled, (1, 4, SpanClass.Executable));

        Assert.Equal(EvidenceKind.None, Report(compiled with { Commit = _analysis.History.Commits[0].Id }).Metric.Options.Evidence);
    }

    [Fact]
    public void ReportWithRecords_FollowsItsSchema()
    {
        var report = Report(Record(RecordKind.ShippedPack, (1, 5, SpanClass.Shipped)));

        using var document = JsonDocument.Parse(ReportJson.Write(report));
        Assert.Empty(SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/report-1.json")).ValidateWithKeyOrder(document.RootElement));
        Assert.Contains("Shipped survival of agent code, 30 days\n  point", ReportText.Write(report, default), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_001, 1)]
    [InlineData(100_000, 0)]
    public void FileThatIsTooLong_IsNamedAsUnread(int lines, int unread)
    {
        using var repository = TestRepository.Create();
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        repository.Commit(TestCommit.OfText("Begin", start, ("src/Large.cs", string.Concat(Enumerable.Repeat("//\n", lines))), (Path, Source)));
        repository.Import();
        var location = RepositoryDiscovery.Locate(_host, repository.Root).Value!;
        var analysis = RepositoryAnalyzer.Analyze(
            _host, location, location.Head!.Value, repository.Root, new AnalysisOptions(UnitMode.Token, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;

        Assert.Equal(unread, analysis.History.UnreadAtTip);
        Assert.Equal(unread == 1, ReportText.Write(SurvivalReporter.Create(_host, analysis, new ReportRequest(null, null, null, [])), default).Contains("\n  unread   1 C# file of this commit: over 2 MB or 100,000 lines", StringComparison.Ordinal));
    }

    [Fact]
    public void RecordOfTheSameFigures_FollowsItsSchema()
    {
        var report = Report(Record(RecordKind.Compiled, (1, 5, SpanClass.Executable)));
        var written = RecordJson.Write(Record(RecordKind.Compiled, (1, 5, SpanClass.Executable)) with { Figures = RecordFigures.From(report.Metric) });

        using var document = JsonDocument.Parse(written);
        Assert.Empty(SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/record-2.json")).ValidateWithKeyOrder(document.RootElement));
        Assert.Equal(written, RecordJson.Write(RecordJson.TryRead(written)!));
    }

    [Fact]
    public void OutputSearch_FindsRecordsOfFixedNamesAndFollowsNoLink()
    {
        var folder = System.IO.Path.Combine(_repository.Root, "src", "Shop", "obj", "Release", "net10.0", "provenance");
        Directory.CreateDirectory(folder);
        File.WriteAllText(System.IO.Path.Combine(folder, "compiled.json"), "{}");
        File.WriteAllText(System.IO.Path.Combine(folder, "report.json"), "{}");
        Directory.CreateSymbolicLink(_repository.PathOf("loop"), _repository.Root);
        File.CreateSymbolicLink(System.IO.Path.Combine(folder, "shipped.json"), System.IO.Path.Combine(folder, "compiled.json"));

        Assert.Equal([System.IO.Path.Combine(folder, "compiled.json")], RecordFiles.InOutputs(_repository.Root));
    }

    [Fact]
    public void ExplainedLine_NamesTheBuildsThatHaveIt()
    {
        var records = new RecordSet([Record(RecordKind.Compiled, (3, 3, SpanClass.Executable))], 0);
        using var room = CleanRoom.Open(_host, _analysis.Location);
        var lines = RepositoryAnalyzer.Analyze(
            _host, _analysis.Location, _analysis.Commit, _repository.Root, new AnalysisOptions(UnitMode.Line, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
        var (texts, _) = HeadTextReader.Read(room, [BlameQuery.Find(_analysis, Path)!]);

        var covered = ExplainQuery.Run(lines, _analysis, texts[0], records, Path, 3, null)!;
        var uncovered = ExplainQuery.Run(lines, _analysis, texts[0], records, Path, 4, null)!;

        Assert.Equal(SpanClass.Executable, Assert.Single(covered.Builds).Class);
        Assert.Contains("executable by src/Shop/Shop.csproj net10.0 (compiled), read from src/Shop/bin/Shop.dll (sha256 aaaaaaaaaaaa, MVID 00000000-", ExplainText.Write(covered), StringComparison.Ordinal);
        Assert.Empty(uncovered.Builds);
        Assert.Null(ExplainQuery.Run(lines, _analysis, texts[0], records, Path, 99, null));
    }

    [Fact]
    public void TokensOfOneLine_CountAndAreExplainedEachByItself()
    {
        // The last line of the class: int Three() => is declarative, 3 + 4 elided.
        var compiled = Record(RecordKind.Compiled, (3, 4, SpanClass.Executable));
        compiled = compiled with
        {
            Files = [compiled.Files[0] with { Spans = [.. compiled.Files[0].Spans, new RecordSpan(5, 5, SpanClass.Declarative) { FirstColumn = 1, EndColumn = 20 }, new RecordSpan(5, 5, SpanClass.Elided) { FirstColumn = 20 }] }],
        };
        using var room = CleanRoom.Open(_host, _analysis.Location);
        var lines = RepositoryAnalyzer.Analyze(
            _host, _analysis.Location, _analysis.Commit, _repository.Root, new AnalysisOptions(UnitMode.Line, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
        var (texts, _) = HeadTextReader.Read(room, [BlameQuery.Find(_analysis, Path)!]);

        var whole = ExplainQuery.Run(lines, _analysis, texts[0], new RecordSet([compiled], 0), Path, 5, null)!;
        var token = ExplainQuery.Run(lines, _analysis, texts[0], new RecordSet([compiled], 0), Path, 5, 22)!;

        // Six tokens that are no separators in each of two lines, and int Three => of the third.
        Assert.Equal(15, Agent(Report(compiled), FunnelStage.Compiled).UnitsLo);
        Assert.Equal([SpanClass.Declarative, SpanClass.Elided], whole.Builds.Select(build => build.Class));
        Assert.Equal([SpanClass.Elided], token.Builds.Select(build => build.Class));
        Assert.Contains("declarative in columns 1–19 by src/Shop/Shop.csproj", ExplainText.Write(whole), StringComparison.Ordinal);
        Assert.Contains("elided from column 20 by src/Shop/Shop.csproj", ExplainText.Write(token), StringComparison.Ordinal);
    }

    [Fact]
    public void ExplainedLine_NamesTheAssemblyAndThePackageItLeftIn()
    {
        const string Package = "out/Shop.1.0.0.nupkg";
        var record = Record(RecordKind.ShippedPack, (3, 3, SpanClass.Shipped), (4, 4, SpanClass.Dropped));
        record = record with
        {
            Artifact = new RecordArtifact(Package, null, new string('b', 64)),
            Artifacts = [new RecordArtifact("lib/net8.0/Other.dll", Guid.Empty, new string('c', 64), Package), new RecordArtifact("lib/net8.0/Shop.dll", Guid.Empty, new string('d', 64), Package)],
            Files = [record.Files[0] with { Artifacts = ["lib/net8.0/Shop.dll"] }],
        };
        using var room = CleanRoom.Open(_host, _analysis.Location);
        var lines = RepositoryAnalyzer.Analyze(
            _host, _analysis.Location, _analysis.Commit, _repository.Root, new AnalysisOptions(UnitMode.Line, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
        var (texts, _) = HeadTextReader.Read(room, [BlameQuery.Find(_analysis, Path)!]);

        var shipped = ExplainText.Write(ExplainQuery.Run(lines, _analysis, texts[0], new RecordSet([record], 0), Path, 3, null)!);
        var dropped = ExplainText.Write(ExplainQuery.Run(lines, _analysis, texts[0], new RecordSet([record], 0), Path, 4, null)!);

        Assert.Contains("shipped by src/Shop/Shop.csproj net10.0 (shipped-pack), in lib/net8.0/Shop.dll (sha256 dddddddddddd, MVID 00000000-0000-0000-0000-000000000000) through " + Package, shipped, StringComparison.Ordinal);
        Assert.DoesNotContain("Other.dll", shipped, StringComparison.Ordinal);
        Assert.Contains("dropped by src/Shop/Shop.csproj net10.0 (shipped-pack), read from " + Package + " (sha256 bbbbbbbbbbbb)", dropped, StringComparison.Ordinal);
    }

    [Fact]
    public void CoverageFile_AddsTheShareThatRan()
    {
        var report = Report(
            """<coverage><sources><source>src</source></sources><packages><package><classes><class filename="/_/src/Shop/Cart.cs"><lines><line number="3" hits="7"/><line number="4" hits="0"/></lines></class></classes></package></packages></coverage>""",
            Record(RecordKind.Compiled, (3, 5, SpanClass.Executable)));

        // Each of the lines has six tokens that are no separators: int One => 1 + 2.
        var agent = report.Exercised!.Rows.Single(row => row.Label == "agent");
        Assert.Equal(("compiled", 1), (report.Exercised.Of, report.Exercised.Files));
        Assert.Equal((18, 12, 6, 0.5), (agent.Units, agent.Measured, agent.Exercised, agent.Share.Share));
        using var document = JsonDocument.Parse(ReportJson.Write(report));
        Assert.Empty(SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/report-1.json")).ValidateWithKeyOrder(document.RootElement));
        Assert.Contains("Exercised, of compiled shipping code", ReportText.Write(report, default), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><coverage>&a;</coverage>", "damaged")]
    [InlineData("<coverage><class filename=\"/etc/passwd\"><line number=\"1\" hits=\"1\"/></class></coverage>", "no file of the repository")]
    public void UselessCoverageFile_IsANoticeAndNoFigure(string content, string reason)
    {
        var report = Report(content);

        Assert.Null(report.Exercised);
        Assert.Equal(reason, Assert.Single(report.Notices, notice => notice.Code == "PROV945").Arguments.Single());
    }

    /// <summary>A policy that comes later takes nothing out of the metric: it only says that the code does not ship.</summary>
    [Fact]
    public void CodeExcludedAfterItsBirth_StaysBornAndCountsAsNotShipped()
    {
        var record = Record(RecordKind.ShippedPack, (1, 5, SpanClass.Shipped));
        var before = Report(record);
        var excluding = Provenance.Engine.Policy.PolicyReader.Read("version: 1\nexclude: {generated: ['src/Shop/**']}\n", "provenance.yml").Policy!;
        var analysis = _analysis with { Policy = _analysis.Policy with { Policy = excluding } };

        var after = Report(analysis, coverage: null, record);

        Assert.True(Agent(before, FunnelStage.Shipped).UnitsLo > 0);
        Assert.Equal((0L, 0L), (Agent(after, FunnelStage.Compiled).UnitsLo, Agent(after, FunnelStage.Shipped).UnitsLo));
        Assert.Equal(Agent(before, FunnelStage.Authored).UnitsLo, Agent(after, FunnelStage.Authored).UnitsLo);
        Assert.Equal(Agent(before, FunnelStage.Alive).UnitsLo, Agent(after, FunnelStage.Alive).UnitsLo);
        Assert.Equal((1.0, 0.0), (before.Figures.ShippedSurvival.Figure.Point!.Value, after.Figures.ShippedSurvival.Figure.Point!.Value));
        var born = Agent(after, FunnelStage.Authored).UnitsLo!.Value;
        Assert.Equal((1, new ExcludedWeight(born, born, born)), (after.Excluded!.Patterns, after.Excluded.Agent));
        Assert.Null(before.Excluded);
        using var document = JsonDocument.Parse(ReportJson.Write(after));
        Assert.Empty(SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/report-1.json")).ValidateWithKeyOrder(document.RootElement));
        Assert.Contains("born before the policy said so and count as not shipped", ReportText.Write(after, default), StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();

    private static FunnelEntry Agent(SurvivalReport report, FunnelStage stage) => report.Figures.Funnel.Single(
        entry => entry.Stage == stage && entry is { Scope: ScopeClass.Ships, Label: "agent", Agent: null, Model: null, Tier: null });

    private BuildRecord Record(RecordKind kind, params (int First, int Last, SpanClass Class)[] spans) => new(
        kind,
        "src/Shop/Shop.csproj",
        "net10.0",
        "Release",
        _analysis.Commit,
        _analysis.Commit,
        [],
        [],
        new RecordOptions(30, 365, UnitMode.Token, EngineVersion.Current),
        new RecordArtifact("src/Shop/bin/Shop.dll", Guid.Empty, new string('a', 64)),
        [],
        [new RecordFile(Path, TextFingerprint.Of(Source).Hash.ToString("x16", CultureInfo.InvariantCulture), [.. spans.Select(span => new RecordSpan(span.First, span.Last, span.Class))])],
        RecordFigures.Missing(30, kind == RecordKind.Compiled ? EvidenceKind.Compiled : EvidenceKind.Shipped, ReasonWords.NoHistory),
        []);

    private SurvivalReport Report(params BuildRecord[] records) => Report(coverage: null, records);

    private SurvivalReport Report(string? coverage, params BuildRecord[] records) => Report(_analysis, coverage, records);

    private SurvivalReport Report(AnalyzedRepository analysis, string? coverage, params BuildRecord[] records)
    {
        var files = new List<string>();
        foreach (var record in records)
        {
            files.Add(System.IO.Path.Combine(_repository.Folder.Path, string.Create(CultureInfo.InvariantCulture, $"record{files.Count}.json")));
            File.WriteAllBytes(files[^1], RecordJson.Write(record));
        }

        return SurvivalReporter.Create(_host, analysis, new ReportRequest(null, null, null, files) { Coverage = coverage is null ? default : [.. System.Text.Encoding.UTF8.GetBytes(coverage)] });
    }
}
