using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Testing.Analyzers;

/// <summary>A test of analyzers: what they report for <see cref="TestState"/>, and that a pragma and a generated-code header silence it.</summary>
public abstract class AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    public SolutionState TestState { get; } = new();

    /// <summary>The only source, or the first.</summary>
    public string TestCode
    {
        set => TestState.Sources.Insert(0, ("/0/Test0.cs", SourceText.From(value, System.Text.Encoding.UTF8)));
    }

    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.RunningRuntime;

    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    public TestBehaviors TestBehaviors { get; set; }

    /// <summary>Ids that are switched off in the compilation.</summary>
    public List<string> DisabledDiagnostics { get; } = [];

    protected IVerifier Verify { get; } = new TVerifier();

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        Verify.NotEmpty(nameof(TestState.Sources), TestState.Sources);
        await RunImplAsync(cancellationToken);
    }

    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    protected virtual async Task RunImplAsync(CancellationToken cancellationToken)
    {
        var state = Resolve(TestState, Verify);
        await VerifyDiagnosticsAsync(state, Verify.PushContext("Test state"), cancellationToken);
        if (!TestBehaviors.HasFlag(TestBehaviors.SkipSuppressionCheck))
        {
            await VerifySuppressedAsync(state, Verify.PushContext("Test state under #pragma warning disable"), cancellationToken);
        }

        if (!TestBehaviors.HasFlag(TestBehaviors.SkipGeneratedCodeCheck))
        {
            await VerifyGeneratedAsync(state, Verify.PushContext("Test state as generated code"), cancellationToken);
        }
    }

    private protected ImmutableArray<DiagnosticAnalyzer> Analyzers => [.. GetDiagnosticAnalyzers()];

    private protected ResolvedState Resolve(SolutionState state, IVerifier verify) => new ExpectedDiagnosticResolver(Analyzers, verify).Resolve(state);

    private protected Solution CreateSolution(Workspace workspace, ResolvedState state) =>
        TestSolution.Create(workspace, state, ReferenceAssemblies, Analyzers, DisabledDiagnostics);

    private protected async Task VerifyDiagnosticsAsync(ResolvedState state, IVerifier verify, CancellationToken cancellationToken)
    {
        using var workspace = new AdhocWorkspace();
        var outcome = await Analysis.RunAsync(CreateSolution(workspace, state), Analyzers, verify, cancellationToken);
        var suppressible = Analyzers.OfType<DiagnosticSuppressor>().SelectMany(suppressor => suppressor.SupportedSuppressions).Select(suppression => suppression.SuppressedDiagnosticId).ToHashSet(StringComparer.Ordinal);
        var counted = outcome.All.Where(diagnostic => diagnostic.IsSuppressed
            ? suppressible.Contains(diagnostic.Id)
            : !IsOfCompiler(diagnostic) || IsOfInterest(diagnostic) || suppressible.Contains(diagnostic.Id));
        DiagnosticComparison.Verify(state.Expected, [.. counted], verify);
    }

    private static bool IsOfCompiler(Diagnostic diagnostic) => diagnostic.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.Compiler, StringComparer.Ordinal);

    private bool IsOfInterest(Diagnostic diagnostic) => CompilerDiagnostics switch
    {
        CompilerDiagnostics.None => false,
        CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
        CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
        CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
        _ => true,
    };

    // The same reports must be there, and all of them suppressed: a test in which they vanish for another reason would prove nothing.
    private async Task VerifySuppressedAsync(ResolvedState state, IVerifier verify, CancellationToken cancellationToken)
    {
        var ids = Analyzers
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(descriptor => !descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable, StringComparer.Ordinal))
            .Select(descriptor => descriptor.Id)
            .ToHashSet(StringComparer.Ordinal);
        if (ids.Count == 0)
        {
            return;
        }

        using var workspace = new AdhocWorkspace();
        var solution = TestSolution.Prepend(CreateSolution(workspace, state), $"#pragma warning disable {string.Join(", ", ids.Order(StringComparer.Ordinal))}\n");
        var outcome = await Analysis.RunAsync(solution, Analyzers, verify, cancellationToken);
        var located = outcome.All.Where(diagnostic => ids.Contains(diagnostic.Id) && diagnostic.Location.IsInSource).ToList();
        verify.Empty("Diagnostics in source", located.Where(diagnostic => !diagnostic.IsSuppressed));
        verify.Equal(state.Expected.Count(result => ids.Contains(result.Id) && result.Spans.Length > 0), located.Count, "The number of suppressed diagnostics");
    }

    private async Task VerifyGeneratedAsync(ResolvedState state, IVerifier verify, CancellationToken cancellationToken)
    {
        var ids = Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id).ToHashSet(StringComparer.Ordinal);
        using var workspace = new AdhocWorkspace();
        var outcome = await Analysis.RunAsync(TestSolution.Prepend(CreateSolution(workspace, state), "// <auto-generated/>\n"), Analyzers, verify, cancellationToken);
        verify.Empty("Diagnostics in source", outcome.All.Where(diagnostic => ids.Contains(diagnostic.Id) && diagnostic.Location.IsInSource));
    }
}
