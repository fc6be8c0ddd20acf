using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Operands that the compiler drops because a literal before them decides: no sequence point is as fine as that.</summary>
/// <remarks>Only literals: they are constant in every language version and under every binding of names.</remarks>
internal static class DeadOperand
{
    public static bool Is(SyntaxNode node) => node.Parent switch
    {
        ConditionalExpressionSyntax choice when node == choice.WhenTrue => Value(choice.Condition) == false,
        ConditionalExpressionSyntax choice when node == choice.WhenFalse => Value(choice.Condition) == true,
        BinaryExpressionSyntax both when node == both.Right && both.IsKind(SyntaxKind.LogicalAndExpression) => Value(both.Left) == false,
        BinaryExpressionSyntax either when node == either.Right && either.IsKind(SyntaxKind.LogicalOrExpression) => Value(either.Left) == true,
        _ => false,
    };

    private static bool? Value(ExpressionSyntax expression)
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
                default:
                    return null;
            }
        }
    }
}
