using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Joins what is known of members into lines.</summary>
internal sealed class ReachedLines(SourceText text)
{
    private readonly bool[] _reached = new bool[text.Lines.Count];
    private readonly bool[] _unreached = new bool[text.Lines.Count];

    /// <summary>Code of one sequence point.</summary>
    public void Add(TextSpan span, bool isReached) => Mark(span, isReached);

    /// <summary>A declaration without the bodies and members in it.</summary>
    /// <param name="isReached">Null: nothing is known, and its lines stay as they are.</param>
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

    /// <summary>False for a line on which everything that is known is unreached.</summary>
    public ImmutableArray<bool> Finish() => [.. _reached.Select((isReached, line) => isReached || !_unreached[line])];

    private void Mark(TextSpan span, bool isReached)
    {
        var marks = isReached ? _reached : _unreached;
        var first = text.Lines.GetLineFromPosition(span.Start).LineNumber;
        var last = text.Lines.GetLineFromPosition(Math.Max(span.Start, span.End - 1)).LineNumber;
        marks.AsSpan(first, last - first + 1).Fill(true);
    }
}
