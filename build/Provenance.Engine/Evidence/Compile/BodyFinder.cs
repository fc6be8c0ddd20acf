using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Finds the bodies of a file without making nodes of what holds none: most of a tree is expressions without a lambda.</summary>
internal sealed class BodyFinder
{
    // What is written where a lambda, a local function or a member with code can be; strings and comments may hold it too, and cost a look.
    private readonly int[] _functions;
    private readonly int[] _braces;

    public BodyFinder(string text)
    {
        _functions = [.. PositionsOf(text, "=>"), .. PositionsOf(text, "delegate"), .. PositionsOf(text, "extern")];
        Array.Sort(_functions);
        _braces = [.. PositionsOf(text, "{")];
    }

    /// <summary>The bodies by ascending start, outer ones first.</summary>
    public List<Body> Find(SyntaxNode root)
    {
        var found = new List<Body>();
        var children = new Children();
        var pending = new Stack<(SyntaxNode Node, Body? Outer)>();
        pending.Push((root, null));
        while (pending.TryPop(out var next))
        {
            var (node, outer) = next;
            if (IsBody(node))
            {
                var isMember = node is MemberDeclarationSyntax or CompilationUnitSyntax;
                outer = new Body(node, outer, isMember || outer is null ? node : outer.Member);
                found.Add(outer);
            }

            if (MayHoldBodies(node))
            {
                foreach (var child in children.LastFirst(node))
                {
                    if (child.AsNode() is { } inner)
                    {
                        pending.Push((inner, outer));
                    }
                }
            }
        }

        return found;
    }

    // Statements of a program without Main share one method, so the compilation unit is their body.
    private static bool IsBody(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax or BaseNamespaceDeclarationSyntax or EnumMemberDeclarationSyntax => false,
        CompilationUnitSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax => true,
        _ => node.Parent is AnonymousFunctionExpressionSyntax function && function.Body == node,
    };

    // Members and statements lie between braces; in an expression only a lambda makes a body.
    private bool MayHoldBodies(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax or GlobalStatementSyntax => true,
        ExpressionSyntax => AnyIn(_functions, node),
        _ => AnyIn(_functions, node) || AnyIn(_braces, node),
    };

    private static bool AnyIn(int[] positions, SyntaxNode node)
    {
        var span = node.Span;
        var index = Array.BinarySearch(positions, span.Start);
        index = index < 0 ? ~index : index;
        return index < positions.Length && positions[index] < span.End;
    }

    private static IEnumerable<int> PositionsOf(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }
}
