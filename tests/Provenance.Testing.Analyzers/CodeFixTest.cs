using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Testing.Analyzers;

/// <summary>
/// A test of code fixes. After the analyzers' own checks: fixed one by one until none is offered, <see cref="AnalyzerTest{TVerifier}.TestState"/> becomes <see cref="FixedState"/>, and by
/// FixAll in document, project and solution <see cref="BatchFixedState"/>. A fixed state without sources means that no fix may be offered.
/// </summary>
public abstract class CodeFixTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    /// <summary>Additional and configuration files, references and projects without sources are those of the test state.</summary>
    public SolutionState FixedState { get; } = new();

    /// <summary>Without sources it is <see cref="FixedState"/>.</summary>
    public SolutionState BatchFixedState { get; } = new();

    public string FixedCode
    {
        set => FixedState.Sources.Insert(0, ("/0/Test0.cs", SourceText.From(value, System.Text.Encoding.UTF8)));
    }

    public string BatchFixedCode
    {
        set => BatchFixedState.Sources.Insert(0, ("/0/Test0.cs", SourceText.From(value, System.Text.Encoding.UTF8)));
    }

    /// <summary>Which of the actions offered for a diagnostic is taken.</summary>
    public int? CodeActionIndex { get; set; }

    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>How many actions are applied: exactly that many; at most that many when negative. Null: at most one per fixable diagnostic of the test state.</summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>How often FixAll is applied, likewise. Null: once per document, project or solution that has something to fix.</summary>
    public int? NumberOfFixAllIterations { get; set; }

    public int? NumberOfFixAllInDocumentIterations { get; set; }

    public int? NumberOfFixAllInProjectIterations { get; set; }

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        await base.RunImplAsync(cancellationToken);
        var before = Resolve(TestState, Verify);
        var after = ResolveFixed(FixedState, before);
        await VerifyFixAsync(null, before, after, cancellationToken);
        if (after is null)
        {
            return;
        }

        await VerifyDiagnosticsAsync(after, Verify.PushContext("Fixed state"), cancellationToken);
        if (CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne))
        {
            return;
        }

        var batch = ResolveFixed(BatchFixedState, before);
        if (batch is not null)
        {
            await VerifyDiagnosticsAsync(batch, Verify.PushContext("Batch-fixed state"), cancellationToken);
        }

        foreach (var (scope, skip) in new[]
        {
            (FixAllScope.Document, CodeFixTestBehaviors.SkipFixAllInDocumentCheck),
            (FixAllScope.Project, CodeFixTestBehaviors.SkipFixAllInProjectCheck),
            (FixAllScope.Solution, CodeFixTestBehaviors.SkipFixAllInSolutionCheck),
        })
        {
            if (!CodeFixTestBehaviors.HasFlag(skip))
            {
                await VerifyFixAsync(scope, before, batch ?? after, cancellationToken);
            }
        }
    }

    private async Task VerifyFixAsync(FixAllScope? scope, ResolvedState before, ResolvedState? after, CancellationToken cancellationToken)
    {
        // Flows into the fixes, and ends with this method.
        CultureInfo.CurrentCulture = OddCulture.Instance;
        var verify = Verify.PushContext(scope is null ? "Fixes one by one" : string.Create(CultureInfo.InvariantCulture, $"FixAll in {scope}"));
        using var workspace = new AdhocWorkspace();
        var fixes = new FixRun(Analyzers, [.. GetCodeFixProviders()], Choose, CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipLocalDiagnosticCheck), verify);
        var (solution, iterations, initial) = await fixes.ToFixedPointAsync(CreateSolution(workspace, before), scope, CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne), cancellationToken);
        if (after is null)
        {
            verify.Equal(0, iterations, "There is no fixed state, so that no fix may be offered; the number that was applied");
            return;
        }

        await VerifyTextsAsync(solution, after, verify, cancellationToken);
        VerifyCount(Iterations(scope), iterations, initial, verify);
    }

    private int? Iterations(FixAllScope? scope) => scope switch
    {
        null => CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne) ? 1 : NumberOfIncrementalIterations,
        FixAllScope.Document => NumberOfFixAllInDocumentIterations ?? NumberOfFixAllIterations,
        FixAllScope.Project => NumberOfFixAllInProjectIterations ?? NumberOfFixAllIterations,
        _ => NumberOfFixAllIterations,
    };

    private static void VerifyCount(int? expected, int actual, int initial, IVerifier verify)
    {
        if (expected is >= 0)
        {
            verify.Equal(expected.Value, actual, "The number of iterations");
        }
        else
        {
            var most = expected is null ? initial : -expected.Value;
            verify.True(actual <= most, $"At most {most} iterations are expected; it took {actual}");
        }
    }

    private static async Task VerifyTextsAsync(Solution solution, ResolvedState after, IVerifier verify, CancellationToken cancellationToken)
    {
        foreach (var expected in after.Projects)
        {
            var project = solution.Projects.Single(project => string.Equals(project.Name, expected.State.Name, StringComparison.Ordinal));
            var actual = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var document in project.Documents)
            {
                actual.Add(document.FilePath ?? document.Name, (await document.GetTextAsync(cancellationToken)).ToString());
            }

            verify.Equal(
                string.Join(", ", expected.Sources.Select(source => source.Name).Order(StringComparer.Ordinal)),
                string.Join(", ", actual.Keys),
                $"The files of {expected.State.Name}");
            foreach (var source in expected.Sources)
            {
                // Line ends are written out, or two texts that differ in them alone would print alike.
                verify.Equal(Visible(source.Text.ToString()), Visible(actual[source.Name]), $"The fixed text of {source.Name}");
            }
        }
    }

    private static string Visible(string text) => text.Replace("\r", "␍", StringComparison.Ordinal).Replace("\n", "␊\n", StringComparison.Ordinal);

    // What a fixed state leaves out it has from the test state.
    private ResolvedState? ResolveFixed(SolutionState state, ResolvedState before)
    {
        if (state.Sources.Count == 0 && state.AdditionalProjects.Count == 0)
        {
            return null;
        }

        var resolved = Resolve(state, Verify);
        var projects = before.Projects.Select(project =>
        {
            var sources = resolved.Projects.FirstOrDefault(candidate => string.Equals(candidate.State.Name, project.State.Name, StringComparison.Ordinal))?.Sources ?? [];
            return new ResolvedProject(project.State, sources.IsEmpty ? project.Sources : sources);
        });
        return new ResolvedState([.. projects], resolved.Expected);
    }

    private CodeAction? Choose(ImmutableArray<CodeAction> actions) => CodeActionEquivalenceKey is { } key
        ? actions.FirstOrDefault(action => string.Equals(action.EquivalenceKey, key, StringComparison.Ordinal))
        : actions.ElementAtOrDefault(CodeActionIndex ?? 0);
}
