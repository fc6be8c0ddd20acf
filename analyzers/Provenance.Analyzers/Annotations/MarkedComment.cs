using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Analyzers.Annotations;

/// <summary>A comment with a marker, and the declarations that it speaks of.</summary>
/// <param name="targets">The next member or type; for a comment in the head of the file its outermost types. Never empty.</param>
internal sealed class MarkedComment(SyntaxTrivia comment, CommentMarker marker, IReadOnlyList<MemberDeclarationSyntax> targets)
{
    public SyntaxTrivia Comment { get; } = comment;

    public CommentMarker Marker { get; } = marker;

    public IReadOnlyList<MemberDeclarationSyntax> Targets { get; } = targets;

    public static IEnumerable<MarkedComment> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken);
        if (!CommentMarker.MayBeIn(text.ToString()))
        {
            yield break;
        }

        var root = tree.GetRoot(cancellationToken);
        foreach (var trivia in root.DescendantTrivia())
        {
            if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                && IsAlone(trivia, text)
                && CommentMarker.Read(ContentOf(trivia)) is { } marker
                && TargetsOf(trivia, root) is { Count: > 0 } targets)
            {
                yield return new MarkedComment(trivia, marker, targets);
            }
        }
    }

    // Nothing else stands in the comment's first line, and the line above is no comment, of whose sentence this could be the rest.
    private static bool IsAlone(SyntaxTrivia comment, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(comment.SpanStart);
        if (text.ToString(TextSpan.FromBounds(line.Start, comment.SpanStart)).Trim().Length > 0)
        {
            return false;
        }

        return line.LineNumber == 0 || !text.Lines[line.LineNumber - 1].ToString().TrimStart().StartsWith("//", StringComparison.Ordinal);
    }

    private static string ContentOf(SyntaxTrivia comment)
    {
        var content = comment.ToString();
        var first = content.Split('\n').Select(static line => line.Trim().TrimStart('/', '*', '#', ';', ' ', '\t').TrimEnd('/', '*', ' ', '\t')).FirstOrDefault(static line => line.Length > 0);
        return first ?? "";
    }

    private static IReadOnlyList<MemberDeclarationSyntax> TargetsOf(SyntaxTrivia comment, SyntaxNode root)
    {
        var token = comment.Token;
        if (comment.SpanStart > token.SpanStart)
        {
            return [];
        }

        var next = token.Parent?.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().LastOrDefault(member => member.GetFirstToken() == token && member is not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax));
        if (next is not null)
        {
            return next is EnumMemberDeclarationSyntax ? [] : [next];
        }

        // Before the using directives or the namespace: the head of the file.
        return root.GetFirstToken() == token && root is CompilationUnitSyntax unit
            ? [.. unit.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
                .Where(static member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)]
            : [];
    }
}
