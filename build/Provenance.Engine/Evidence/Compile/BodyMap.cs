using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>The bodies of a file, each with the sequence points that start in it and in no body inside it.</summary>
internal sealed class BodyMap
{
    private readonly Dictionary<SyntaxNode, Body> _bodies = [];
    private readonly Dictionary<SyntaxNode, HashSet<MethodDefinitionHandle>> _methods = [];

    private (SyntaxNode? Member, MethodOwner? Owner, MethodDefinitionHandle Method, bool IsOf) _last;

    public BodyMap(SyntaxNode root, string text, List<PlacedPoint> points, SourceTypes types)
    {
        var ordered = new BodyFinder(text).Find(root);
        foreach (var body in ordered)
        {
            _bodies[body.Node] = body;
        }

        points.Sort((left, right) => left.Span.CompareTo(right.Span));
        var open = new Stack<Body>();
        var next = 0;
        foreach (var point in points)
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

    private void Add(Body body, PlacedPoint point, SourceTypes types)
    {
        // Points of one method mostly follow each other.
        var (member, owner, method) = (body.Member, point.Point.Owner, point.Point.Method);
        if (member != _last.Member || method != _last.Method || owner != _last.Owner)
        {
            _last = (member, owner, method, IsOfMember(member, owner, types));
        }

        var doubt = point.Doubt == UnknownReason.None && !_last.IsOf ? UnknownReason.ForeignPoint : point.Doubt;
        body.Add(point, doubt);
        if (doubt == UnknownReason.None)
        {
            if (!_methods.TryGetValue(member, out var methods))
            {
                _methods[member] = methods = [];
            }

            methods.Add(method);
        }
    }

    private static bool IsOfMember(SyntaxNode member, MethodOwner owner, SourceTypes types)
    {
        var type = SourceTypes.Around(member);
        return MemberNames.Fits(member, owner.Name) && (type is null ? member is CompilationUnitSyntax : types.Find(type) == owner.Type);
    }
}
