using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>A program of an agent's, compiled, published or packed: what the record says of its lines and units.</summary>
public sealed class ReachableCodeTests : IDisposable
{
    private const string Source =
        """
        namespace App;

        public static class Program
        {
            public static void Main() => Used();

            private static void Used() => System.Console.WriteLine(1);

            public static int Offered(int number) => number + number;

            private static int Hidden(int number) => number + number;
        }

        """;

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void PublishedProgram_CountsWhatMainReaches()
    {
        Compile(Source);

        var record = Publish();

        Assert.Equal([(7, SpanClass.Reachable), (9, SpanClass.Shipped), (11, SpanClass.Shipped)], Classes(record, 7, 9, 11));
        Assert.True(record.IsReachabilityExamined);
        Assert.Contains("static reachability", record.Figures.ShippedSurvival.Flags);
        Assert.InRange(Units(record, FunnelStage.Reachable), 1, Units(record, FunnelStage.Shipped) - 1);
    }

    [Fact]
    public void PackedLibrary_CountsWhatAnybodyMayCall()
    {
        Compile(Source);

        var record = Pack("lib/net10.0/App.dll");

        Assert.Equal([(7, SpanClass.Reachable), (9, SpanClass.Reachable), (11, SpanClass.Shipped)], Classes(record, 7, 9, 11));
    }

    [Fact]
    public void PackedTool_IsAProgram()
    {
        Compile(Source);

        var record = Pack("tools/net10.0/any/App.dll");

        Assert.Equal([(7, SpanClass.Reachable), (9, SpanClass.Shipped)], Classes(record, 7, 9));
    }

    [Fact]
    public void Policy_KeepsWhatReflectionUses()
    {
        Compile(Source, ("provenance.yml", "version: 1\nreach:\n  include: ['App.Program.Hidd*']\n"));

        Assert.Equal([(9, SpanClass.Shipped), (11, SpanClass.Reachable)], Classes(Publish(), 9, 11));
    }

    [Fact]
    public void RemovedAssembly_LeavesReachabilityOpen()
    {
        Compile(Source);
        var published = Path.Combine(_repository.Folder.Path, "App.dll");
        File.Move(AssemblyPath, published);

        var record = Record(new ShipRequest(
            RecordKind.ShippedPublish, [RecordPath], [], [new PublishedFile(published, "App.dll")], new PublishFacts(), null, null, null, "net10.0", "Debug", null, null));

        Assert.Equal([(7, SpanClass.Shipped), (9, SpanClass.Shipped)], Classes(record, 7, 9));
        Assert.False(record.IsReachabilityExamined);
        Assert.Contains("reachability not examined", record.Figures.ShippedSurvival.Flags);
    }

    [Fact]
    public void MissingSymbols_LeaveReachabilityOpen()
    {
        Compile(Source);
        File.Delete(Path.ChangeExtension(AssemblyPath, ".pdb"));

        Assert.False(Publish().IsReachabilityExamined);
    }

    [Fact]
    public void PublishedAssemblyWithoutRecord_IsWalkedWhenItRefersToOurs()
    {
        Compile(Source);
        var plugin = Path.Combine(_repository.Folder.Path, "Plugin.dll");
        var compilation = CSharpCompilation.Create(
            "Plugin", [CSharpSyntaxTree.ParseText("static class Start { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Go() => App.Program.Offered(1); }")],
            [.. References, MetadataReference.CreateFromFile(AssemblyPath)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(plugin).Success);

        Assert.Equal([(9, SpanClass.Reachable), (11, SpanClass.Shipped)], Classes(Publish(new PublishedFile(plugin, "Plugin.dll")), 9, 11));
    }

    [Fact]
    public void ReportOfAPackage_CountsApartWhatATestRefersTo()
    {
        Compile(Source);
        var record = Pack("lib/net10.0/App.dll");

        var alone = Report(record);
        var used = Report(record, Referring("static class Test { internal static int Run() => App.Program.Offered(1); }"));

        Assert.DoesNotContain(alone.Figures.Funnel, entry => entry.Stage == FunnelStage.Referenced);
        Assert.InRange(Units(used, FunnelStage.Referenced), 1, Units(used, FunnelStage.Reachable) - 1);
        Assert.Equal(Units(alone, FunnelStage.Reachable), Units(used, FunnelStage.Reachable));

        // Of tokens that are no separators: Offered has 10, the class 4, the namespace 2.
        Assert.Equal(16, Units(used, FunnelStage.Referenced));
        Assert.Contains("referenced", ReportText.Write(used, default), StringComparison.Ordinal);
    }

    [Fact]
    public void ReportOfAPackageThatNothingRefersTo_GivesNoSecondFigure()
    {
        Compile(Source);

        Assert.DoesNotContain(Report(Pack("lib/net10.0/App.dll"), Referring("static class Test { }")).Figures.Funnel, entry => entry.Stage == FunnelStage.Referenced);
    }

    private static long Units(SurvivalReport report, FunnelStage stage) =>
        report.Figures.Funnel.First(entry => entry.Stage == stage && entry is { Label: "agent", Agent: null, Model: null, Tier: null }).UnitsLo!.Value;

    private SurvivalReport Report(params BuildRecord[] records)
    {
        string[] more = [.. records.Select((record, index) =>
        {
            var path = Path.Combine(_repository.Folder.Path, $"record{index}.json");
            File.WriteAllBytes(path, RecordJson.Write(record));
            return path;
        })];
        var location = RepositoryDiscovery.Locate(Host, _repository.Root).Value!;
        return SurvivalReporter.Create(Host, Analyze(location, _repository.Root, null).Value!, new ReportRequest(null, null, null, [RecordPath, .. more]));
    }

    /// <summary>The compile record of a test project that refers to the program.</summary>
    private BuildRecord Referring(string source)
    {
        var path = _repository.PathOf("Test/obj/Test.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var compilation = CSharpCompilation.Create(
            "Test", [CSharpSyntaxTree.ParseText(source)], [.. References, MetadataReference.CreateFromFile(AssemblyPath)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.True(compilation.Emit(path).Success);
        var identity = AssemblyIdentityReader.Read(path);
        return RecordJson.TryRead(File.ReadAllBytes(RecordPath))! with
        {
            Project = "Test/Test.csproj",
            Artifact = new RecordArtifact("Test/obj/Test.dll", identity.Mvid, identity.Sha256),
            Files = [],
        };
    }

    private string AssemblyPath => _repository.PathOf("App/obj/App.dll");

    private string RecordPath => _repository.PathOf("App/obj/provenance/compiled.json");

    private GitHost Host => TestReplay.Host(_repository.Root);

    private ProjectRequest Project => new(_repository.PathOf("App/App.csproj"), _repository.PathOf("App/obj/provenance"), [_repository.PathOf("App/Program.cs")], null);

    private static (int Line, SpanClass Class)[] Classes(BuildRecord record, params int[] lines) =>
        Array.ConvertAll(lines, line => (line, record.Files.Single().Places.At(line - 1, 0)!.Value));

    private static long Units(BuildRecord record, FunnelStage stage) =>
        record.Figures.Funnel.First(entry => entry.Stage == stage && entry is { Label: "agent", Agent: null, Model: null, Tier: null }).UnitsLo!.Value;

    private void Compile(string source, params (string Path, string Content)[] more)
    {
        var first = _repository.Commit(TestCommit.OfText("Start\n", Start, [("App/App.csproj", "<Project />\n"), (".gitignore", "obj/\n"), .. more.Select(file => (file.Path, (string?)file.Content))]));
        var agent = _repository.Commit(TestCommit.OfText("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", Start.AddDays(1), ("App/Program.cs", source)), first);
        _repository.Commit(TestCommit.OfText("Later\n", Start.AddDays(60), ("README.md", "x\n")), agent);
        _repository.Import();

        Directory.CreateDirectory(Path.GetDirectoryName(RecordPath)!);
        var path = _repository.PathOf("App/Program.cs");
        var text = SourceText.From(File.ReadAllBytes(path), source.Length, Encoding.UTF8, SourceHashAlgorithm.Sha256);
        var compilation = CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText(text, path: path)], References, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        using (var assembly = File.Create(AssemblyPath))
        using (var pdb = File.Create(Path.ChangeExtension(AssemblyPath, ".pdb")))
        {
            Assert.True(compilation.Emit(assembly, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)).Success);
        }

        var record = ProjectRecorder.Record(
            Host, Project,
            new CompileRequest(AssemblyPath, Path.ChangeExtension(AssemblyPath, ".pdb"), new ParseSettings(), "", null, "net10.0", "Debug", CompileAll: false, null, null),
            Analyze, CancellationToken.None);
        File.WriteAllBytes(RecordPath, RecordJson.Write(record.Value!));
    }

    private BuildRecord Publish(params PublishedFile[] more) => Record(new ShipRequest(
        RecordKind.ShippedPublish, [RecordPath], [], [new PublishedFile(AssemblyPath, "App.dll"), .. more], new PublishFacts(), null, null, null, "net10.0", "Debug", null, null));

    private BuildRecord Pack(string entry)
    {
        var package = Path.Combine(_repository.Folder.Path, "App.1.0.0.nupkg");
        using (var archive = ZipFile.Open(package, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(AssemblyPath, entry);
        }

        return Record(new ShipRequest(RecordKind.ShippedPack, [RecordPath], [], [], new PublishFacts(), package, null, null, "net10.0", "Debug", null, null));
    }

    private BuildRecord Record(ShipRequest ship)
    {
        var record = ArtifactRecorder.Record(Host, Project, ship, Analyze, CancellationToken.None).Value!;
        Assert.Equal(RecordJson.Write(record), RecordJson.Write(RecordJson.TryRead(RecordJson.Write(record))!));
        return record;
    }

    private Outcome<AnalyzedRepository> Analyze(RepositoryLocation location, string directory, string? policyPath) => RepositoryAnalyzer.Analyze(
        Host, location, location.Head!.Value, directory,
        new AnalysisOptions(UnitMode.Token, CacheFolder: null, policyPath, TimeSpan.FromSeconds(60), new ManualClock(Start.AddDays(100))), CancellationToken.None);
}
