using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.Evidence.Reach;

namespace Provenance.Engine.Tests.Evidence.Reach;

/// <summary>Lines: those that begin with unreached code bear <c>// dead</c>.</summary>
public sealed class ReachedSourceTests
{
    private const string FilePath = "/repo/src/File.cs";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Fact]
    public void MembersAndTypes_AreTold() => AssertLines(
        """
        using System;
        A.Live(args);
        Console.WriteLine(Limits.Max);
        static class A
        {
            private static int count; // dead
            private static int used = 3;
            public static void Live(string[] args)
            {
                if (args.Length > used)
                {
                    Console.WriteLine();
                }
                else
                {
                    Console.WriteLine(1);
                }
                static int Unused(int x) // dead
                { // dead
                    return x; // dead
                } // dead
            }

            /// <summary>Documented.</summary>
            [Obsolete] // dead
            public static int Dead( // dead
                int x) // dead
            { // dead
                if (x > 1) // dead
                { // dead
                    return count; // dead
                } // dead
                else // dead
                    return Array.Exists([x], y => // dead
                        y > 2) ? 1 : 0; // dead
            } // dead

            public static int Both
            {
                get { return 1; } // dead
                set { } // dead
            }
        }
        class Gone // dead
            : IDisposable // dead
        { // dead
            public int Size { get; set; } // dead
            public event Action? Changed; // dead
            public void Dispose() { } // dead
            private const int Secret = 1; // dead
            enum Kind { A } // dead
        } // dead
        static class Limits
        {
            public const int Max = 3;
        }
        enum Level
        {
            Low,
        }
        interface INever // dead
        { // dead
            void M(); // dead
        } // dead
        delegate void Handler( // dead
            int x); // dead
        namespace Acme.Dead // dead
        { // dead
            class Only { } // dead
        } // dead
        namespace Acme.Live
        {
            class Only { } // dead
            static class Used { public const int One = 1; }
        }
        """.Replace("enum Kind { A } // dead", "enum Kind { A }", StringComparison.Ordinal)
           .Replace("    public static int Both\n    {\n        get", "    public static int Both // dead\n    { // dead\n        get", StringComparison.Ordinal)
           .Replace("set { } // dead\n    }", "set { } // dead\n    } // dead", StringComparison.Ordinal));

    [Fact]
    public void AccessorsOverloadsAndAsync_AreTold() => AssertLines(
        """
        using System.Threading.Tasks;
        var b = new Box();
        b.Size = 1;
        await b.Run();
        b.Put(1);
        class Box
        {
            private int size;
            public int Size
            {
                get // dead
                { // dead
                    return size; // dead
                } // dead
                set
                {
                    size = value;
                }
            }
            public async Task Run()
            {
                await Task.Yield();
                size++;
            }
            public async Task Never() // dead
            { // dead
                await Task.Yield(); // dead
            } // dead
            public void Put(int x) { }
            public void Put(string y) { } // dead
            public override string ToString() => "";
        #if RELEASE
            public void Hidden() { }
        #endif
            public static Box operator +(Box a, Box b) => a; // dead
        }
        record Point(int X); // dead
        """);

    [Fact]
    public void OtherText_HasNoAnswer()
    {
        var (image, pdb) = Compile("System.Console.WriteLine(1);");

        Assert.Empty(Unreached(image, pdb, "System.Console.WriteLine(2);"));
        Assert.Empty(ReachedSource.Unreached(Reached(image), image, null, [FilePath], _ => null, CancellationToken.None));
        Assert.NotEmpty(Unreached(image, pdb, "System.Console.WriteLine(1);"));
    }

    /// <summary>The points of the living method may as well be those of the dead one.</summary>
    [Fact]
    public void LineDirective_BringsNoDeadCodeToLife() => AssertLines(
        """
        A.Live(args);
        static class A
        {
            public static void Live(string[] args)
            {
                System.Console.WriteLine(args.Length);
                System.Console.WriteLine(args[0]);
            }

        #line 4
            private static void Dead(string[] args) // dead
            { // dead
                System.Console.WriteLine(args.Length); // dead
                System.Console.WriteLine(args[0]); // dead
            } // dead
        #line default
        }
        """);

    /// <summary>Where each piece of a line begins: L what lives, D what does not.</summary>
    [Fact]
    public void LineOfDeadAndLivingCode_IsToldTokenByToken()
    {
        const string Source = """
            A.Live(args); A.Both = A.Last();
            static class A
            {
            private static int Dead(int x) { return x * x - 3; } public static void Live(string[] args) { System.Console.WriteLine(1); }
            private static int Short() => 3; private static int used = 1; private static int unused; public static int Last() { return used; }
            public static int Both { get { return 1; } set { } }
            }
            """;
        var (image, pdb) = Compile(Source);
        var unreached = Unreached(image, pdb, Source)[FilePath];
        var text = Source.Split('\n');

        Assert.Equal(
            ["D private static int Dead(int x) { return x * x - 3; } ", "L public static void Live(string[] args) { System.Console.WriteLine(1); }"],
            Pieces(3));
        Assert.Equal(
            ["D private static int Short() => 3; ", "L private static int used = 1; ", "D private static int unused; ", "L public static int Last() { return used; }"],
            Pieces(4));
        Assert.Equal(["L public static int Both { ", "D get { return 1; } ", "L set { } }"], Pieces(5));

        IEnumerable<string> Pieces(int line)
        {
            for (var start = 0; start < text[line].Length;)
            {
                var isDead = unreached.At(line, start);
                var end = start;
                while (end < text[line].Length && unreached.At(line, end) == isDead)
                {
                    end++;
                }

                yield return (isDead ? "D " : "L ") + text[line][start..end];
                start = end;
            }
        }
    }

    /// <summary>A line without a token that counts has nothing to tell.</summary>
    private static void AssertLines(string source)
    {
        var (image, pdb) = Compile(source);
        var unreached = Unreached(image, pdb, source)[FilePath];
        var text = source.Split('\n').Select((line, index) => (Line: line, Index: index)).Where(line => line.Line.Replace("// dead", "", StringComparison.Ordinal).Any(char.IsLetterOrDigit)).ToArray();

        Assert.Equal(
            text.Where(line => line.Line.Contains("// dead", StringComparison.Ordinal)).Select(line => line.Line),
            text.Where(line => unreached.At(line.Index, 0)).Select(line => line.Line));
    }

    private static ImmutableSortedDictionary<string, PlaceMap<bool>> Unreached(ImmutableArray<byte> image, byte[] pdb, string source) => ReachedSource.Unreached(
        Reached(image), image, "/repo/obj/Sample.pdb", [FilePath],
        path => new MemoryStream(path.EndsWith(".pdb", StringComparison.Ordinal) ? pdb : Encoding.UTF8.GetBytes(source)), CancellationToken.None);

    private static ReachedAssembly Reached(ImmutableArray<byte> image) =>
        Reachability.Walk([new ReachImage(image)], new ReachOptions(ReachRoots.EntryPoint), CancellationToken.None).Assemblies[0];

    private static (ImmutableArray<byte> Image, byte[] Pdb) Compile(string source)
    {
        var text = SourceText.From(Encoding.UTF8.GetBytes(source), source.Length, Encoding.UTF8, SourceHashAlgorithm.Sha256);
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["DEBUG"]), FilePath);
        var compilation = CSharpCompilation.Create("Sample", [tree], References, new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Debug));
        using var assembly = new MemoryStream();
        using var pdb = new MemoryStream();
        var result = compilation.Emit(assembly, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: "Sample.pdb"));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return ([.. assembly.ToArray()], pdb.ToArray());
    }
}
