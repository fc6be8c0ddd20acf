using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Verifier;

/// <summary>What the verifier holds of analyzers: for each promise a test that passes, and one that it must fail.</summary>
public sealed class AnalyzerVerifierTests
{
    private static readonly DiagnosticResult Expected = new(LowerCaseClassAnalyzer.Rule);

    [Theory]
    [InlineData("class [|c|];")]
    [InlineData("class {|TEST001:c|};")]
    [InlineData("class $$c;")]
    [InlineData("class [|c|] { class [|d|]; } class E;")]
    [InlineData("class E;")]
    public Task MarkupThatFits_Passes(string source) => Test<LowerCaseClassAnalyzer>(source);

    [Theory]
    [InlineData("class c;", "Reported and not expected")]
    [InlineData("class [|C|];", "Expected and not reported")]
    [InlineData("class [|c|]; class d;", "Reported and not expected")]
    [InlineData("class [|c|]; class [|D|];", "Expected and not reported")]
    [InlineData("class [|[|c|]|];", "Expected and not reported")]
    [InlineData("[|class c|];", "Diagnostics differ")]
    [InlineData("class [|c|]ode;", "Diagnostics differ")]
    [InlineData("class $$ c;", "Diagnostics differ")]
    [InlineData("class {|TEST009:c|};", "Diagnostics differ")]
    public Task MarkupThatDoesNotFit_Fails(string source, string because) => Fails(because, () => Test<LowerCaseClassAnalyzer>(source));

    [Fact]
    public async Task ExpectationByKey_ComparesEverything()
    {
        const string Source = "class {|#0:c|};";
        var fitting = Expected.WithLocation(0);

        await Test<LowerCaseClassAnalyzer>(Source, fitting);
        await Test<LowerCaseClassAnalyzer>(Source, fitting.WithArguments("c", 1).WithMessage("Class 'c' has 1 letters"));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, fitting.WithSeverity(DiagnosticSeverity.Error)));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, fitting.WithArguments("c", 2)));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, fitting.WithMessage("another")));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, Expected.WithNoLocation()));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, new DiagnosticResult("TEST002", DiagnosticSeverity.Warning).WithLocation(0)));
        await Fails("{|#1:", () => Test<LowerCaseClassAnalyzer>(Source, Expected.WithLocation(1)));
    }

    [Fact]
    public async Task ExpectationBySpan_ComparesFileStartAndEnd()
    {
        const string Source = "class C;\nclass cde;";

        await Test<LowerCaseClassAnalyzer>(Source, Expected.WithSpan(2, 7, 2, 10));
        await Test<LowerCaseClassAnalyzer>(Source, Expected.WithLocation(2, 7));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, Expected.WithSpan(2, 7, 2, 9)));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, Expected.WithSpan(1, 7, 1, 10)));
        await Fails("Diagnostics differ", () => Test<LowerCaseClassAnalyzer>(Source, Expected.WithSpan("/0/Test1.cs", 2, 7, 2, 10)));
    }

    [Fact]
    public async Task LessSpecificExpectation_DoesNotTakeWhatAnotherNeeds()
    {
        var anywhere = Expected.WithLocation(1, 7);

        await Test<LowerCaseClassAnalyzer>("class cc;", anywhere);
        await Fails("Expected and not reported", () => Test<LowerCaseClassAnalyzer>("class cc;", anywhere, Expected.WithSpan(1, 7, 1, 9)));
    }

    [Theory]
    [InlineData("class [|c;")]
    [InlineData("class c|];")]
    [InlineData("class {|TEST001:c|];")]
    public Task MarkupThatIsNotBalanced_Fails(string source) => Fails("Markup is", () => Test<LowerCaseClassAnalyzer>(source));

    [Fact]
    public async Task CompilerError_FailsUnlessExpected()
    {
        await Fails("CS0246", () => Test<LowerCaseClassAnalyzer>("class C : Missing;"));
        await Test<LowerCaseClassAnalyzer>("class C : {|CS0246:Missing|};");
        await Test<LowerCaseClassAnalyzer>("class C : {|#0:Missing|};", DiagnosticResult.CompilerError("CS0246").WithLocation(0).WithArguments("Missing"));
    }

    [Fact]
    public async Task CompilerWarning_CountsWhenAskedFor()
    {
        const string Source = "class C { int _unused; }";

        await Create<LowerCaseClassAnalyzer>(Source).RunAsync();
        var strict = Create<LowerCaseClassAnalyzer>(Source);
        strict.CompilerDiagnostics = CompilerDiagnostics.Warnings;
        await Fails("CS0169", () => strict.RunAsync());
    }

    [Fact]
    public Task ThrowingAnalyzer_Fails() => Fails("deliberate", () => Test<ThrowingAnalyzer>("class c;"));

    [Fact]
    public Task UndeclaredId_Fails() => Fails("TEST002", () => Test<UndeclaredIdAnalyzer>("class c;"));

    [Fact]
    public async Task ReportInGeneratedCode_FailsUnlessAllowed()
    {
        await Fails("as generated code", () => Test<GeneratedCodeAnalyzer>("class [|c|];"));
        var allowed = Create<GeneratedCodeAnalyzer>("class [|c|];");
        allowed.TestBehaviors = TestBehaviors.SkipGeneratedCodeCheck;
        await allowed.RunAsync();
    }

    [Fact]
    public async Task ReportThatNoPragmaSilences_Fails()
    {
        await Fails("under #pragma warning disable: 'Diagnostics in source' should be empty", () => Test<UnsuppressibleAnalyzer>("class [|c|];"));
        var allowed = Create<UnsuppressibleAnalyzer>("class [|c|];");
        allowed.TestBehaviors = TestBehaviors.SkipSuppressionCheck;
        await allowed.RunAsync();
    }

    [Fact]
    public Task ReportThatIsGoneInsteadOfSuppressed_Fails() => Fails("The number of suppressed diagnostics", () => Test<PragmaShyAnalyzer>("class [|c|];"));

    [Fact]
    public Task MessageOfTheCurrentCulture_Fails() =>
        Fails("0;5", () => Test<CultureAnalyzer>("class {|#0:c|};", Expected.WithLocation(0).WithArguments("c", "0.5")));

    [Fact]
    public async Task Suppressor_IsComparedToo()
    {
        await new SuppressorTest { TestCode = "class C { int {|#0:_known|}; }", ExpectedDiagnostics = { Unused("C._known").WithIsSuppressed(true) } }.RunAsync();
        await Fails("Expected and not reported", () => new SuppressorTest { TestCode = "class C { int {|#0:_known|}; }", ExpectedDiagnostics = { Unused("C._known") } }.RunAsync());
        await Fails("Expected and not reported", () => new SuppressorTest { TestCode = "class C { int {|#0:_other|}; }", ExpectedDiagnostics = { Unused("C._other").WithIsSuppressed(true) } }.RunAsync());
        await Fails("suppressed", () => new SuppressorTest { TestCode = "class C { int _known; }" }.RunAsync());

        static DiagnosticResult Unused(string field) => DiagnosticResult.CompilerWarning("CS0169").WithLocation(0).WithArguments(field);
    }

    [Fact]
    public async Task DefaultMarkup_NeedsOneDescriptor() =>
        await Fails("exactly one descriptor", () => new SuppressorTest { TestCode = "class [|C|];" }.RunAsync());

    [Fact]
    public async Task FilesAndConfiguration_ReachTheAnalyzer()
    {
        var test = Create<LowerCaseClassAnalyzer>("class {|#0:c|};");
        test.TestState.AnalyzerConfigFiles.Add(("/0/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.TEST001.severity = error\n"));
        test.ExpectedDiagnostics.Add(Expected.WithLocation(0).WithSeverity(DiagnosticSeverity.Error));
        await test.RunAsync();

        var off = Create<LowerCaseClassAnalyzer>("class c;");
        off.DisabledDiagnostics.Add("TEST001");
        off.TestBehaviors = TestBehaviors.SkipSuppressionCheck;
        await off.RunAsync();
    }

    [Fact]
    public async Task References_AreTheRuntimesAndThoseThatAreAdded()
    {
        await Test<LowerCaseClassAnalyzer>("class C { System.Collections.Immutable.ImmutableArray<int> F() => []; }");
        await Fails("CS0246", () => Test<LowerCaseClassAnalyzer>("class C : Xunit.FactAttribute;"));
        var test = Create<LowerCaseClassAnalyzer>("class C : Xunit.FactAttribute;");
        test.TestState.AdditionalReferences.Add(typeof(FactAttribute).Assembly);
        await test.RunAsync();
    }

    [Fact]
    public Task NoSource_Fails() => Fails("Sources", () => new CSharpAnalyzerTest<LowerCaseClassAnalyzer, DefaultVerifier>().RunAsync());

    [Fact]
    public async Task OneLineForms_Work()
    {
        await CSharpAnalyzerVerifier<LowerCaseClassAnalyzer, DefaultVerifier>.VerifyAnalyzerAsync("class {|#0:c|};", CSharpAnalyzerVerifier<LowerCaseClassAnalyzer, DefaultVerifier>.Diagnostic("TEST001").WithLocation(0));
        await Fails("not expected", () => CSharpAnalyzerVerifier<LowerCaseClassAnalyzer, DefaultVerifier>.VerifyAnalyzerAsync("class c;"));
    }

    internal static async Task Fails(string because, Func<Task> test)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(test);
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
    }

    private static Task Test<TAnalyzer>(string source, params DiagnosticResult[] expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = Create<TAnalyzer>(source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }

    private static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Create<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new() => new() { TestCode = source };

    private sealed class SuppressorTest : CSharpAnalyzerTest<UnusedFieldSuppressor, DefaultVerifier>;
}
