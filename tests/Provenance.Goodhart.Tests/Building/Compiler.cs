using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Goodhart.Tests.Building;

/// <summary>Compiles in this process what a build would give to the compiler.</summary>
internal static class Compiler
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Writes the assembly and its PDB beside it. A library is what has no <c>Program.cs</c>.</summary>
    public static void Compile(IEnumerable<string> sources, string assemblyPath, IEnumerable<string> libraries, string constants, bool optimize)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: constants.Split(';'));
        var trees = sources.Select(path => Parse(path, options)).ToArray();
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(assemblyPath), trees, [.. References, .. libraries.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(
                Array.Exists(trees, tree => tree.FilePath.EndsWith("Program.cs", StringComparison.Ordinal)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: optimize ? OptimizationLevel.Release : OptimizationLevel.Debug, deterministic: true, concurrentBuild: false));
        Directory.CreateDirectory(Path.GetDirectoryName(assemblyPath)!);
        using var assembly = File.Create(assemblyPath);
        using var pdb = File.Create(Path.ChangeExtension(assemblyPath, ".pdb"));
        var result = compilation.Emit(assembly, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5)));
    }

    private static SyntaxTree Parse(string path, CSharpParseOptions options)
    {
        using var stream = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(stream, checksumAlgorithm: SourceHashAlgorithm.Sha256), options, path);
    }
}
