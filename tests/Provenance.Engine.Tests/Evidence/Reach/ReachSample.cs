using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Engine.Evidence.Reach;

namespace Provenance.Engine.Tests.Evidence.Reach;

/// <summary>A real compilation whose members are walked. A line with <c>// dead</c> declares what nothing may reach; every other declaration must be reached.</summary>
internal sealed class ReachSample
{
    private const string DeadMark = "// dead";

    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _compilation;

    private ReachSample(CSharpCompilation compilation)
    {
        _compilation = compilation;
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        Image = [.. stream.ToArray()];
    }

    public ImmutableArray<byte> Image { get; }

    public static ReachSample Of(string source, string name = "Sample", bool isRelease = true, params ReachSample[] references)
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview));
        var isProgram = tree.GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement)) || source.Contains("static void Main(", StringComparison.Ordinal);
        return new ReachSample(CSharpCompilation.Create(name, [tree], [.. Platform, .. references.Select(other => MetadataReference.CreateFromImage(other.Image))], new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: isRelease ? OptimizationLevel.Release : OptimizationLevel.Debug,
            metadataImportOptions: MetadataImportOptions.All,
            allowUnsafe: true)));
    }

    /// <summary>Holds a program to its marks, as Debug and Release compile it.</summary>
    public static void AssertProgram(string source, params ReachSample[] libraries)
    {
        foreach (var isRelease in (bool[])[true, false])
        {
            Of(source, "Sample", isRelease, libraries).AssertMarks(new ReachOptions(ReachRoots.EntryPoint));
        }
    }

    public static void AssertPackage(string source, params ReachSample[] libraries) => Of(source, "Sample", true, libraries).AssertMarks(new ReachOptions(ReachRoots.Surface));

    public ReachedAssembly Walk(ReachOptions options, params ReachImage[] others)
    {
        var result = Reachability.Walk([new ReachImage(Image), .. others], options, CancellationToken.None);
        Assert.True(result.IsComplete);
        return result.Assemblies[0];
    }

    public void AssertMarks(ReachOptions options, params ReachImage[] others) => AssertMarks(Walk(options, others));

    /// <summary>Compares per member: ids as in documentation comments.</summary>
    public void AssertMarks(ReachedAssembly reached)
    {
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        var known = new SortedSet<string>(StringComparer.Ordinal);
        var tree = _compilation.SyntaxTrees.Single();
        var text = tree.GetText();
        foreach (var symbol in Declared(_compilation.Assembly.GlobalNamespace).Where(symbol => !symbol.IsImplicitlyDeclared && symbol is not IFieldSymbol { IsConst: true }))
        {
            var id = IdOf(symbol);
            known.Add(id);
            if (symbol.DeclaringSyntaxReferences.Any(place => text.Lines.GetLineFromPosition(place.Span.Start).ToString().Contains(DeadMark, StringComparison.Ordinal)))
            {
                expected.Add(id);
            }
        }

        var actual = new SortedSet<string>(Tokens().Where(pair => known.Contains(pair.Id) && !reached.IsReached(pair.Handle)).Select(pair => pair.Id), StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    private static string IdOf(ISymbol symbol) => DocumentationCommentId.CreateDeclarationId(symbol)!;

    private IEnumerable<(string Id, EntityHandle Handle)> Tokens()
    {
        var reference = MetadataReference.CreateFromImage(Image);
        var reader = CSharpCompilation.Create("Reader", references: [.. Platform, reference], options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All));
        var assembly = (IAssemblySymbol)reader.GetAssemblyOrModuleSymbol(reference)!;
        return Declared(assembly.GlobalNamespace).Select(symbol => (IdOf(symbol), (EntityHandle)MetadataTokens.EntityHandle(symbol.MetadataToken)));
    }

    private static IEnumerable<ISymbol> Declared(INamespaceOrTypeSymbol parent)
    {
        foreach (var member in parent.GetMembers())
        {
            if (member is IMethodSymbol or IFieldSymbol or INamedTypeSymbol)
            {
                yield return member;
            }

            foreach (var inner in member is INamespaceOrTypeSymbol nested ? Declared(nested) : [])
            {
                yield return inner;
            }
        }
    }
}
