using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>A stretch of code with sequence points of its own: a member, a local function, a lambda's body, a type's header.</summary>
/// <remarks>
/// The point of a statement spans the lambdas in it; whether code in such a lambda was compiled is said by the lambda's own points only.
/// </remarks>
internal sealed class Body(SyntaxNode node, Body? parent, SyntaxNode member)
{
    private readonly List<TextSpan> _sure = [];
    private readonly List<(TextSpan Span, UnknownReason Reason)> _doubtful = [];
    private int[] _starts = [];
    private TextSpan[] _merged = [];

    public SyntaxNode Node { get; } = node;

    public Body? Parent { get; } = parent;

    /// <summary>The member, type or compilation unit that the body belongs to.</summary>
    public SyntaxNode Member { get; } = member;

    /// <summary>Whether a point is believed.</summary>
    public bool IsSure => _sure.Count > 0;

    public bool HasPoints => _sure.Count > 0 || _doubtful.Count > 0;

    public void Add(PlacedPoint point, UnknownReason doubt)
    {
        if (doubt == UnknownReason.None)
        {
            _sure.Add(point.Span);
        }
        else
        {
            _doubtful.Add((point.Span, doubt));
        }
    }

    /// <summary>Call once after the last point; points were added by ascending span.</summary>
    public void Seal()
    {
        if (_sure.Count > 0)
        {
            SealSure();
        }

        for (var i = _doubtful.Count - 1; i > 0; i--)
        {
            if (_doubtful[i].Span.Start <= _doubtful[i - 1].Span.End)
            {
                // One place may be claimed many thousand times by hostile input; what matters is that it is in doubt.
                _doubtful[i - 1] = (TextSpan.FromBounds(_doubtful[i - 1].Span.Start, Math.Max(_doubtful[i - 1].Span.End, _doubtful[i].Span.End)), _doubtful[i - 1].Reason);
                _doubtful.RemoveAt(i);
            }
        }
    }

    // Most bodies have a handful of points, and a file has many bodies.
    private void SealSure()
    {
        var (starts, merged) = (new int[_sure.Count], new TextSpan[_sure.Count]);
        var (startCount, mergedCount) = (0, 0);
        foreach (var span in _sure)
        {
            if (startCount == 0 || starts[startCount - 1] != span.Start)
            {
                starts[startCount++] = span.Start;
            }

            if (mergedCount > 0 && span.Start <= merged[mergedCount - 1].End)
            {
                merged[mergedCount - 1] = TextSpan.FromBounds(merged[mergedCount - 1].Start, Math.Max(merged[mergedCount - 1].End, span.End));
            }
            else
            {
                merged[mergedCount++] = span;
            }
        }

        (_starts, _merged) = (starts.AsSpan(0, startCount).ToArray(), merged.AsSpan(0, mergedCount).ToArray());
    }

    /// <summary>Whether a point of this body starts in the span.</summary>
    public bool HasPointIn(TextSpan span)
    {
        var index = Array.BinarySearch(_starts, span.Start);
        index = index < 0 ? ~index : index;
        return index < _starts.Length && _starts[index] < span.End;
    }

    /// <summary>Why something in the span may have been compiled after all; none when nothing says so.</summary>
    public UnknownReason DoubtIn(TextSpan span)
    {
        var next = FirstDoubtAfter(span.Start - 1);
        return next < _doubtful.Count && _doubtful[next].Span.Start < span.End ? _doubtful[next].Reason : UnknownReason.None;
    }

    /// <summary>Whether points of this body cover the span.</summary>
    public bool Covers(TextSpan span)
    {
        int low = 0, high = _merged.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_merged[middle].Start > span.Start)
            {
                high = middle - 1;
            }
            else if (_merged[middle].End < span.End)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a point of this body, believed or in doubt, shares text with the span.</summary>
    public bool Touches(TextSpan span)
    {
        var last = FirstDoubtAfter(span.End - 1) - 1;
        return Array.Exists(_merged, point => point.OverlapsWith(span)) || (last >= 0 && _doubtful[last].Span.End > span.Start);
    }

    /// <summary>Why the span may be covered after all; none when nothing says so.</summary>
    public UnknownReason DoubtAt(TextSpan span)
    {
        var before = FirstDoubtAfter(span.Start) - 1;
        return before >= 0 && _doubtful[before].Span.Contains(span) ? _doubtful[before].Reason : UnknownReason.None;
    }

    // Sorted and without overlap once sealed.
    private int FirstDoubtAfter(int position)
    {
        int low = 0, high = _doubtful.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_doubtful[middle].Span.Start > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
