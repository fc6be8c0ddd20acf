using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>A real compilation in memory, with the files as the build would have left them.</summary>
internal sealed class Sample
{
    public const string AssemblyPath = "/repo/obj/Sample.dll";
    public const string PdbPath = "/repo/obj/Sample.pdb";
    public const string FilePath = "/repo/src/File.cs";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.EndsWith(".dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public List<string> Opened { get; } = [];

    public ParseSettings Parse { get; init; } = new(LangVersion: "preview");

    public ImmutableArray<PathMapping> PathMap { get; init; } = [];

    public bool IsEmbedded { get; init; }

    public bool IsRelease { get; init; }

    public static Sample Of(string source, bool isRelease = false) => new Sample { IsRelease = isRelease }.Compile((FilePath, source));

    /// <summary>Compiles and keeps assembly, PDB and sources under their paths.</summary>
    public Sample Compile(params (string Path, string Text)[] sources) => Compile([.. sources.Select(source => (source.Path, Encoding.UTF8.GetBytes(source.Text)))]);

    /// <inheritdoc cref="Compile(ValueTuple{string, string}[])"/>
    public Sample CompileBytes(string path, byte[] bytes) => Compile([(path, bytes)]);

    private Sample Compile(List<(string Path, byte[] Bytes)> sources)
    {
        var options = ParseOptionsFactory.Create(Parse);
        var trees = sources.ConvertAll(source =>
        {
            Files[source.Path] = source.Bytes;

            // Decoded by Roslyn, so that the engine's own decoder is held against it.
            return CSharpSyntaxTree.ParseText(SourceText.From(source.Bytes, source.Bytes.Length, Encoding.UTF8, SourceHashAlgorithm.Sha256), options, source.Path);
        });
        var isProgram = trees.Exists(tree => tree.GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement)));
        var compilation = CSharpCompilation.Create("Sample", trees, References, new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: IsRelease ? OptimizationLevel.Release : OptimizationLevel.Debug,
            allowUnsafe: true,
            deterministic: true,
            sourceReferenceResolver: new SourceFileResolver([], "/repo/src", [.. PathMap.Select(map => KeyValuePair.Create(map.From, map.To))])));
        using var assembly = new MemoryStream();
        using var pdb = new MemoryStream();
        var result = compilation.Emit(assembly, IsEmbedded ? null : pdb, options: new EmitOptions(
            debugInformationFormat: IsEmbedded ? DebugInformationFormat.Embedded : DebugInformationFormat.PortablePdb,
            pdbFilePath: "Sample.pdb"));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        Files[AssemblyPath] = assembly.ToArray();
        if (!IsEmbedded)
        {
            Files[PdbPath] = pdb.ToArray();
        }

        return this;
    }

    public CompileEvidence Read(params SourceInput[] more)
    {
        var sources = Files.Keys.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !Array.Exists(more, input => input.FullPath == path))
            .Select(path => new SourceInput(path, path)).Concat(more);
        return CompileStage.Read(new CompileInputs(AssemblyPath, PdbPath, [.. sources], Parse, PathMap), Open, CancellationToken.None);
    }

    public FileEvidence ReadFile(string path = FilePath) => Read().Files.Single(file => file.Path == path);

    private MemoryStream? Open(string path)
    {
        Opened.Add(path);
        return Files.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : null;
    }
}
