using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Joins what is known of members into tokens.</summary>
internal sealed class ReachedTokens(SourceText text)
{
    private readonly bool[] _reached = new bool[text.Length];
    private readonly bool[] _unreached = new bool[text.Length];

    /// <summary>Code of one sequence point.</summary>
    public void Add(TextSpan span, bool isReached) => Mark(span, isReached);

    /// <summary>A declaration without the bodies and members in it.</summary>
    /// <param name="isReached">Null: nothing is known, and its tokens stay as they are.</param>
    public void AddHeader(MemberDeclarationSyntax member, bool? isReached)
    {
        if (isReached is not { } known)
        {
            return;
        }

        foreach (var part in member.ChildNodesAndTokens())
        {
            // Reached bodies have points of their own; what is in an unreached member is unreached whatever it is.
            if (part.AsNode() is not MemberDeclarationSyntax && !(known && part.AsNode() is BlockSyntax or AccessorListSyntax))
            {
                Mark(part.Span, known);
            }
        }
    }

    /// <summary>A local function or an accessor: reached ones are told by their points.</summary>
    public void AddWhole(SyntaxNode function, bool? isReached)
    {
        if (isReached == false)
        {
            Mark(function.Span, isReached: false);
        }
    }

    /// <summary>True where a token begins that is unreached, and not reached as something else: an accessor of a property that has another.</summary>
    public PlaceMap<bool> Finish(SyntaxNode root)
    {
        var places = new TokenPlaces<bool>(text);
        foreach (var token in root.DescendantTokens().Where(Tokens.IsSignificant))
        {
            places.Add(token.Span, _unreached[token.SpanStart] && !_reached[token.SpanStart]);
        }

        return places.Finish();
    }

    private void Mark(TextSpan span, bool isReached) => (isReached ? _reached : _unreached).AsSpan(span.Start, span.Length).Fill(value: true);
}
