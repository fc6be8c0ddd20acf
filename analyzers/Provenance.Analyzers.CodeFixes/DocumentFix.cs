using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Provenance.Analyzers.CodeFixes;

/// <summary>A fix that takes any number of diagnostics of one document at once. FixAll is then one pass per document: merged single fixes would each bring the same using directive, or edit one list twice.</summary>
public abstract class DocumentFix : CodeFixProvider
{
    private readonly string _title;

    private protected DocumentFix(string diagnosticId, string title)
    {
        FixableDiagnosticIds = [diagnosticId];
        _title = title;
    }

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
    {
        var fixable = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var diagnostic in diagnostics)
        {
            if (await CanFixAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                fixable.Add(diagnostic);
            }
        }

        return fixable.Count == 0 ? document : await FixAsync(document, fixable.ToImmutable(), context.CancellationToken).ConfigureAwait(false);
    });

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await CanFixAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                var id = diagnostic.Id;
                context.RegisterCodeFix(CodeAction.Create(_title, token => FixAsync(context.Document, [diagnostic], token), id + ".Fix"), diagnostic);
            }
        }
    }

    private protected virtual Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) => Task.FromResult(true);

    private protected abstract Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken);
}
