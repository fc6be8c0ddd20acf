using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>Which files of a compilation are examined.</summary>
public sealed class CompiledFilesTests : IDisposable
{
    private const string Path = "App/Cart.cs";
    private const string Before = "class Cart\n{\n    int One() => 1 + 2;\n}\n";
    private const string After = "class Cart\n{\n    int One() => 1 + 2;\n\n    int Two() => 3 + 4;\n}\n";
    private const string ByAgent = "Add cart\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    /// <summary>A branch writes the agent's code anew, and the merge takes the branch's file as it is: blame names the branch for all of it, as git does, and the mainline never lost the agent's code.</summary>
    [Fact]
    public void FileWhoseAgentCodeOnlyItsLivesKnow_IsExamined()
    {
        var root = Commit("Start\n", 0, [("App/App.csproj", "<Project />\n"), (".gitignore", "obj/\n")]);
        var agent = Commit(ByAgent, 1, [(Path, Before)], root);
        var branch = Commit("Write it anew\n", 2, [(Path, After)], root);
        Commit("Merge\n", 3, [(Path, After)], agent, branch);

        var (analysis, record) = Record();

        var file = analysis.History.Files.Single(head => head.Path == Path);
        Assert.DoesNotContain(file.Origins.Values.Distinct(), origin => analysis.Lines[origin].Label == Label.Agent);
        Assert.Contains(file.Lives.Values.Distinct(), life => analysis.Lines[analysis.History.Lives[life].Origin].Label == Label.Agent);
        Assert.Equal(Path, Assert.Single(record.Files).Path);
        Assert.True(record.Figures.Funnel.Single(entry => entry is { Stage: FunnelStage.Compiled, Scope: ScopeClass.Ships, Label: "agent", Agent: null, Model: null, Tier: null }).UnitsLo > 0);
    }

    [Fact]
    public void FileWithoutAgentCode_IsNotExamined()
    {
        var root = Commit("Start\n", 0, [("App/App.csproj", "<Project />\n"), (".gitignore", "obj/\n")]);
        Commit("Add cart\n", 1, [(Path, After)], root);

        Assert.Empty(Record().Record.Files);
    }

    private int Commit(string message, int day, (string Path, string? Content)[] files, params int[] parents) =>
        _repository.Commit(TestCommit.OfText(message, Start.AddDays(day), files), parents);

    private (AnalyzedRepository Analysis, BuildRecord Record) Record()
    {
        _repository.Import();
        var host = TestReplay.Host(_repository.Root);
        var source = _repository.PathOf(Path);
        var assembly = _repository.PathOf("App/obj/App.dll");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(assembly)!);
        var text = SourceText.From(File.ReadAllBytes(source), After.Length, System.Text.Encoding.UTF8, SourceHashAlgorithm.Sha256);
        var compilation = CSharpCompilation.Create(
            "App", [CSharpSyntaxTree.ParseText(text, path: source)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using (var image = File.Create(assembly))
        using (var pdb = File.Create(System.IO.Path.ChangeExtension(assembly, ".pdb")))
        {
            Assert.True(compilation.Emit(image, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)).Success);
        }

        AnalyzedRepository? analysis = null;
        var record = ProjectRecorder.Record(
            host, new ProjectRequest(_repository.PathOf("App/App.csproj"), _repository.PathOf("App/obj/provenance"), [source], null),
            new CompileRequest(assembly, System.IO.Path.ChangeExtension(assembly, ".pdb"), new ParseSettings(), "", null, "net10.0", "Debug", CompileAll: false, null, null),
            (location, directory, policyPath) =>
            {
                var outcome = RepositoryAnalyzer.Analyze(
                    host, location, location.Head!.Value, directory,
                    new AnalysisOptions(UnitMode.Token, CacheFolder: null, policyPath, TimeSpan.FromSeconds(60), new ManualClock(Start.AddDays(100))), CancellationToken.None);
                analysis = outcome.Value;
                return outcome;
            },
            CancellationToken.None);
        return (analysis!, record.Value!);
    }
}
