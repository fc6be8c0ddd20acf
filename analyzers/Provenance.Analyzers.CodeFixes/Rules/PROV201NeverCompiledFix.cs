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

/// <summary>Takes out a region that is never compiled, and the directives that then decide nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV201NeverCompiledFix)), Shared]
public sealed class PROV201NeverCompiledFix() : DocumentFix("PROV201", "Remove the region")
{
    private protected override async Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root && RemovalOf(root, diagnostic.Location.SourceSpan) is not null;

    private protected override async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
        {
            return document;
        }

        // A region within a region is gone with the outer one, or goes the next time.
        var changes = new List<TextChange>();
        foreach (var span in diagnostics
            .Select(diagnostic => RemovalOf(root, diagnostic.Location.SourceSpan)).OfType<TextSpan[]>().SelectMany(static spans => spans)
            .Select(span => WholeLines.Around(span, text)).OrderBy(static span => span.Start).ThenByDescending(static span => span.Length))
        {
            if (changes.Count == 0 || span.Start >= changes[changes.Count - 1].Span.End)
            {
                changes.Add(new TextChange(span, ""));
            }
        }

        return document.WithText(text.WithChanges(changes));
    }

    /// <summary>What to take out of a conditional of at most two branches; null for longer ones, whose other conditions would have to be written anew.</summary>
    private static TextSpan[]? RemovalOf(SyntaxNode root, TextSpan region)
    {
        var trivia = root.FindTrivia(region.Start);
        if (!trivia.IsKind(SyntaxKind.DisabledTextTrivia) || OpeningOf(root, region.Start) is not { } opening)
        {
            return null;
        }

        var directives = opening.GetRelatedDirectives();
        var end = directives[directives.Count - 1];
        if (!end.IsKind(SyntaxKind.EndIfDirectiveTrivia))
        {
            return null;
        }

        if (directives.Count == 2)
        {
            return [TextSpan.FromBounds(opening.SpanStart, EndOf(end))];
        }

        // The other branch is always taken: it stays, without its directives.
        return directives.Count != 3 || !directives[1].IsKind(SyntaxKind.ElseDirectiveTrivia) ? null
            : opening == directives[0] ? [TextSpan.FromBounds(opening.SpanStart, EndOf(directives[1])), TextSpan.FromBounds(end.SpanStart, EndOf(end))]
            : [TextSpan.FromBounds(directives[0].SpanStart, EndOf(directives[0])), TextSpan.FromBounds(opening.SpanStart, EndOf(end))];
    }

    // A directive ends before its line's break.
    private static int EndOf(DirectiveTriviaSyntax directive) => directive.Span.End;

    private static DirectiveTriviaSyntax? OpeningOf(SyntaxNode root, int position)
    {
        DirectiveTriviaSyntax? opening = null;
        for (var directive = root.GetFirstDirective(); directive is not null && directive.SpanStart < position; directive = directive.GetNextDirective())
        {
            opening = directive is BranchingDirectiveTriviaSyntax { IsActive: true } ? directive : opening;
        }

        return opening;
    }
}
