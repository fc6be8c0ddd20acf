namespace Provenance.Engine.Tests.Evidence.Reach;

public sealed class DispatchTests
{
    [Fact]
    public void PrivateMemberWithoutCaller_IsUnreached() => ReachSample.AssertProgram(
        """
        A.Live();
        static class A
        {
            private static int used = 1;
            private static int unused; // dead
            public static void Live() => Helper(used);
            private static void Helper(int x) => System.Console.WriteLine(x);
            private static void Unused() => Chain(); // dead
            private static void Chain() => unused++; // dead
            public static void PublicUnused() { } // dead
        }
        static class B { public static void M() { } } // dead
        """);

    [Fact]
    public void Override_IsReachedWhenItsTypeExistsAndItsSlotIsCalled() => ReachSample.AssertProgram(
        """
        Shape s = args.Length > 0 ? new Circle() : new Square();
        s.Draw();
        abstract class Shape
        {
            public abstract void Draw();
            public virtual void Never() { } // dead
        }
        class Circle : Shape
        {
            public override void Draw() { }
            public override void Never() { } // dead
        }
        class Square : Shape
        {
            public override void Draw() => Part();
            protected virtual void Part() { }
        }
        class Rounded : Square // dead
        {
            public override void Draw() { } // dead
            protected override void Part() { } // dead
        }
        """);

    [Fact]
    public void OverrideBelowOverride_IsReachedThroughTheFirstSlot() => ReachSample.AssertProgram(
        """
        A a = new C();
        a.M();
        class A { public virtual void M() { } }
        class B : A { public override void M() => base.M(); }
        class C : B { public override void M() { } }
        """);

    [Fact]
    public void OverrideOfForeignMethod_IsReachedWhenTheTypeExists() => ReachSample.AssertProgram(
        """
        object o = new Live();
        System.Console.WriteLine(o);
        class Live
        {
            public override string ToString() => Text();
            private static string Text() => "x";
            ~Live() { }
        }
        class Dead // dead
        {
            public override string ToString() => ""; // dead
        }
        """);

    [Fact]
    public void InterfaceImplementation_NeedsACallAndAnInstance() => ReachSample.AssertProgram(
        """
        IShape s = new Circle();
        s.Draw();
        interface IShape
        {
            void Draw();
            void Never(); // dead
        }
        class Circle : IShape
        {
            public void Draw() { }
            public void Never() { } // dead
        }
        class Square : IShape // dead
        {
            public void Draw() { } // dead
            void IShape.Never() { } // dead
        }
        """);

    [Fact]
    public void ImplementationInABaseClass_IsReachedThroughTheDerivedOne() => ReachSample.AssertProgram(
        """
        IRun r = new Derived();
        r.Run();
        interface IRun { void Run(); }
        class Base { public void Run() { } public void Other() { } // dead
        }
        class Derived : Base, IRun { }
        """.Replace("public void Run() { } public", "public void Run() { }\n public", StringComparison.Ordinal));

    [Fact]
    public void ExplicitImplementation_IsReachedThroughItsInterface() => ReachSample.AssertProgram(
        """
        IRun r = new A();
        r.Run();
        interface IRun { void Run(); }
        class A : IRun
        {
            void IRun.Run() { }
            public void Run() { } // dead
        }
        """);

    [Fact]
    public void DefaultInterfaceMethod_IsReachedAndMayBeReplaced() => ReachSample.AssertProgram(
        """
        IGreet g = args.Length == 0 ? new Plain() : new Own();
        g.Greet();
        interface IGreet
        {
            void Greet() => Helper();
            private void Helper() { }
            void Never() { } // dead
        }
        interface ILoud : IGreet { void IGreet.Greet() { } }
        class Plain : IGreet { }
        class Own : ILoud { }
        class Quiet : IGreet // dead
        {
            public void Greet() { } // dead
        }
        """);

    [Fact]
    public void StaticAbstract_IsReachedThroughTheConstraint() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(Sum<Money>());
        static T Sum<T>() where T : IAdd<T> => T.Zero + T.Zero;
        interface IAdd<T> where T : IAdd<T>
        {
            static abstract T Zero { get; }
            static abstract T operator +(T a, T b);
            static abstract T One { get; } // dead
        }
        readonly struct Money : IAdd<Money>
        {
            public static Money Zero => default;
            public static Money operator +(Money a, Money b) => a;
            public static Money One => default; // dead
        }
        """);

    [Fact]
    public void ForeignInterface_ReachesItsMembersByName() => ReachSample.AssertProgram(
        """
        using (new Live()) { }
        class Live : System.IDisposable
        {
            public void Dispose() { }
            public virtual void Other() { } // dead
        }
        class Sorted : System.IComparable<Sorted> // dead
        {
            public int CompareTo(Sorted? other) => 0; // dead
        }
        """);

    [Fact]
    public void Operators_Conversions_AndIndexers_AreCalls() => ReachSample.AssertProgram(
        """
        var v = new V();
        int x = v + v;
        x += v[1];
        System.Console.WriteLine(x);
        class V
        {
            public static V operator +(V a, V b) => a;
            public static V operator -(V a, V b) => a; // dead
            public static implicit operator int(V v) => 0;
            public static explicit operator string(V v) => ""; // dead
            public int this[int i] => i;
            public int this[string s] => 0; // dead
        }
        """);

    [Fact]
    public void Overloads_AreToldApart() => ReachSample.AssertProgram(
        """
        A.M(1);
        static class A
        {
            public static void M(int x) { }
            public static void M(string x) { } // dead
            public static void M<T>(T x) where T : System.Exception { } // dead
        }
        """);

    [Fact]
    public void StaticConstructor_RunsWithItsType() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(Live.Value);
        static class Live
        {
            public static readonly int Value = 1;
            static Live() => Log();
            private static void Log() { }
        }
        static class Dead // dead
        {
            public static readonly int Value = Compute(); // dead
            private static int Compute() => 1; // dead
        }
        """);

    [Fact]
    public void TypeInASignature_IsReachedWithoutItsMembers() => ReachSample.AssertProgram(
        """
        A.M(null);
        static class A { public static void M(Mentioned? m) { } }
        class Mentioned
        {
            public void Never() { } // dead
        }
        class Unmentioned { } // dead
        """);

    [Fact]
    public void MemberOfAReachedValueType_NeedsACaller() => ReachSample.AssertProgram(
        """
        P p = default;
        System.Console.WriteLine(p.X);
        struct P
        {
            public int X;
            public int Y;
            public override string ToString() => "";
            public void Never() { } // dead
        }
        """);
}
