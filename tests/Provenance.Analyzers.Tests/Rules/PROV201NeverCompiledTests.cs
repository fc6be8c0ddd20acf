using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV201NeverCompiledTests
{
    [Theory]
    [InlineData("false")]
    [InlineData("NEVER")]
    [InlineData("NEVER && DEBUG")]
    [InlineData("!true || (OLD == true)")]
    public Task ConditionThatIsNeverMet_Triggers(string condition)
    {
        var test = MappedTest.Create<PROV201NeverCompiled>($"class C\n{{\n#if {condition}\n{{|#0:    void M()\n    {{\n    }}\n|}}#endif\n}}\n", "hhhdddhhh");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV201NeverCompiled).WithLocation(0).WithArguments("claude"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("DEBUG")]
    [InlineData("NET9_0_OR_GREATER")]
    [InlineData("NET48 && NEVERNESS || WINDOWS")]
    [InlineData("!NEVER && NETSTANDARD2_0")]
    [InlineData("__IOS__")]
    public Task ConditionOfAnotherBuild_DoesNotTrigger(string condition) =>
        MappedTest.Create<PROV201NeverCompiled>($"class C\n{{\n#if {condition}\n    void M()\n    {{\n    }}\n#endif\n}}\n", "hhhdddhhh").RunAsync();

    [Fact]
    public async Task OtherBranches_TriggerWhereTheFirstIsAlwaysTaken()
    {
        await MappedTest.Create<PROV201NeverCompiled>("class C\n{\n#if true\n    int x;\n#else\n[|    int y;\n|]#endif\n}\n", "hhhhhdhhh").RunAsync();
        await MappedTest.Create<PROV201NeverCompiled>("#define ON\nclass C\n{\n#if ON\n    int x;\n#elif DEBUG\n[|    int y;\n|]#endif\n}\n", "hhhhhhdhhh").RunAsync();
        await MappedTest.Create<PROV201NeverCompiled>("class C\n{\n#if !DEBUG\n    int x;\n#else\n    int y;\n#endif\n}\n", "hhhhhdhhh").RunAsync();
    }

    [Fact]
    public Task ConditionsInside_AreOneRegion() => MappedTest.Create<PROV201NeverCompiled>(
        "class C\n{\n#if NEVER\n[|    int a;\n#if DEBUG\n    int b;\n#else\n    int c;\n#endif\n    int d;\n|]#endif\n}\n", "hhhdddddddhhh").RunAsync();

    [Theory]
    [InlineData("hhhhhhhhh")]
    [InlineData("hhh...hhh")]
    [InlineData("hhhdhhhhh")]
    [InlineData("hhhmmmhhh")]
    public Task RegionThatIsNotAgents_DoesNotTrigger(string letters) =>
        MappedTest.Create<PROV201NeverCompiled>("class C\n{\n#if NEVER\n    void M()\n    {\n    }\n#endif\n}\n", letters).RunAsync();

    [Fact]
    public Task SymbolThatTheProjectDefinesElsewhere_DoesNotTrigger()
    {
        var test = MappedTest.Create<PROV201NeverCompiled>("class C\n{\n#if FEATURE\n    int x;\n#endif\n}\n", "hhhdhhh");
        MappedTest.Configure(test.TestState, "provenance_conditional_symbols = OTHER, FEATURE");
        return test.RunAsync();
    }

    [Fact]
    public Task SymbolInALinkedFile_MayBeAnotherProjects()
    {
        const string Source = "class C\n{\n#if FEATURE\n    int x;\n#endif\n#if false\n[|    int y;\n|]#endif\n}\n";
        var test = new CSharpAnalyzerTest<PROV201NeverCompiled, DefaultVerifier>();
        test.TestState.Sources.Add(("/shared/C.cs", Source));
        Map.ExampleMap.AddTo(test.TestState, Map.ExampleMap.Text(Map.ExampleMap.File("../shared/C.cs", MappedTest.Plain(Source), "hhhdhhdhhh")));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("", false)]
    public Task SymbolInAProjectOfSeveralFrameworks_MayBeAnothers(string several, bool isSilent)
    {
        var source = isSilent
            ? "class C\n{\n#if LEGACY\n    int x;\n#endif\n#if false\n[|    int y;\n|]#endif\n}\n"
            : "class C\n{\n#if LEGACY\n[|    int x;\n|]#endif\n#if false\n[|    int y;\n|]#endif\n}\n";
        var test = new CSharpAnalyzerTest<PROV201NeverCompiled, DefaultVerifier>();
        test.TestState.Sources.Add(source);
        Map.ExampleMap.AddTo(test.TestState, Map.ExampleMap.Text(Map.ExampleMap.File("Test0.cs", MappedTest.Plain(source), "hhhdhhdhhh")), "build_property.ProvenanceSeveralFrameworks = " + several);
        return test.RunAsync();
    }

    [Fact]
    public async Task EditedBuffer_ReportsCommittedLinesOnly()
    {
        const string Committed = "class C\n{\n#if NEVER\n    void M()\n    {\n    }\n#endif\n}\n";
        var file = Map.ExampleMap.File("Test0.cs", Committed, "hhhdddhhh");
        await MappedTest.Create<PROV201NeverCompiled>("class C\n{\n#if NEVER\n    int a;\n    int b;\n    int c;\n    int d;\n    void M()\n    {\n    }\n#endif\n}\n", file).RunAsync();
        await MappedTest.Create<PROV201NeverCompiled>("\n\nclass C\n{\n#if NEVER\n[|    void M()\n    {\n    }\n|]#endif\n}\n", file).RunAsync();
    }

    [Fact]
    public Task Fix_TakesTheRegionAndItsDirectivesOut()
    {
        var test = MappedTest.CreateFix<PROV201NeverCompiled, PROV201NeverCompiledFix>(
            "class C\n{\n#if NEVER\n[|    int a;\n|]#endif\n    int b;\n#if OLD\n[|    int c;\n|]#else\n    int d;\n#endif\n#if true\n    int e;\n#else\n[|    int f;\n|]#endif\n}\n",
            "hhhdhhhdhhhhhhdhhh",
            "class C\n{\n    int b;\n    int d;\n    int e;\n}\n");
        test.NumberOfIncrementalIterations = 3;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    [Fact]
    public Task ThreeBranches_AreLeftToPeople() => MappedTest.CreateFix<PROV201NeverCompiled, PROV201NeverCompiledFix>(
        "class C\n{\n#if NEVER\n[|    int a;\n|]#elif DEBUG\n    int b;\n#else\n    int c;\n#endif\n}\n", "hhhdhhhhhhh", null).RunAsync();
}
