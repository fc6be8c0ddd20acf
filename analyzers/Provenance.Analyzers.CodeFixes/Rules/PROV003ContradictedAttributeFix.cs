using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Makes the attribute say what history records; where that is people's code, takes it away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV003ContradictedAttributeFix)), Shared]
public sealed class PROV003ContradictedAttributeFix() : DocumentFix("PROV003", "Say what history records")
{
    private protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var edits = new AttributeEdits();
        foreach (var diagnostic in diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            {
                continue;
            }

            if (diagnostic.Properties.TryGetValue(RuleProperties.Agent, out var agent) && agent is not null)
            {
                diagnostic.Properties.TryGetValue(RuleProperties.Model, out var model);
                edits.Rename(attribute, "AgentAuthored");
                edits.ReplaceArguments(attribute, agent, model);
            }
            else
            {
                edits.Remove(attribute);
            }
        }

        return await edits.ApplyAsync(document, cancellationToken).ConfigureAwait(false);
    }
}
