using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Operands that the compiler drops because a literal before them decides: no sequence point is as fine as that.</summary>
/// <remarks>Only literals: they are constant in every language version and under every binding of names.</remarks>
internal static class DeadOperand
{
    // Conditions chain to the left as deep as a file is long; a literal that decides stands near the top.
    private const int Depth = 4;

    public static bool Is(SyntaxNode node) => node.Parent switch
    {
        ConditionalExpressionSyntax choice when node == choice.WhenTrue => Value(choice.Condition) == false,
        ConditionalExpressionSyntax choice when node == choice.WhenFalse => Value(choice.Condition) == true,
        BinaryExpressionSyntax both when node == both.Right && both.IsKind(SyntaxKind.LogicalAndExpression) => Value(both.Left) == false,
        BinaryExpressionSyntax either when node == either.Right && either.IsKind(SyntaxKind.LogicalOrExpression) => Value(either.Left) == true,
        _ => false,
    };

    private static bool? Value(ExpressionSyntax expression, int depth = 0)
    {
        var negated = false;
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner:
                    expression = inner.Expression;
                    continue;
                case PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression):
                    negated = !negated;
                    expression = not.Operand;
                    continue;
                case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.TrueLiteralExpression):
                    return !negated;
                case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.FalseLiteralExpression):
                    return negated;
                case BinaryExpressionSyntax choice when depth < Depth && (choice.IsKind(SyntaxKind.LogicalOrExpression) || choice.IsKind(SyntaxKind.LogicalAndExpression)):
                    var decides = choice.IsKind(SyntaxKind.LogicalOrExpression);
                    return Value(choice.Left, depth + 1) == decides ? decides != negated : null;
                default:
                    return null;
            }
        }
    }
}
