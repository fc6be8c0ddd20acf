using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Shared.Conditions;

/// <summary>What a condition of the preprocessor comes to when some symbols may be defined or not: true, false, or null for "depends".</summary>
internal static class Truth
{
    // A condition nests by source text; past this nothing is claimed.
    private const int MaxDepth = 200;

    /// <param name="symbols">True and false for symbols whose value is certain, null for those that another build may define.</param>
    public static bool? Of(ExpressionSyntax condition, Func<string, bool?> symbols) => Of(condition, symbols, 0);

    private static bool? Of(ExpressionSyntax condition, Func<string, bool?> symbols, int depth) => depth > MaxDepth ? null : condition switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.TrueLiteralExpression) ? true : literal.IsKind(SyntaxKind.FalseLiteralExpression) ? false : null,
        IdentifierNameSyntax name => symbols(name.Identifier.ValueText),
        ParenthesizedExpressionSyntax inner => Of(inner.Expression, symbols, depth + 1),
        PrefixUnaryExpressionSyntax not => !Of(not.Operand, symbols, depth + 1),
        BinaryExpressionSyntax binary => Of(binary.Kind(), Of(binary.Left, symbols, depth + 1), Of(binary.Right, symbols, depth + 1)),
        _ => null,
    };

    // The language's own three-valued & and | on bool?; equality needs both sides.
    private static bool? Of(SyntaxKind kind, bool? left, bool? right) => kind switch
    {
        SyntaxKind.LogicalAndExpression => left & right,
        SyntaxKind.LogicalOrExpression => left | right,
        SyntaxKind.EqualsExpression => left is null || right is null ? null : left == right,
        SyntaxKind.NotEqualsExpression => left is null || right is null ? null : left != right,
        _ => null,
    };
}
