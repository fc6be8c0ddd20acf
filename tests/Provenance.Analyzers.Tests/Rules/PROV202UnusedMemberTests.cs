using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV202UnusedMemberTests
{
    [Theory]
    [InlineData("int {|#0:Unused|}() => 1;")]
    [InlineData("private static int {|#0:Unused|}(int x) => x == 0 ? 0 : Unused(x - 1);")]
    [InlineData("internal int {|#0:Unused|} { get; set; }")]
    [InlineData("private readonly int {|#0:_unused|} = 3;")]
    [InlineData("internal event System.Action? {|#0:Unused|};")]
    [InlineData("[Provenance.Annotations.AgentAuthored(\"claude\")] int {|#0:Unused|}() => 1;")]
    public Task MemberThatNothingNames_Triggers(string member)
    {
        var test = MappedTest.Create<PROV202UnusedMember>($"class C\n{{\n    {member}\n}}\n", "hhchh");
        test.CompilerDiagnostics = CompilerDiagnostics.Errors;
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV202UnusedMember).WithLocation(0).WithArguments("claude"));
        return test.RunAsync();
    }

    [Theory]
    // Others can call it, or do so by a name that is not in the source.
    [InlineData("public int Unused() => 1;")]
    [InlineData("protected int Unused() => 1;")]
    [InlineData("[System.Obsolete] int Unused() => 1;")]
    [InlineData("private void Button_Click(object sender, System.EventArgs e) { }")]
    [InlineData("static void Main() { }")]
    [InlineData("C() { }")]
    [InlineData("int this[int i] => i;")]
    [InlineData("public override string ToString() => \"\";")]
    [InlineData("int System.IComparable.CompareTo(object? other) => 0;")]
    [InlineData("int _a, _b;")]
    public Task MemberThatIsReachedOtherwise_DoesNotTrigger(string member) =>
        MappedTest.Create<PROV202UnusedMember>($"class C : System.IComparable\n{{\n    {member}\n    int System.IComparable.CompareTo(object? other) => 0;\n}}\n".Replace(
            "int System.IComparable.CompareTo(object? other) => 0;\n    int System", "int System", StringComparison.Ordinal), new string('c', member.StartsWith("int System", StringComparison.Ordinal) ? 5 : 6)).RunAsync();

    [Theory]
    [InlineData("int Other() => Unused();")]
    [InlineData("string Other() => nameof(Unused);")]
    [InlineData("string Other() => \"Unused\";")]
    [InlineData("// Unused is for later")]
    [InlineData("/// <see cref=\"Unused\"/>\n    int Other;")]
    [InlineData("#if NEVER\n    int Other() => Unused();\n#endif")]
    public Task NameThatStandsAnywhere_IsAUse(string other) =>
        MappedTest.Create<PROV202UnusedMember>($"class C\n{{\n    int Unused() => 1;\n\n    {other}\n}}\n", Map.ExampleMap.File("Test0.cs", $"class C\n{{\n    int Unused() => 1;\n\n    {other}\n}}\n", "hhc" + new string('h', 4 + other.Count(c => c == '\n')))).RunAsync();

    [Fact]
    public async Task OtherFiles_AreLookedAt()
    {
        var used = MappedTest.Create<PROV202UnusedMember>("class C\n{\n    internal int Name() => 1;\n}\n", "hhchh");
        used.TestState.Sources.Add("class D { int M(C c) => c.Name(); }\n");
        await used.RunAsync();

        var other = MappedTest.Create<PROV202UnusedMember>("class C\n{\n    internal int [|Name|]() => 1;\n}\n", "hhchh");
        other.TestState.Sources.Add("class D { int Names() => 1; int _Name; }\n");
        await other.RunAsync();
    }

    [Fact]
    public async Task Friends_SeeWhatIsInternal()
    {
        await MappedTest.Create<PROV202UnusedMember>("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")]\nclass C\n{\n    internal int A() => 1;\n    int [|B|]() => 1;\n}\n", "hhhcchh").RunAsync();
        await MappedTest.Create<PROV202UnusedMember>("[System.Serializable]\nclass C\n{\n    int A() => 1;\n}\n", "hhhchh").RunAsync();
        await MappedTest.Create<PROV202UnusedMember>("struct S\n{\n    int _padding;\n    static int [|_unused|];\n}\n", "hhcchh").RunAsync();
        await MappedTest.Create<PROV202UnusedMember>("namespace UnityEngine { class MonoBehaviour; }\nclass C : UnityEngine.MonoBehaviour\n{\n    void Update() { }\n}\n", "hhhchh").RunAsync();
    }

    /// <summary>Other projects compile the file, too: that this one names nothing of it says nothing.</summary>
    [Fact]
    public Task LinkedFile_DoesNotTrigger()
    {
        const string Source = "class C\n{\n    internal int Unused() => 1;\n}\n";
        var test = new CSharpAnalyzerTest<PROV202UnusedMember, DefaultVerifier>();
        test.TestState.Sources.Add(("/shared/C.cs", Source));
        Map.ExampleMap.AddTo(test.TestState, Map.ExampleMap.Text(Map.ExampleMap.File("../shared/C.cs", Source, "hhchh")));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhhhh")]
    [InlineData("hhmhh")]
    [InlineData("hhuhh")]
    public Task MemberThatIsNotAgents_DoesNotTrigger(string letters) => MappedTest.Create<PROV202UnusedMember>("class C\n{\n    int Unused() => 1;\n}\n", letters).RunAsync();

    [Fact]
    public async Task EditedBuffer_SeesTheUseThatWasTyped()
    {
        var file = Map.ExampleMap.File("Test0.cs", "class C\n{\n    int Unused() => 1;\n}\n", "hhchh");
        await MappedTest.Create<PROV202UnusedMember>("class C\n{\n    int Unused() => 1;\n    int M() => Unused();\n}\n", file).RunAsync();
        await MappedTest.Create<PROV202UnusedMember>("class C\n{\n    int M() => 2;\n    int [|Unused|]() => 1;\n}\n", file).RunAsync();
    }

    [Fact]
    public Task Fix_TakesTheMemberAndItsDocumentationOut()
    {
        var test = MappedTest.CreateFix<PROV202UnusedMember, PROV202UnusedMemberFix>(
            """
            class C
            {
                int [|A|]() => 1; // gone

                public int B;

                // Kept.

                /// <summary>Gone.</summary>
                [Provenance.Annotations.AgentAuthored("claude")]
                int [|D|]()
                {
                    return 1;
                }

                public int E;
                int [|F|];
            }
            """,
            "hhchhhhhcccccchhch",
            """
            class C
            {
                public int B;

                // Kept.

                public int E;
            }
            """);
        test.NumberOfIncrementalIterations = 3;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    [Fact]
    public Task MemberWithDirectives_IsLeftToPeople() =>
        MappedTest.CreateFix<PROV202UnusedMember, PROV202UnusedMemberFix>("class C\n{\n#region R\n    int [|A|]() => 1;\n#endregion\n}\n", "hhhchhh", null).RunAsync();
}
