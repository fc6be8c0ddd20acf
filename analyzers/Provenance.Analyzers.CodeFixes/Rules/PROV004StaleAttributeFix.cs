using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Takes away an attribute whose code is gone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV004StaleAttributeFix)), Shared]
public sealed class PROV004StaleAttributeFix() : DocumentFix("PROV004", "Remove the attribute")
{
    private protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var edits = new AttributeEdits();
        foreach (var diagnostic in diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
            {
                edits.Remove(attribute);
            }
        }

        return await edits.ApplyAsync(document, cancellationToken).ConfigureAwait(false);
    }
}
