using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Lets a person who has read the member say so. No date: a fix has no clock, and the commit that brings the attribute has one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV011UnreviewedApiFix)), Shared]
public sealed class PROV011UnreviewedApiFix() : DocumentFix("PROV011", "I have reviewed this: add [HumanReviewed]")
{
    private protected override Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        AttributeInsertion.IsPossibleAsync(document, ProvenanceAttribute.ReviewedType, cancellationToken);

    private protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var attributes = diagnostics
            .Select(diagnostic => root is null ? null : AttributeInsertion.MemberAt(root, diagnostic))
            .OfType<MemberDeclarationSyntax>()
            .Select(static member => (member, new NewAttribute("HumanReviewed", null, null)));
        return await AttributeInsertion.AddAsync(document, attributes, cancellationToken).ConfigureAwait(false);
    }
}
