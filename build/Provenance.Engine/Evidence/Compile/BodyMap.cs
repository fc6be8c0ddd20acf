using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>The bodies of a file, each with the sequence points that start in it and in no body inside it.</summary>
internal sealed class BodyMap
{
    private readonly Dictionary<SyntaxNode, Body> _bodies = [];
    private readonly Dictionary<SyntaxNode, HashSet<MethodDefinitionHandle>> _methods = [];

    public BodyMap(SyntaxNode root, IEnumerable<PlacedPoint> points, SourceTypes types)
    {
        var ordered = Collect(root);
        var sorted = points.OrderBy(point => point.Span.Start).ThenBy(point => point.Span.End).ToArray();
        var open = new Stack<Body>();
        var next = 0;
        foreach (var point in sorted)
        {
            while (next < ordered.Count && ordered[next].Node.SpanStart <= point.Span.Start)
            {
                Close(open, ordered[next].Node.SpanStart);
                open.Push(ordered[next++]);
            }

            Close(open, point.Span.Start);
            if (open.TryPeek(out var body))
            {
                Add(body, point, types);
            }
        }

        foreach (var body in ordered)
        {
            body.Seal();
        }
    }

    /// <summary>The body whose node this is; null when the node is none.</summary>
    public Body? At(SyntaxNode node) => _bodies.GetValueOrDefault(node);

    /// <summary>Methods that hold the member's code, lambdas and state machines included.</summary>
    public IReadOnlyCollection<MethodDefinitionHandle> MethodsOf(SyntaxNode member) => _methods.TryGetValue(member, out var found) ? found : [];

    private static void Close(Stack<Body> open, int position)
    {
        // The compilation unit's own span may end before a body does; it stays as the last resort.
        while (open.Count > 1 && open.Peek().Node.Span.End <= position)
        {
            open.Pop();
        }
    }

    private List<Body> Collect(SyntaxNode root)
    {
        var ordered = new List<Body>();
        foreach (var node in root.DescendantNodesAndSelf())
        {
            if (!IsBody(node))
            {
                continue;
            }

            var parent = Outer(node);
            var isMember = node is MemberDeclarationSyntax or CompilationUnitSyntax;
            var body = new Body(node, parent, isMember || parent is null ? node : parent.Member);
            _bodies[node] = body;
            ordered.Add(body);
        }

        return ordered;
    }

    private Body? Outer(SyntaxNode node)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            if (_bodies.TryGetValue(outer, out var body))
            {
                return body;
            }
        }

        return null;
    }

    // Statements of a program without Main share one method, so the compilation unit is their body.
    private static bool IsBody(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax or BaseNamespaceDeclarationSyntax or EnumMemberDeclarationSyntax => false,
        CompilationUnitSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax => true,
        _ => node.Parent is AnonymousFunctionExpressionSyntax function && function.Body == node,
    };

    private void Add(Body body, PlacedPoint point, SourceTypes types)
    {
        var doubt = point.Doubt == UnknownReason.None && !IsOfMember(body.Member, point.Point.Owner, types) ? UnknownReason.ForeignPoint : point.Doubt;
        body.Add(point, doubt);
        if (doubt == UnknownReason.None)
        {
            if (!_methods.TryGetValue(body.Member, out var methods))
            {
                _methods[body.Member] = methods = [];
            }

            methods.Add(point.Point.Method);
        }
    }

    private static bool IsOfMember(SyntaxNode member, MethodOwner owner, SourceTypes types)
    {
        var type = SourceTypes.Around(member);
        return MemberNames.Fits(member, owner.Name) && (type is null ? member is CompilationUnitSyntax : types.Find(type) == owner.Type);
    }
}
