using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Jumps without a sequence point that an optimised build folded into the branch before them.</summary>
/// <remarks>
/// <c>if (x) continue;</c> compiles to one branch, whose point is the condition's. Such a jump counts when control reaches it: after a
/// statement with a point that is no jump itself, or first below a header with a point. Debug builds give every live jump its own point.
/// </remarks>
internal static class FoldedJump
{
    public static bool Is(SyntaxNode node, Body body) => IsBareJump(node) && !body.HasPointIn(node.Span) && IsReached(node, body);

    private static bool IsBareJump(SyntaxNode node) => node
        is BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax
        or ReturnStatementSyntax { Expression: null };

    private static bool IsReached(SyntaxNode node, Body body)
    {
        while (true)
        {
            var siblings = node.Parent switch
            {
                BlockSyntax block => block.Statements,
                SwitchSectionSyntax section => section.Statements,
                _ => default,
            };
            var index = siblings.IndexOf(statement => statement == node);
            if (index > 0)
            {
                return IsPassed(siblings[index - 1], body);
            }

            switch (node.Parent)
            {
                case IfStatementSyntax conditional:
                    return body.Covers(conditional.Condition.Span);
                case ElseClauseSyntax { Parent: IfStatementSyntax conditional }:
                    return body.Covers(conditional.Condition.Span);
                case SwitchSectionSyntax { Parent: SwitchStatementSyntax choice }:
                    return body.HasPointIn(choice.Span);
                case WhileStatementSyntax loop:
                    return body.Covers(loop.Condition.Span);
                case CommonForEachStatementSyntax loop:
                    return body.Covers(loop.Expression.Span);
                case ForStatementSyntax { Condition: { } condition }:
                    return body.Covers(condition.Span);
                case BlockSyntax block:
                    node = block;
                    continue;
                default:
                    return false;
            }
        }
    }

    private static bool IsPassed(StatementSyntax before, Body body) =>
        before is not (BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax)
        && body.HasPointIn(before.Span);
}
