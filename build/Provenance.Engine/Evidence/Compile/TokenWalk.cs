using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Gives each significant token of a tree its verdict, in the order of the text.</summary>
/// <remarks>With a stack of its own: source nests deeper than a thread's stack allows.</remarks>
internal sealed class TokenWalk(FileContext file, UniformText uniform)
{
    private readonly ScopeRules _rules = new(file);

    public void Run(RunBuilder runs)
    {
        var children = new Children();
        var pending = new Stack<(SyntaxNodeOrToken Item, Scope Scope)>();
        pending.Push((file.Root, new Scope(file.Bodies.At(file.Root)!, file.Uncovered, InCode: true)));
        while (pending.TryPop(out var next))
        {
            if (next.Item.AsNode() is not { } node)
            {
                Class(next.Item.AsToken(), next.Scope, runs);
                continue;
            }

            var (own, inner) = _rules.Enter(node, next.Scope);
            if (own == inner && uniform.TryAdd(node, inner, runs))
            {
                continue;
            }

            foreach (var child in children.LastFirst(node))
            {
                pending.Push((child, child.IsNode ? inner : own));
            }
        }
    }

    private void Class(SyntaxToken token, Scope scope, RunBuilder runs)
    {
        if (!Tokens.IsSignificant(token))
        {
            return;
        }

        runs.Add(token.Span, VerdictOn(token.Span, scope));
    }

    private Verdict VerdictOn(TextSpan span, Scope scope)
    {
        if (scope.IsFixed)
        {
            return scope.Rest;
        }

        if (scope.Body.Covers(span))
        {
            return Verdict.Executable;
        }

        if (scope.Rest.Class is TokenClass.Executable or TokenClass.Declarative)
        {
            return scope.Rest;
        }

        var doubt = scope.Body.DoubtAt(span);
        if (doubt == UnknownReason.None && scope.Rest.Class == TokenClass.Elided && scope.InCode && file.Placer.IsMapped(span.Start))
        {
            doubt = UnknownReason.LineDirective;
        }

        return doubt == UnknownReason.None ? scope.Rest : Verdict.Unknown(doubt);
    }
}
