using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Testing.Analyzers;
using static Provenance.Analyzers.Tests.Verifier.AnalyzerVerifierTests;

namespace Provenance.Analyzers.Tests.Verifier;

/// <summary>What the verifier holds of fixes: for each promise a test that passes, and one that it must fail.</summary>
public sealed class CodeFixVerifierTests
{
    [Fact]
    public Task FixedText_Passes() => Create<CapitalFix>("class [|c|]; class [|d|];", "class C; class D;").RunAsync();

    [Theory]
    [InlineData("class E;")]
    [InlineData("class C ;")]
    [InlineData("class C;\n")]
    public Task OtherText_Fails(string fixedSource) => Fails("The fixed text of /0/Test0.cs", () => Create<CapitalFix>("class [|c|];", fixedSource).RunAsync());

    [Fact]
    public async Task NoFixedState_MeansThatNoFixIsOffered()
    {
        await Create<CapitalFix>("class C;", null).RunAsync();
        await Fails("no fix may be offered", () => Create<CapitalFix>("class [|c|];", null).RunAsync());
    }

    [Fact]
    public Task WrongInput_FailsBeforeAnyFix() => Fails("Test state: ", () => Create<CapitalFix>("class c;", "class C;").RunAsync());

    [Fact]
    public Task FixThatDoesNotCompile_Fails() =>
        Fails("Fixed state: ", () => Create<CapitalFix>("class [|c|]; class D { c F() => null!; }", "class C; class D { c F() => null!; }").RunAsync());

    [Fact]
    public async Task ReportLeftInTheFixedState_FailsUnlessMarked()
    {
        await Only<CapitalFix>("class [|c|]; class [|d|];", "class C; class [|d|];", CodeFixTestBehaviors.FixOne).RunAsync();
        await Fails("Fixed state: ", () => Only<CapitalFix>("class [|c|]; class [|d|];", "class C; class d;", CodeFixTestBehaviors.FixOne).RunAsync());
    }

    [Fact]
    public async Task Iterations_AreCounted()
    {
        await WithIterations(3).RunAsync();
        await WithIterations(-3).RunAsync();
        await Fails("The number of iterations", () => WithIterations(2).RunAsync());
        await Fails("The number of iterations", () => WithIterations(4).RunAsync());
        await Fails("At most 2 iterations", () => WithIterations(-2).RunAsync());
        await Fails("At most 1 iterations", () => WithIterations(null).RunAsync());

        static CSharpCodeFixTest<LowerCaseClassAnalyzer, StepwiseFix, DefaultVerifier> WithIterations(int? count)
        {
            var test = Only<StepwiseFix>("class [|abcD|];", "class D;", CodeFixTestBehaviors.SkipFixAllCheck);
            test.NumberOfIncrementalIterations = count;
            return test;
        }
    }

    [Fact]
    public async Task FixAllIterations_AreCounted()
    {
        var stepwise = Create<StepwiseFix>("class [|abC|];", "class C;");
        stepwise.NumberOfIncrementalIterations = 2;
        await Fails("FixAll in Document: At most 1 iterations", () => stepwise.RunAsync());
        var counted = Create<StepwiseFix>("class [|abC|];", "class C;");
        counted.NumberOfIncrementalIterations = 2;
        counted.NumberOfFixAllIterations = 2;
        await counted.RunAsync();
    }

    [Fact]
    public Task FixesWithoutEnd_Fail() => Fails("after 200 iterations", () => Create<EndlessFix>("class [|a|];", "class A;").RunAsync());

    [Fact]
    public Task FixThatChangesNothing_Fails() => Fails("changes nothing", () => Create<IdleFix>("class [|a|];", "class A;").RunAsync());

    [Fact]
    public async Task FixAll_IsRunInDocumentProjectAndSolution()
    {
        await Several<CapitalFix>(1).RunAsync();
        await Fails("FixAll in Solution: The number of iterations", () => Several<CapitalFix>(2).RunAsync());
        await Fails("FixAll in Document: ", () => Several<WithoutFixAllFix>(1).RunAsync());
        await Fails("FixAll in Document: ", () => Several<PartialFixAllFix>(1).RunAsync());

        static CSharpCodeFixTest<LowerCaseClassAnalyzer, TFix, DefaultVerifier> Several<TFix>(int inSolution)
            where TFix : CodeFixProvider, new()
        {
            var test = Create<TFix>("class [|c|]; class [|d|];", "class C; class D;");
            test.TestState.Sources.Add("class [|e|];");
            test.TestState.AdditionalProjects["Other"].Sources.Add("class [|f|];");
            test.FixedState.Sources.Add("class E;");
            test.FixedState.AdditionalProjects["Other"].Sources.Add("class F;");
            test.NumberOfIncrementalIterations = 4;
            test.NumberOfFixAllInDocumentIterations = 3;
            test.NumberOfFixAllInProjectIterations = 2;
            test.NumberOfFixAllIterations = inSolution;
            return test;
        }
    }

    [Fact]
    public async Task BatchFixedState_StandsForFixAll()
    {
        var same = Create<CapitalFix>("class [|c|];", "class C;");
        same.BatchFixedCode = "class C;";
        await same.RunAsync();
        var other = Create<CapitalFix>("class [|c|];", "class C;");
        other.BatchFixedCode = "class X;";
        await Fails("FixAll in Document: The fixed text", () => other.RunAsync());
        var broken = Create<CapitalFix>("class [|c|];", "class C;");
        broken.BatchFixedCode = "class C : Missing;";
        await Fails("Batch-fixed state: ", () => broken.RunAsync());
    }

    [Fact]
    public async Task FixForNonLocalDiagnostic_FailsUnlessAllowed()
    {
        await Fails("end of a compilation", () => NonLocal(CodeFixTestBehaviors.None).RunAsync());
        await NonLocal(CodeFixTestBehaviors.SkipLocalDiagnosticCheck).RunAsync();

        static CSharpCodeFixTest<CompilationEndAnalyzer, CapitalFix, DefaultVerifier> NonLocal(CodeFixTestBehaviors behaviors) => new()
        {
            TestCode = "class [|c|];",
            FixedCode = "class C;",
            CodeFixTestBehaviors = behaviors,
            // It is no part of this test that compilation actions also see generated code.
            TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck,
        };
    }

    [Fact]
    public async Task ActionIsChosen_ByIndexOrKey()
    {
        var key = Create<CapitalFix>("class [|c|];", "class C;");
        key.CodeActionEquivalenceKey = "Capital";
        await key.RunAsync();
        var otherKey = Create<CapitalFix>("class [|c|];", "class C;");
        otherKey.CodeActionEquivalenceKey = "Other";
        await Fails("The fixed text", () => otherKey.RunAsync());
        var index = Create<CapitalFix>("class [|c|];", "class C;");
        index.CodeActionIndex = 1;
        await Fails("The fixed text", () => index.RunAsync());
    }

    [Fact]
    public async Task OneLineForms_Work()
    {
        await CSharpCodeFixVerifier<LowerCaseClassAnalyzer, CapitalFix, DefaultVerifier>.VerifyCodeFixAsync("class [|c|];", "class C;");
        await Fails("The fixed text", () => CSharpCodeFixVerifier<LowerCaseClassAnalyzer, CapitalFix, DefaultVerifier>.VerifyCodeFixAsync("class [|c|];", "class D;"));
    }

    private static CSharpCodeFixTest<LowerCaseClassAnalyzer, TFix, DefaultVerifier> Only<TFix>(string source, string fixedSource, CodeFixTestBehaviors behaviors)
        where TFix : CodeFixProvider, new()
    {
        var test = Create<TFix>(source, fixedSource);
        test.CodeFixTestBehaviors = behaviors;
        return test;
    }

    private static CSharpCodeFixTest<LowerCaseClassAnalyzer, TFix, DefaultVerifier> Create<TFix>(string source, string? fixedSource)
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<LowerCaseClassAnalyzer, TFix, DefaultVerifier> { TestCode = source };
        if (fixedSource is not null)
        {
            test.FixedCode = fixedSource;
        }

        return test;
    }
}
