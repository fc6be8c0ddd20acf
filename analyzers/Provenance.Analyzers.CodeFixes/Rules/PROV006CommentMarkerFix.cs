using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Takes the comment away and writes the attribute: on the next declaration, or for a comment in the file's head on its outermost types.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV006CommentMarkerFix)), Shared]
public sealed class PROV006CommentMarkerFix() : DocumentFix("PROV006", "Turn into an attribute")
{
    private protected override Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        AttributeInsertion.IsPossibleAsync(document, ProvenanceAttribute.AuthoredType, cancellationToken);

    private protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return document;
        }

        var comments = MarkedComment.In(root.SyntaxTree, cancellationToken)
            .Where(comment => diagnostics.Any(diagnostic => diagnostic.Location.SourceSpan == comment.Comment.Span)).ToList();
        var attributes = comments
            .SelectMany(static comment => comment.Targets.Select(target => (target, new NewAttribute(NameOf(comment.Marker), comment.Marker.Agent, null), Mark: new SyntaxAnnotation())))
            .ToList();

        // The members are marked first: taking comments away makes new ones of them.
        var marked = root.ReplaceNodes(attributes.Select(static item => item.target), (old, now) => now.WithAdditionalAnnotations(attributes.Where(item => item.target == old).Select(static item => item.Mark)));
        var spans = new HashSet<int>(comments.Select(static comment => comment.Comment.SpanStart));
        var tokens = marked.DescendantTokens().Where(token => token.LeadingTrivia.Any(trivia => spans.Contains(trivia.SpanStart) && IsComment(trivia))).ToList();
        var bare = marked.ReplaceTokens(tokens, (old, now) => now.WithLeadingTrivia(Without(old.LeadingTrivia, spans)));
        var cleaned = document.WithSyntaxRoot(bare);
        var cleanedRoot = await cleaned.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return await AttributeInsertion.AddAsync(
            cleaned,
            attributes.SelectMany(item => (cleanedRoot ?? bare).GetAnnotatedNodes(item.Mark).OfType<MemberDeclarationSyntax>().Select(member => (member, item.Item2))),
            cancellationToken).ConfigureAwait(false);
    }

    private static string NameOf(CommentMarker marker) => marker.Kind == AttributeKind.AgentAuthored ? "AgentAuthored" : "AgentAssisted";

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;

    // The comment with the blanks before it and the end of its line.
    private static SyntaxTriviaList Without(SyntaxTriviaList trivia, HashSet<int> spans)
    {
        var kept = new List<SyntaxTrivia>();
        for (var i = 0; i < trivia.Count; i++)
        {
            if (!(IsComment(trivia[i]) && spans.Contains(trivia[i].SpanStart)))
            {
                kept.Add(trivia[i]);
                continue;
            }

            if (kept.Count > 0 && kept[kept.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia))
            {
                kept.RemoveAt(kept.Count - 1);
            }

            i += i + 1 < trivia.Count && trivia[i + 1].IsKind(SyntaxKind.EndOfLineTrivia) ? 1 : 0;
        }

        return SyntaxFactory.TriviaList(kept);
    }
}
