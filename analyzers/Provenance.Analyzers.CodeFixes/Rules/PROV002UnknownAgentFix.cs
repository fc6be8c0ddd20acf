using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Replaces an unknown agent by the registered one that it most likely means.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV002UnknownAgentFix)), Shared]
public sealed class PROV002UnknownAgentFix : CodeFixProvider
{
    private const string EquivalenceKey = "PROV002.NearestAgent";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["PROV002"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // A constant may name the agent in more places than this one: only a literal is replaced.
            if (diagnostic.Properties.TryGetValue(RuleProperties.Agent, out var nearest) && nearest is not null
                && root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Name the agent '{nearest}'", _ => Task.FromResult(Replace(context.Document, root, literal, nearest)), EquivalenceKey),
                    diagnostic);
            }
        }
    }

    private static Document Replace(Document document, SyntaxNode root, LiteralExpressionSyntax literal, string agent)
    {
        var named = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(agent)).WithTriviaFrom(literal);
        return document.WithSyntaxRoot(root.ReplaceNode(literal, named));
    }
}
