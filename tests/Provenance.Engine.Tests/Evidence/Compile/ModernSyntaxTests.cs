namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>Constructs of C# 9 to 14, each in debug and release builds, with the PDB beside and inside the assembly.</summary>
public sealed class ModernSyntaxTests
{
    public static TheoryData<string, string> Constructs => new()
    {
        {
            "collection expressions, ranges and spreads",
            """
            using System.Collections.Generic;
            public class C
            {
                public List<int> M(int[] xs)
                {
                    ⟦E int[] some = [1, 2, .. xs];⟧
                    ⟦E var part = some[1..^1];⟧
                    ⟦E List<int> all = [.. part, some[^1]];⟧
                    ⟦E return all;⟧
                }
            }
            """
        },
        {
            "patterns of every kind",
            """
            public record ⟦E Point(int X, int Y)⟧;
            public class C
            {
                public string M(object o, int[] xs)
                {
                    ⟦E if (o is Point { X: > 0 and < 9 or 12, Y: not 3 } p) { return p.ToString(); }⟧
                    ⟦E if (o is not string { Length: var length } || length > 3) { return null; }⟧
                    ⟦E if (xs is [1, .. var middle, 3]) { return middle.Length.ToString(); }⟧
                    ⟦E return o switch { Point(1, var y) => y.ToString(), (int and > 3) => "n", null => throw new System.Exception(), _ => "" };⟧
                }
            }
            """
        },
        {
            "strings",
            """"
            public class C
            {
                private const string Name = "n", Long = $"{Name}x";
                public string M(int x)
                {
                    ⟦E var raw = """
                        two
                        lines
                        """;⟧
                    ⟦E var mixed = $$"""{{x}} {{{raw}}}""";⟧
                    ⟦E return $"{x,5:X} {(x > 3 ? "a" : @"\b")}" + mixed + nameof(x) + Long;⟧
                }
                public System.ReadOnlySpan<byte> Bytes ⟦E => "abc"u8⟧;
            }
            """"
        },
        {
            "records and with",
            """
            public abstract record ⟦E Base(string Name)⟧;
            public sealed record ⟦E Leaf⟧(string Name, ⟦E int Size⟧) : ⟦E Base(Name)⟧
            {
                public int Twice ⟦E => Size * 2⟧;
                public Leaf Grown(int by) ⟦E => this with { Size = Size + by }⟧;
                public bool Equals(Leaf other) { ⟦E return other?.Size == Size;⟧ }
                public override int GetHashCode() ⟦E => Size⟧;
            }
            """
        },
        {
            "required, init and default values",
            """
            public class C
            {
                public required string Name { ⟦E get; init;⟧ }
                public int Size { ⟦E get; private protected set;⟧ } ⟦E = 3⟧;
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                ⟦E public C(string name = "x", params int[] sizes)⟧ { ⟦E Name = name; Size = sizes.Length;⟧ }
                public static C Make() ⟦E => new() { Name = "y" }⟧;
            }
            """
        },
        {
            "tuples, deconstruction and discards",
            """
            public class C
            {
                private (int A, string B) pair;
                public void Deconstruct(out int a, out string b) ⟦E => (a, b) = pair⟧;
                public int M(C c)
                {
                    ⟦E var (x, y) = c;⟧
                    ⟦E (pair.A, _) = (x, y);⟧
                    ⟦E _ = int.TryParse(y, out var n);⟧
                    ⟦E (x, n) = (n, x);⟧
                    ⟦E return x + n;⟧
                }
            }
            """
        },
        {
            "null operators and throw expressions",
            """
            public class C
            {
                private C next; private int size;
                public int M(C c, string s)
                {
                    ⟦E next = c ?? throw new System.ArgumentNullException(nameof(c));⟧
                    ⟦E next ??= this;⟧
                    ⟦E c?.next?.M(c, s ?? "");⟧
                    ⟦E c?.size = 4;⟧
                    ⟦E return c!.next?.size ?? s?.Length ?? default;⟧
                }
            }
            """
        },
        {
            "references, spans and unsafe code",
            """
            using System;
            public ref struct R { public ref int Value; public Span<int> Rest; }
            [System.Runtime.CompilerServices.InlineArray(4)] public struct Four { private int first; }
            public unsafe class C
            {
                private fixed byte Never();
                public delegate*<int, int> pointer;
                public ref int M(Span<int> s, in int limit, ref readonly int low)
                {
                    ⟦E Span<int> local = stackalloc int[4] { 1, 2, 3, 4 };⟧
                    ⟦E ref int first = ref s[0];⟧
                    ⟦E first = local[limit] + low + sizeof(Four);⟧
                    ⟦E scoped var r = new R { Value = ref first, Rest = s };⟧
                    ⟦E r.Value = 3;⟧
                    ⟦E pointer = &Twice;⟧
                    ⟦E first = pointer(2);⟧
                    ⟦E return ref first;⟧
                }
                private static int Twice(int x) ⟦E => x * 2⟧;
            }
            """.Replace("    private fixed byte Never();\n", "", StringComparison.Ordinal)
        },
        {
            "query with every clause",
            """
            using System.Collections.Generic;
            using System.Linq;
            public class C
            {
                public object M(List<int> a, List<int> b)
                {
                    ⟦E var q = from x in a from y in b where x > y join z in b on x equals z let w = x + z orderby w descending, y group (w, y) by x into g select g.Key into k where k > 2 select k;⟧
                    ⟦E var joined = from x in a join y in b on x equals y into ys select ys.Count();⟧
                    ⟦E return (q.ToList(), joined);⟧
                }
            }
            """
        },
        {
            "jumps",
            """
            public class C
            {
                public int M(int x)
                {
                    ⟦E switch (x) { case 1: goto case 2; case 2: x++; goto default; default: x--; break; }⟧
                    ⟦E for (;;) { if (x > 5) goto done; x++; continue; }⟧
                    ⟦E done: return x;⟧
                }
            }
            """
        },
        {
            "interfaces with bodies and static members",
            """
            public interface IShape<T> where T : IShape<T>
            {
                static abstract T Zero { get; }
                static virtual int Corners ⟦E => 0⟧;
                private int Own() { ⟦E return 3;⟧ }
                sealed int Twice() ⟦E => Own() * 2⟧;
                ⟦E protected static int held = 4⟧;
            }
            public readonly struct Square : IShape<Square>
            {
                public static Square Zero ⟦E => default⟧;
                static int IShape<Square>.Corners ⟦E => 4⟧;
            }
            """
        },
        {
            "lambdas with all kinds of parameters",
            """
            using System;
            public class C
            {
                private delegate int Default(int x = 4);
                public object M(int seed)
                {
                    ⟦E Default d = (int x = 4) => x + seed;⟧
                    ⟦E var typed = int (params int[] xs) => xs.Length;⟧
                    ⟦E Func<int, Func<int, int>> curried = x => y => { var z = x + y; return z + seed; };⟧
                    ⟦E Action<int, int> ignore = (_, _) => { };⟧
                    ⟦E var attributed =⟧ [Obsolete] ⟦E (ref int x) => { x++; };⟧
                    ⟦E return (d, typed, curried, ignore, attributed);⟧
                }
            }
            """
        },
        {
            "generics, constraints and variance",
            """
            using System;
            public interface IIn<in T, out U> where U : class, new() { }
            public class C<T, U> where T : unmanaged, Enum where U : notnull, allows ref struct
            {
                public V M<V>(V value) where V : struct, IComparable<V> { ⟦E return value;⟧ }
                public class Inner<W> { ⟦E public static W Held = Make()⟧; private static W Make() ⟦E => throw null⟧; }
            }
            """
        },
        {
            "partial properties, indexers, events and constructors",
            """
            using System;
            public partial class C
            {
                public partial string Name { get; set; }
                public partial int this[int i] { get; }
                public partial event Action Changed;
                public partial C(int size);
            }
            public partial class C
            {
                private string name;
                public partial string Name { get ⟦E => name⟧; set { ⟦E name = value;⟧ } }
                public partial int this[int i] ⟦E => i⟧;
                public partial event Action Changed { add { ⟦E name = "a";⟧ } remove { ⟦E name = null;⟧ } }
                ⟦E public partial C(int size)⟧ { ⟦E name = size.ToString();⟧ }
            }
            """
        },
        {
            "extension members",
            """
            using System.Collections.Generic;
            public static class X
            {
                extension<T>(List<T> list) where T : struct
                {
                    public bool IsEmpty ⟦E => list.Count == 0⟧;
                    public T Last() { ⟦E return list[^1];⟧ }
                }
                extension(string)
                {
                    public static string Blank ⟦E => " "⟧;
                }
            }
            """
        },
        {
            "iterators and asynchronous streams",
            """
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            public class C
            {
                public IEnumerable<int> Guarded(IDisposable d)
                {
                    ⟦E try { yield return 1; }⟧ ⟦E finally { d.Dispose(); }⟧
                    ⟦E using (d) { foreach (var x in Guarded(d)) { yield return x; } }⟧
                }
                public async IAsyncEnumerable<int> Stream([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
                {
                    ⟦E for (var i = 0; i < 3; i++) { await Task.Delay(1, token).ConfigureAwait(false); yield return i; }⟧
                }
                public async ValueTask<int> Sum()
                {
                    ⟦E var sum = 0;⟧
                    ⟦E try { await foreach (var x in Stream()) { sum += x; } } catch (Exception e) when (e is OperationCanceledException) { sum = await Task.FromResult(1); }⟧
                    ⟦E return sum;⟧
                }
                public async Task Expression() ⟦E => await Task.Yield()⟧;
            }
            """
        },
        {
            "locks, checked arithmetic and dynamic",
            """
            using System.Threading;
            public class C
            {
                ⟦E private readonly Lock gate = new()⟧;
                public int M(dynamic d, int x)
                {
                    ⟦E lock (gate) { x = checked(x * 2); }⟧
                    ⟦E d.Size = unchecked((byte)x);⟧
                    ⟦E return d.Size + d[0];⟧
                }
                public static C operator checked +(C a, C b) ⟦E => a⟧;
                public static C operator +(C a, C b) ⟦E => b⟧;
                public void operator +=(int x) ⟦E => M(null, x)⟧;
                public static C operator >>>(C a, int b) ⟦E => a⟧;
                public static bool operator true(C c) ⟦E => true⟧;
                public static bool operator false(C c) ⟦E => false⟧;
            }
            """
        },
        {
            "module initialisers, natives and accessors",
            """
            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            internal static partial class C
            {
                [ModuleInitializer] internal static void Start() ⟦E => System.Console.WriteLine()⟧;
                [DllImport("n", EntryPoint = "x")] private static extern int Native(int a);
                [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "x")] private static extern ref int Field(string s);
                ⟦E public static event System.Action Raised = () => Start()⟧;
            }
            """
        },
        {
            "enums, delegates and nested types",
            """
            using System;
            namespace N
            {
                [Flags] public enum E : ulong { None = 0, A = 1UL << 3, B = A | 4, C }
                public struct S(int x) { public int X { ⟦E get; set;⟧ } ⟦E = x⟧; public enum In { A } public delegate ref int D(scoped ref int x); }
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Constructs))]
    public void Construct_HasTheMarkedClasses(string name, string source)
    {
        Assert.NotEmpty(name);
        Classes.Verify(source);
    }
}
