namespace Provenance.Engine.Tests.Evidence.Reach;

/// <summary>Constructs that the compiler turns into types and methods of its own.</summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public void Lambda_LocalFunction_AndMethodGroup_AreReachedWhereTheyAreMade() => ReachSample.AssertProgram(
        """
        using System.Linq;
        int n = args.Length;
        System.Console.WriteLine(args.Select(a => A.One(a) + n).Sum());
        System.Func<int, int> f = A.Two;
        Local();
        void Local() => A.Three();
        static class A
        {
            public static int One(string s) => 1;
            public static int Two(int x) => x;
            public static void Three() { }
            public static System.Action Unused() => () => Four(); // dead
            public static void Four() { } // dead
        }
        """);

    [Fact]
    public void Async_ReachesWhatTheStateMachineCalls() => ReachSample.AssertProgram(
        """
        using System.Threading.Tasks;
        await A.Run();
        static class A
        {
            public static async Task Run() { await Task.Yield(); Inner(); }
            private static void Inner() { }
            public static async Task Never() { await Task.Yield(); Deep(); } // dead
            private static void Deep() { } // dead
        }
        """);

    [Fact]
    public void Iterators_ReachWhatTheyCall() => ReachSample.AssertProgram(
        """
        using System.Collections.Generic;
        using System.Threading.Tasks;
        foreach (var x in A.Items()) System.Console.WriteLine(x);
        await foreach (var x in A.Stream()) System.Console.WriteLine(x);
        static class A
        {
            public static IEnumerable<int> Items() { yield return One(); }
            public static async IAsyncEnumerable<int> Stream() { await Task.Yield(); yield return Two(); }
            public static IEnumerable<int> Never() { yield return Three(); } // dead
            private static int One() => 1;
            private static int Two() => 2;
            private static int Three() => 3; // dead
        }
        """);

    [Fact]
    public void Record_ReachesWhatExists() => ReachSample.AssertProgram(
        """
        var p = new Point(1, 2) with { X = 3 };
        System.Console.WriteLine(p);
        record Point(int X, int Y)
        {
            public int Sum() => X + Y; // dead
        }
        record Unused(int X); // dead
        """.Replace("record Point(int X, int Y)", "record Point(int X, int Y)", StringComparison.Ordinal));

    [Fact]
    public void ModuleInitializer_IsARoot() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine();
        static class Startup
        {
            [System.Runtime.CompilerServices.ModuleInitializer]
            internal static void Init() => Register();
            private static void Register() { }
            private static void Never() { } // dead
        }
        """);

    [Fact]
    public void ExpressionTree_ReachesWhatItNames() => ReachSample.AssertProgram(
        """
        System.Linq.Expressions.Expression<System.Func<A, int>> e = a => a.Named() + a.Value;
        System.Console.WriteLine(e);
        class A
        {
            public int Named() => 1;
            public int Value => 2;
            public int Other => 3; // dead
        }
        """);

    [Fact]
    public void PatternsSwitchesAndDeconstruction_AreCalls() => ReachSample.AssertProgram(
        """
        object o = new P();
        if (o is P { X: > 1 } p) { var (a, b) = p; System.Console.WriteLine(a + b); }
        foreach (var i in p1()) { }
        static E p1() => new();
        class P
        {
            public int X => 1;
            public int Y => 1; // dead
            public void Deconstruct(out int a, out int b) => (a, b) = (1, 2);
        }
        class E
        {
            public E GetEnumerator() => this;
            public bool MoveNext() => false;
            public int Current => 0;
            public void Reset() { } // dead
        }
        """);

    [Fact]
    public void ExtensionMembers_AreCalls() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine("a".Twice());
        static class X
        {
            public static string Twice(this string s) => s + s;
            public static string Thrice(this string s) => s; // dead
        }
        """);

    [Fact]
    public void CollectionExpression_And_InterpolatedHandler_AreCalls() => ReachSample.AssertProgram(
        """
        Bag b = [1, 2];
        Log($"{b}");
        static void Log(Handler h) { }
        class Bag : System.Collections.IEnumerable
        {
            public void Add(int x) { }
            public void Remove(int x) { } // dead
            public System.Collections.IEnumerator GetEnumerator() => throw new System.Exception();
        }
        [System.Runtime.CompilerServices.InterpolatedStringHandler]
        struct Handler
        {
            public Handler(int literal, int holes) { }
            public void AppendFormatted(object o) { }
            public void AppendLiteral(string s) { } // dead
        }
        """);
}
