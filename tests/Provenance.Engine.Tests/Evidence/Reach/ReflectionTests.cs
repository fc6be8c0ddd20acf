namespace Provenance.Engine.Tests.Evidence.Reach;

public sealed class ReflectionTests
{
    [Fact]
    public void LookupByLiteral_ReachesTheNamedMember() => ReachSample.AssertProgram(
        """
        using System.Reflection;
        typeof(A).GetMethod("Found", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null);
        System.Console.WriteLine(typeof(A).GetProperty(nameof(A.Prop)));
        static class A
        {
            static void Found() => Deep();
            static void Deep() { }
            public static int Prop => 1;
            static void Never() { } // dead
        }
        """);

    [Fact]
    public void LookupOnAnUnknownType_ReachesTheNameEverywhere() => ReachSample.AssertProgram(
        """
        object o = System.Environment.CommandLine;
        o.GetType().GetMethod("Run");
        class A { public void Run() { } }
        class B { public void Walk() { } } // dead
        """.Replace("class B { public void Walk() { } } // dead", "class B // dead\n{\n public void Walk() { } // dead\n}", StringComparison.Ordinal));

    [Fact]
    public void TypeByName_IsKept() => ReachSample.AssertProgram(
        """
        System.Activator.CreateInstance(System.Type.GetType("Acme.Plugin, Sample")!);
        namespace Acme
        {
            class Plugin { public Plugin() { } public void Go() { } }
            class Other { } // dead
        }
        """);

    [Fact]
    public void TypeOf_UsedForItsName_ReachesNoMember() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(typeof(A).Name + typeof(A).Assembly.GetName());
        class A
        {
            public A() { } // dead
            public void M() { } // dead
        }
        """);

    [Fact]
    public void TypeOf_HandedOn_KeepsThePublicPart() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(System.Runtime.InteropServices.Marshal.SizeOf(typeof(A)));
        class A
        {
            public A() { }
            public void M() { }
            private void Hidden() { } // dead
        }
        """);

    [Fact]
    public void DynamicDependency_IsARootOfItsBearer() => ReachSample.AssertProgram(
        """
        using System.Diagnostics.CodeAnalysis;
        C.Live();
        static class C
        {
            [DynamicDependency("Named", typeof(A))]
            [DynamicDependency("Local(System.Int32)")]
            [DynamicDependency(DynamicallyAccessedMemberTypes.NonPublicMethods, typeof(B))]
            public static void Live() { }
            [DynamicDependency("Never", typeof(A))]
            public static void Dead() { } // dead
            static void Local(int x) { }
        }
        class A
        {
            void Named() { }
            void Never() { } // dead
        }
        class B
        {
            void Hidden() { }
            public void Shown() { } // dead
        }
        """.Replace("public static void Dead() { } // dead", "public static void Dead() { }", StringComparison.Ordinal)
           .Replace("[DynamicDependency(\"Never\", typeof(A))]", "[DynamicDependency(\"Never\", typeof(A))] // dead", StringComparison.Ordinal));

    [Fact]
    public void DynamicallyAccessedMembers_SayWhatIsKept() => ReachSample.AssertProgram(
        """
        using System.Diagnostics.CodeAnalysis;
        G.Use<A>();
        static class G
        {
            public static void Use<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.NonPublicMethods)] T>() { }
        }
        class A
        {
            void Hidden() { }
            public void Shown() { } // dead
        }
        """);

    [Fact]
    public void TypeInAnAttribute_IsKept() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(new A());
        [Uses(typeof(Helper), Level = 3)]
        class A { }
        class Helper { public Helper() { } private void Hidden() { } // dead
        }
        class UsesAttribute : System.Attribute
        {
            public UsesAttribute(System.Type type) { }
            public int Level
            { get; // dead
                set; }
            public int Unused() => 1; // dead
        }
        class UnusedAttribute : System.Attribute { } // dead
        """.Replace("public Helper() { } private", "public Helper() { }\n private", StringComparison.Ordinal));

    [Fact]
    public void DebuggerDisplay_ReachesWhatItShows() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(new A());
        [System.Diagnostics.DebuggerDisplay("{Shown,nq}")]
        class A
        {
            private string Shown => "";
            private string Hidden => ""; // dead
        }
        """);

    [Fact]
    public void LogMessage_NamesParametersAndNoMembers() => ReachSample.AssertProgram(
        """
        System.Console.WriteLine(A.Log("x"));
        static class A
        {
            [Microsoft.Extensions.Logging.LoggerMessage(1, Message = "Said {Shown} to {listener}")]
            public static int Log(string listener) => 1;
            private static string Shown() => ""; // dead
        }
        """,
        ReachSample.Of("namespace Microsoft.Extensions.Logging; public sealed class LoggerMessageAttribute(int id) : System.Attribute { public int Id => id; public string Message { get; set; } = string.Empty; }", "Microsoft.Extensions.Logging.Abstractions"));

    [Fact]
    public void UnsafeAccessor_ReachesItsTarget() => ReachSample.AssertProgram(
        """
        using System.Runtime.CompilerServices;
        System.Console.WriteLine(X.Read(new A()));
        static class X
        {
            [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Secret")]
            public static extern int Read(A a);
        }
        class A
        {
            private int Secret() => 1;
            private int Other() => 1; // dead
        }
        """);

    [Fact]
    public void ScanOfTheOwnAssembly_FindsKinOfTheTypesItNames() => ReachSample.AssertProgram(
        """
        using System.Linq;
        foreach (var t in typeof(IPlugin).Assembly.GetTypes().Where(t => typeof(IPlugin).IsAssignableFrom(t)))
            ((IPlugin)System.Activator.CreateInstance(t)!).Run();
        interface IPlugin { void Run(); }
        class One : IPlugin { public void Run() { } }
        class Else { public void Walk() { } // dead
        }
        """.Replace("class Else { public", "class Else { // dead\n public", StringComparison.Ordinal));

    [Fact]
    public void SerializableType_KeepsWhatTheRuntimeLooksFor() => ReachSample.AssertProgram(
        """
        #pragma warning disable SYSLIB0050, SYSLIB0051
        using System.Runtime.Serialization;
        throw new E();
        [System.Serializable]
        class E : System.Exception
        {
            public E() { }
            protected E(SerializationInfo info, StreamingContext context) { }
            public E(string text) { } // dead
            [OnDeserialized] void After(StreamingContext context) { }
        }
        """);
}
