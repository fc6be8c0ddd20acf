using Microsoft.CodeAnalysis;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Children of a node in the order in which a stack takes them: the last one first.</summary>
/// <remarks>Roslyn finds each child of a reversed list from the beginning of the node; forwards it goes on from where it was.</remarks>
internal sealed class Children
{
    private readonly List<SyntaxNodeOrToken> _found = [];

    /// <summary>Valid until the next call.</summary>
    public List<SyntaxNodeOrToken> LastFirst(SyntaxNode node)
    {
        _found.Clear();
        foreach (var child in node.ChildNodesAndTokens())
        {
            _found.Add(child);
        }

        _found.Reverse();
        return _found;
    }
}
