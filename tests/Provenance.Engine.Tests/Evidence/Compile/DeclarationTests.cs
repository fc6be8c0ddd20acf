namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class DeclarationTests
{
    [Fact]
    public void DataMembers_AreDeclarativeAndTheirInitialisersExecutable() => Classes.Verify("""
        using System;
        using System.Collections.Generic;
        namespace Acme.Store;
        public class C<T> : List<T>, IDisposable where T : class
        {
            public const int Max = 5 * 60, Min = 2;
            private int a, ⟦E b = 2⟧, c;
            ⟦E private static readonly List<int> s = new() { 1 };⟧
            public event Action Changed, Closed;
            public int P ⟦E { get; set; } = 5⟧;
            public int Q ⟦E => a + b + c⟧;
            public int R { ⟦E private get; init;⟧ }
            public int S { get { ⟦E return a;⟧ } set ⟦E => a = value⟧; }
            public int F { get ⟦E => field⟧; set { ⟦E field = value;⟧ } }
            public int this[int i, string key] { get { ⟦E return i;⟧ } set ⟦E => a = value⟧; }
            public event Action Custom { add { ⟦E Changed += value;⟧ } remove { ⟦E Closed?.Invoke();⟧ } }
            public void Dispose() ⟦E => s.Clear()⟧;
        }
        public enum E : byte { None, One = 1, Two = One + 1 }
        public delegate TOut Convert<in TIn, out TOut>(TIn value, int scale = 3);
        public delegate void Empty();
        """);

    [Fact]
    public void Constructors_SplitIntoHeaderAndCode() => Classes.Verify("""
        public class ⟦E B(int size)⟧ { public int Size ⟦E => size⟧; }
        public class C : B
        {
            private static int n;
            private int m;
            static C() { ⟦E n = 2;⟧ }
            public C() ⟦E : base(3)⟧ { }
            public C(string q) ⟦E : this()⟧ { ⟦E m = q.Length + n + m;⟧ }
            ~C() { ⟦E n = 1;⟧ }
        }
        """);

    [Fact]
    public void PrimaryConstructorsAndRecords_AreExecutableInTheirHeaders() => Classes.Verify("""
        using System;
        public class ⟦E Base(int n)⟧ { public int N { ⟦E get⟧; } ⟦E = n⟧; }
        public class Derived(int x, int y) : ⟦E Base(x)⟧, IComparable { public int Y ⟦E => y⟧; public int CompareTo(object other) ⟦E => 0⟧; }
        public record ⟦E R(int X, string Name)⟧ { public int Z { ⟦E get; init;⟧ } ⟦E = X⟧; }
        public record struct P(⟦E int X⟧, ⟦E int Y⟧);
        public readonly struct S(int v) { ⟦E public readonly int V = v;⟧ }
        """);

    [Fact]
    public void Interfaces_AreDeclarativeButForTheirBodies() => Classes.Verify("""
        using System;
        namespace A { namespace B.C {
        public interface I<T> where T : I<T>
        {
            int P { get; set; }
            int this[int i] { get; }
            event Action E;
            void M<U>(int a, params U[] rest);
            static abstract T operator +(T left, T right);
            static abstract implicit operator int(T value);
            int Default() ⟦E => 3⟧;
            static int Count() { ⟦E return 4;⟧ }
        }
        public abstract class K : IDisposable, IFormattable
        {
            public abstract int A(int x);
            [System.Runtime.InteropServices.DllImport("none")] public static extern int Native(int x);
            void IDisposable.Dispose() { ⟦E GC.SuppressFinalize(this);⟧ }
            string IFormattable.ToString(string f, IFormatProvider p) ⟦E => f⟧;
            protected abstract string Name { get; }
        }
        } }
        """);

    [Fact]
    public void Operators_AreDeclarativeButForTheirBodies() => Classes.Verify("""
        public struct N
        {
            public int V;
            public static N operator +(N l, N r) ⟦E => new N { V = l.V + r.V }⟧;
            public static bool operator ==(N l, N r) { ⟦E return l.V == r.V;⟧ }
            public static bool operator !=(N l, N r) ⟦E => !(l == r)⟧;
            public static explicit operator checked int(N n) ⟦E => n.V⟧;
            public static explicit operator int(N n) ⟦E => n.V⟧;
            public static implicit operator N(int n) { ⟦E return new N { V = n };⟧ }
            public override bool Equals(object o) ⟦E => false⟧;
            public override int GetHashCode() ⟦E => 0⟧;
        }
        """);

    [Fact]
    public void PartialMembers_AreElidedWhenNobodyImplementsThem() => Classes.Verify("""
        public partial class P
        {
            ⟦X partial void Unimplemented(int a);⟧
            partial void Implemented(int b);
            public partial int Value { get; }
            public void M() { ⟦X Unimplemented(1);⟧ ⟦E Implemented(2);⟧ }
        }
        public partial class P
        {
            partial void Implemented(int b) { ⟦E System.Console.WriteLine(b);⟧ }
            public partial int Value ⟦E => 3⟧;
        }
        """);

    [Fact]
    public void FileLocalAndNestedTypes_AreFoundByTheirMangledNames() => Classes.Verify("""
        namespace N;
        file class F { public int G; public static int M() ⟦E => 1⟧; internal class Inner<T> { public T V; } }
        file interface IF<T> { void M(T t); }
        public class Outer<T> { public class Mid { public enum Deep { A, B } internal struct Leaf<U> { public U X; } } public int Use() ⟦E => F.M()⟧; }
        """);

    [Fact]
    public void ExtensionBlocks_AreDeclarativeWithExecutableBodies() => Classes.Verify("""
        public static class X
        {
            extension(int q)
            {
                public int Twice() ⟦E => q * 2⟧;
                public int Next { get { ⟦E return q + 1;⟧ } }
            }
            public static int Old(this int q) ⟦E => q⟧;
        }
        """);

    [Fact]
    public void Attributes_AreDeclarativeOnlyWhenTheMetadataHoldsThem() => Classes.Verify("""
        using System;
        using System.Diagnostics;
        using Alias = System.ObsoleteAttribute;
        [assembly: CLSCompliant(true)]
        ⟦X [assembly: Gone]⟧
        [Conditional("NEVER")] [AttributeUsage(AttributeTargets.All, AllowMultiple = true)] public sealed class GoneAttribute : Attribute { }
        public sealed class TagAttribute<T> : Attribute { }
        ⟦X [Gone]⟧ [Alias, Serializable] public class C<[Tag<int>] T>
        {
            ⟦X [Gone]⟧ [Tag<string>] private int f;
            [field: NonSerialized, Tag<int>] public int P { [Tag<int>] ⟦E get⟧; ⟦E set⟧; }
            [return: Tag<int>] public int M([Tag<int>] int a, ⟦X [Gone]⟧ int b) { ⟦E return a + f + b;⟧ }
            [Tag<int>] public event Action E;
        }
        public enum E { [Obsolete] A, ⟦X [Gone]⟧ B }
        """);
}
