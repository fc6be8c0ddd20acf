using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Provenance.Testing.Analyzers;

/// <summary>Applies fixes, one at a time or by FixAll, until none is offered.</summary>
/// <param name="choose">Picks among the actions offered for one diagnostic.</param>
internal sealed class FixRun(
    ImmutableArray<DiagnosticAnalyzer> analyzers,
    ImmutableArray<CodeFixProvider> providers,
    Func<ImmutableArray<CodeAction>, CodeAction?> choose,
    bool allowsNonLocal,
    IVerifier verify)
{
    // Fixes that undo each other would never end.
    private const int MaxIterations = 200;

    /// <returns>The solution that no fix changes any more; how many actions were applied; how many diagnostics, documents, projects or solutions (by scope) there were to fix at first.</returns>
    public async Task<(Solution Solution, int Iterations, int Initial)> ToFixedPointAsync(Solution solution, FixAllScope? scope, bool once, CancellationToken cancellationToken)
    {
        var initial = -1;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var outcome = await Analysis.RunAsync(solution, analyzers, verify, cancellationToken);
            var offers = await OffersAsync(solution, outcome, cancellationToken);
            initial = initial < 0 ? Count(offers, scope) : initial;
            if (offers.Count == 0 || (once && iteration == 1))
            {
                return (solution, iteration, initial);
            }

            var action = scope is { } all ? await FixAllAsync(offers[0], all, outcome, cancellationToken) : offers[0].Action;
            if (action is null)
            {
                // The provider has no FixAll, or not in this scope.
                return (solution, iteration, initial);
            }

            var operations = await action.GetOperationsAsync(cancellationToken);
            var changed = operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution;
            verify.True(changed is not null && await DiffersAsync(solution, changed, cancellationToken), $"The action '{action.Title}' changes nothing");
            solution = changed;
        }

        verify.Fail($"There is still something to fix after {MaxIterations} iterations");
        return default;
    }

    private static async Task<bool> DiffersAsync(Solution before, Solution after, CancellationToken cancellationToken)
    {
        foreach (var project in after.GetChanges(before).GetProjectChanges())
        {
            if (project.GetAddedDocuments().Any() || project.GetRemovedDocuments().Any() || project.GetChangedAdditionalDocuments().Any())
            {
                return true;
            }

            foreach (var id in project.GetChangedDocuments())
            {
                var old = await before.GetDocument(id)!.GetTextAsync(cancellationToken);
                if (!old.ContentEquals(await after.GetDocument(id)!.GetTextAsync(cancellationToken)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private async Task<List<Offer>> OffersAsync(Solution solution, AnalysisOutcome outcome, CancellationToken cancellationToken)
    {
        var offers = new List<Offer>();
        foreach (var (_, diagnostic, isLocal) in outcome.OfAnalyzers)
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document)
            {
                continue;
            }

            foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id, StringComparer.Ordinal)))
            {
                var actions = ImmutableArray.CreateBuilder<CodeAction>();
                await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellationToken));
                verify.True(isLocal || allowsNonLocal || actions.Count == 0, $"{provider.GetType().Name} fixes {diagnostic.Id}, which is only found at the end of a compilation: no editor would offer it");
                if (choose(actions.ToImmutable()) is { } chosen)
                {
                    offers.Add(new Offer(document, diagnostic, provider, chosen));
                }
            }
        }

        return offers;
    }

    private static async Task<CodeAction?> FixAllAsync(Offer offer, FixAllScope scope, AnalysisOutcome outcome, CancellationToken cancellationToken)
    {
        if (offer.Provider.GetFixAllProvider() is not { } fixAll || !fixAll.GetSupportedFixAllScopes().Contains(scope))
        {
            return null;
        }

        var context = new FixAllContext(
            offer.Document,
            offer.Provider,
            scope,
            offer.Action.EquivalenceKey!,
            offer.Provider.FixableDiagnosticIds,
            new KnownDiagnostics(outcome),
            cancellationToken);
        return await fixAll.GetFixAsync(context);
    }

    private static int Count(List<Offer> offers, FixAllScope? scope) => scope switch
    {
        null => offers.Count,
        FixAllScope.Document => offers.Select(offer => offer.Document.Id).Distinct().Count(),
        FixAllScope.Project => offers.Select(offer => offer.Document.Project.Id).Distinct().Count(),
        _ => Math.Min(1, offers.Count),
    };

    private sealed record Offer(Document Document, Diagnostic Diagnostic, CodeFixProvider Provider, CodeAction Action);

    private sealed class KnownDiagnostics(AnalysisOutcome outcome) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Of(project).Where(diagnostic => !diagnostic.Location.IsInSource));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return Of(document.Project).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        private IEnumerable<Diagnostic> Of(Project project) => outcome.OfAnalyzers.Where(item => item.Project == project.Id).Select(item => item.Diagnostic);
    }
}
