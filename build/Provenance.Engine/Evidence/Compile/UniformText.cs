using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Stretches of text whose tokens all have one verdict, found without making their nodes.</summary>
/// <remarks>
/// The cost of a tree is its nodes, and most nodes lie in statements that a sequence point covers as a whole. Where anything could make a
/// difference below a node (a lambda, a literal that decides, an attribute), or tokens cannot be told from the text between them (a comment, a
/// directive, a string of several lines), the node is looked into as ever.
/// </remarks>
internal sealed class UniformText(string text)
{
    private static readonly SearchValues<char> AttributeTraps = SearchValues.Create("[#\u0085\u2028\u2029");
    private static readonly SearchValues<char> CodeTraps = SearchValues.Create("{#\u0085\u2028\u2029");
    private static readonly SearchValues<char> HeaderTraps = SearchValues.Create("{[=#\u0085\u2028\u2029");

    /// <summary>Adds the tokens of a node, a stretch for each line of it; false when they may differ, and nothing was added.</summary>
    /// <param name="scope">What holds below the node.</param>
    public bool TryAdd(SyntaxNode node, Scope scope, RunBuilder runs)
    {
        var span = node.Span;
        if (scope.IsFixed)
        {
            return IsPiece(node) && IsFree(span, AttributeTraps) && TryAdd(span, scope.Rest, runs);
        }

        if (IsPiece(node) && scope.Body.Covers(span))
        {
            return IsPlainCode(span) && TryAdd(span, Verdict.Executable, runs);
        }

        return !scope.InCode && scope.Rest == Verdict.Declarative && IsHeader(node) && IsFree(span, HeaderTraps) && !scope.Body.Touches(span)
            && TryAdd(span, Verdict.Declarative, runs);
    }

    // A labelled statement, a block and a local function hold statements with rules of their own.
    private static bool IsPiece(SyntaxNode node) => node
        is ExpressionSyntax or (StatementSyntax and not (BlockSyntax or LabeledStatementSyntax or LocalFunctionStatementSyntax))
        or BaseFieldDeclarationSyntax or EnumMemberDeclarationSyntax;

    private static bool IsHeader(SyntaxNode node) => node
        is TypeSyntax or ParameterListSyntax or TypeParameterListSyntax or BaseListSyntax or TypeParameterConstraintClauseSyntax
        or BaseFieldDeclarationSyntax or VariableDeclarationSyntax;

    private bool IsFree(TextSpan span, SearchValues<char> traps) => !Piece(span).ContainsAny(traps);

    private bool IsPlainCode(TextSpan span)
    {
        var piece = Piece(span);
        return !piece.ContainsAny(CodeTraps)
            && !piece.Contains("=>", StringComparison.Ordinal)
            && !piece.Contains("true", StringComparison.Ordinal)
            && !piece.Contains("false", StringComparison.Ordinal)
            && !piece.Contains("delegate", StringComparison.Ordinal);
    }

    private ReadOnlySpan<char> Piece(TextSpan span) => text.AsSpan(span.Start, span.Length);

    private bool TryAdd(TextSpan span, Verdict verdict, RunBuilder runs)
    {
        var piece = Piece(span);
        if (piece.Contains("//", StringComparison.Ordinal) || piece.Contains("/*", StringComparison.Ordinal)
            || (piece.ContainsAny('\n', '\r') && (piece.ContainsAny('@', '$') || piece.Contains("\"\"\"", StringComparison.Ordinal))))
        {
            return false;
        }

        var found = new List<TextSpan>();
        for (var start = span.Start; start < span.End;)
        {
            var length = text.AsSpan(start, span.End - start).IndexOfAny('\n', '\r');
            var end = length < 0 ? span.End : start + length;
            if (Trimmed(start, end) is { IsEmpty: false } line)
            {
                if (!IsAscii(text[line.Start]) || !IsAscii(text[line.End - 1]))
                {
                    return false;
                }

                found.Add(line);
            }

            start = end + 1;
        }

        foreach (var line in found)
        {
            runs.Add(line, verdict);
        }

        return true;
    }

    private TextSpan Trimmed(int start, int end)
    {
        while (start < end && IsStructural(text[start]))
        {
            start++;
        }

        while (end > start && IsStructural(text[end - 1]))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    // White space has many forms outside ASCII, and formatting characters belong to no token.
    private static bool IsAscii(char c) => c is > ' ' and < '\x7f';

    private static bool IsStructural(char c) => c is '(' or ')' or '{' or '}' or ';' or ',' or ' ' or '\t';
}
