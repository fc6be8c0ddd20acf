using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Analyzers.CodeFixes.Edits;

/// <summary>Adds to the members that diagnostics stand on the attributes that the diagnostics describe.</summary>
internal static class RecordedAuthorship
{
    public static async Task<Document> AddAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var attributes = new List<(MemberDeclarationSyntax, NewAttribute)>();
        foreach (var diagnostic in diagnostics)
        {
            if (root is not null && AttributeInsertion.MemberAt(root, diagnostic) is { } member && NewAttribute.Of(diagnostic) is { } attribute)
            {
                attributes.Add((member, attribute));
            }
        }

        return await AttributeInsertion.AddAsync(document, attributes, cancellationToken).ConfigureAwait(false);
    }
}
