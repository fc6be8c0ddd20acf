using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Takes out a member that nothing names, with its documentation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV202UnusedMemberFix)), Shared]
public sealed class PROV202UnusedMemberFix() : DocumentFix("PROV202", "Remove the member")
{
    // A directive around or in the member opens or closes something that would be left half.
    private protected override async Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
        && AttributeInsertion.MemberAt(root, diagnostic) is { ContainsDirectives: false };

    private protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var spans = diagnostics
            .Select(diagnostic => root is null ? null : AttributeInsertion.MemberAt(root, diagnostic))
            .OfType<MemberDeclarationSyntax>()
            .Select(member => WholeLines.AroundMember(TextSpan.FromBounds(StartOf(member), EndOf(member)), text))
            .OrderBy(static span => span.Start);
        var changes = new List<TextChange>();
        foreach (var span in spans)
        {
            // Neighbours may both claim the blank line between them.
            var start = changes.Count == 0 ? span.Start : Math.Max(span.Start, changes[changes.Count - 1].Span.End);
            if (start < span.End)
            {
                changes.Add(new TextChange(TextSpan.FromBounds(start, span.End), ""));
            }
        }

        return document.WithText(text.WithChanges(changes));
    }

    // Documentation and comments right above belong to the member; what a blank line parts from it does not.
    private static int StartOf(MemberDeclarationSyntax member)
    {
        var start = member.SpanStart;
        var lineBreaks = 0;
        foreach (var trivia in member.GetLeadingTrivia().Reverse())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                lineBreaks++;
                if (lineBreaks > 1)
                {
                    break;
                }
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                start = trivia.FullSpan.Start;
                // Documentation holds its own last line break.
                lineBreaks = 0;
            }
        }

        return start;
    }

    private static int EndOf(MemberDeclarationSyntax member) =>
        member.GetTrailingTrivia().LastOrDefault(static trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia) is { RawKind: > 0 } comment
            ? comment.Span.End
            : member.Span.End;
}
