using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Joins what is known of members into lines.</summary>
internal sealed class ReachedLines(SourceText text)
{
    private readonly bool[] _reached = new bool[text.Length];
    private readonly bool[] _unreached = new bool[text.Length];

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

    /// <summary>False for a line that holds more unreached than reached units, or nothing that is reached: dead code must not live on the line of other code.</summary>
    public ImmutableArray<bool> Finish(SyntaxNode root)
    {
        var balance = new int[text.Lines.Count];
        foreach (var token in root.DescendantTokens().Where(Tokens.IsSignificant))
        {
            var (first, last) = LinesOf(token.Span);
            for (var line = first; line <= last; line++)
            {
                balance[line] += _reached[token.SpanStart] ? 1 : _unreached[token.SpanStart] ? -1 : 0;
            }
        }

        return [.. balance.Select((units, line) => units > 0 || (units == 0 && HoldsReached(text.Lines[line].Span)))];
    }

    // A brace is unreached with what it closes.
    private bool HoldsReached(TextSpan line) =>
        _reached.AsSpan(line.Start, line.Length).Contains(value: true) || !_unreached.AsSpan(line.Start, line.Length).Contains(value: true);

    private void Mark(TextSpan span, bool isReached) => (isReached ? _reached : _unreached).AsSpan(span.Start, span.Length).Fill(value: true);

    private (int First, int Last) LinesOf(TextSpan span) =>
        (text.Lines.GetLineFromPosition(span.Start).LineNumber, text.Lines.GetLineFromPosition(Math.Max(span.Start, span.End - 1)).LineNumber);
}
