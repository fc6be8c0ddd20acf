using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.Evidence.Reach;

namespace Provenance.Engine.Tests.Evidence.Reach;

/// <summary>Lines: those that hold mostly unreached code bear <c>// dead</c>.</summary>
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

        Assert.Empty(Lines(image, pdb, "System.Console.WriteLine(2);"));
        Assert.Empty(ReachedSource.Lines(Reached(image), image, null, [FilePath], _ => null, CancellationToken.None));
        Assert.NotEmpty(Lines(image, pdb, "System.Console.WriteLine(1);"));
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

    [Fact]
    public void LineOfDeadAndLivingCode_IsWhatMostOfItIs() => AssertLines(
        """
        A.Live(args);
        static class A
        {
            private static int Dead(int x) { return x * x - 3 * x + 7 - x % 2; } public static void Live(string[] args) // dead
            {
                System.Console.WriteLine(args.Length);
            }
            private static int Short() => 3; public static int Longer(int x, int y, int z) { return x * y - z + 7 * x - y % 5; } // dead
            private static int Small() => 3; static readonly int Start = System.Math.Max(1, 2) + System.Math.Min(3, 4) - 5;
        }
        """);

    private static void AssertLines(string source)
    {
        var (image, pdb) = Compile(source);
        var lines = Lines(image, pdb, source)[FilePath];
        var text = source.Split('\n');

        Assert.Equal(
            text.Where(line => line.Contains("// dead", StringComparison.Ordinal)),
            text.Where((_, index) => !lines[index]));
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<bool>> Lines(ImmutableArray<byte> image, byte[] pdb, string source) => ReachedSource.Lines(
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
