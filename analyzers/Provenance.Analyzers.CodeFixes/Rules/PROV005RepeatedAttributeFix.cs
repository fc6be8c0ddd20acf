using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Merges two attributes: a repeated one goes, and what only it says is kept; two that contradict each other become what they are read as, an assistance.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV005RepeatedAttributeFix)), Shared]
public sealed class PROV005RepeatedAttributeFix() : DocumentFix("PROV005", "Merge the attributes")
{
    private protected override async Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || AttributeAt(root, diagnostic.Location) is not { } later || diagnostic.AdditionalLocations.Count == 0)
        {
            return false;
        }

        var place = diagnostic.AdditionalLocations[0];

        // In another file nothing is changed: only what adds nothing can go.
        return place.SourceTree == root.SyntaxTree ? AttributeAt(root, place) is not null
            : IsRepetition(diagnostic) && place.SourceTree is { } other
                && AttributeAt(await other.GetRootAsync(cancellationToken).ConfigureAwait(false), place) is { } earlier && NamesOf(later).All(NamesOf(earlier).Contains);
    }

    private protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var edits = new AttributeEdits();
        foreach (var diagnostic in diagnostics)
        {
            if (root is null || AttributeAt(root, diagnostic.Location) is not { } later)
            {
                continue;
            }

            var earlier = diagnostic.AdditionalLocations[0].SourceTree == root.SyntaxTree ? AttributeAt(root, diagnostic.AdditionalLocations[0]) : null;
            Merge(edits, earlier, later, IsRepetition(diagnostic));
        }

        return await edits.ApplyAsync(document, cancellationToken).ConfigureAwait(false);
    }

    private static void Merge(AttributeEdits edits, AttributeSyntax? earlier, AttributeSyntax later, bool isRepetition)
    {
        var isOneAgent = earlier is not null && string.Equals(AgentOf(earlier), AgentOf(later), StringComparison.Ordinal);
        if (!isRepetition && earlier is not null)
        {
            edits.Rename(earlier, "AgentAssisted");
            if (!isOneAgent)
            {
                edits.Rename(later, "AgentAssisted");
                return;
            }
        }

        if (earlier is not null && earlier.Parent?.Parent == later.Parent?.Parent)
        {
            edits.Complete(earlier, later);
        }

        edits.Remove(later);
    }

    private static bool IsRepetition(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(RuleProperties.Relation, out var relation) && string.Equals(relation, RuleProperties.Repeats, StringComparison.Ordinal);

    private static string? AgentOf(AttributeSyntax attribute) =>
        ProvenanceAttribute.Arguments(attribute).FirstOrDefault(static argument => string.Equals(argument.Part, ProvenanceAttribute.AgentPart, StringComparison.Ordinal)).Value?.ToString();

    private static List<string> NamesOf(AttributeSyntax attribute) => [.. ProvenanceAttribute.Arguments(attribute).Select(static argument => argument.Part)];

    private static AttributeSyntax? AttributeAt(SyntaxNode root, Location location) => root.FindNode(location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
}
