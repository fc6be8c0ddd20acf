using System.Buffers;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>Finds the anchors of a version from those of another one, by reading no more than what lies between the units that both have. The result is that of <see cref="Anchors.Of"/>.</summary>
internal static class AnchorSplice
{
    /// <summary>Shapes on which it depends whether an anchor that begins at their seventh is chosen.</summary>
    private const int Context = Winnowing.Window - 1 + Winnowing.Seed;

    /// <summary>Tokens that nearly always fold to more shapes than the context.</summary>
    private const int Stride = 64;

    public static Anchors Of(UnitSequence version, UnitSequence other, Anchors known)
    {
        if (ReferenceEquals(version.Hashes, other.Hashes) && ReferenceEquals(version.Traits, other.Traits))
        {
            return known;
        }

        var prefix = Math.Min(version.Hashes.AsSpan().CommonPrefixLength(other.Hashes), version.Traits.AsSpan().CommonPrefixLength(other.Traits));
        var suffix = CommonSuffixLength(version, other, Math.Min(version.Count, other.Count) - prefix);
        return (version.Count - prefix - suffix) * 2 > version.Count ? Anchors.Of(version) : Splice(version, prefix, suffix, version.Count - other.Count, known);
    }

    private static Anchors Splice(UnitSequence version, int prefix, int suffix, int shift, Anchors known)
    {
        var tokens = new CodeUnits(version);
        var (shapes, units) = (ArrayPool<uint>.Shared.Rent(version.Count), ArrayPool<int>.Shared.Rent(version.Count));

        // A cast is told from what follows it, so that already some tokens before the change may fold otherwise.
        var unchanged = prefix - Casts.MostAhead;
        var start = Start(tokens, unchanged, shapes, units);
        var first = start == 0 ? 0 : units[Winnowing.Window - 1];

        var rejoin = FoldedText.NextBoundary(tokens, tokens.Count - suffix);
        var (end, last) = (rejoin, tokens.Count);
        var count = FoldedText.Fold(tokens, start, rejoin, shapes, units);
        var same = count;
        while (end < tokens.Count && count < same + Context)
        {
            // Folding ends at a boundary only where it may be taken up again.
            var next = FoldedText.NextBoundary(tokens, Math.Min(tokens.Count, end + Stride));
            count += FoldedText.Fold(tokens, end, next, shapes.AsSpan(count), units.AsSpan(count));
            end = next;
        }

        if (count >= same + Context)
        {
            last = units[same + Winnowing.Window - 1];
        }

        var result = Join(known, shapes.AsSpan(0, count), units.AsSpan(0, count), (first, last), shift, last == tokens.Count);
        ArrayPool<uint>.Shared.Return(shapes);
        ArrayPool<int>.Shared.Return(units);
        return result;
    }

    /// <summary>Where to begin so that there is a context of shapes before a token; 0 when there is none.</summary>
    private static int Start(CodeUnits tokens, int unchanged, Span<uint> shapes, Span<int> units)
    {
        for (var back = Stride; back < unchanged; back *= 2)
        {
            var start = FoldedText.BoundaryBefore(tokens, unchanged - back);
            if (start > 0 && FoldedText.Fold(tokens, start, unchanged, shapes, units) >= Context)
            {
                return start;
            }
        }

        return 0;
    }

    // The known ones before and behind the range, and between them those of the shapes that were folded.
    private static Anchors Join(Anchors known, ReadOnlySpan<uint> shapes, ReadOnlySpan<int> units, (int First, int Last) range, int shift, bool toEnd)
    {
        var before = CountBefore(known.Units, range.First);
        var behind = toEnd ? known.Units.Length : CountBefore(known.Units, range.Last - shift);
        var (chosen, starts) = Winnowing.Choose(shapes);
        var from = 0;
        while (from < starts.Length && units[starts[from]] < range.First)
        {
            from++;
        }

        var to = starts.Length;
        while (to > from && units[starts[to - 1]] >= range.Last)
        {
            to--;
        }

        // Each context holds an anchor that both versions have, the first and the last that were folded: they tell which shapes of the version these are.
        var ahead = range.First == 0 ? 0 : known.Shapes[CountBefore(known.Units, units[starts[0]])] - starts[0];
        var later = toEnd ? 0 : ahead + starts[^1] - known.Shapes[CountBefore(known.Units, units[starts[^1]] - shift)];

        var count = to - from;
        var length = before + count + known.Units.Length - behind;
        var result = new Anchors(GC.AllocateUninitializedArray<uint>(length), GC.AllocateUninitializedArray<int>(length), GC.AllocateUninitializedArray<int>(length));
        known.Hashes.AsSpan(0, before).CopyTo(result.Hashes);
        known.Units.AsSpan(0, before).CopyTo(result.Units);
        known.Shapes.AsSpan(0, before).CopyTo(result.Shapes);
        chosen.AsSpan(from, count).CopyTo(result.Hashes.AsSpan(before));
        for (var i = 0; i < count; i++)
        {
            (result.Units[before + i], result.Shapes[before + i]) = (units[starts[from + i]], starts[from + i] + ahead);
        }

        known.Hashes.AsSpan(behind).CopyTo(result.Hashes.AsSpan(before + count));
        for (var (i, j) = (behind, before + count); j < length; i++, j++)
        {
            (result.Units[j], result.Shapes[j]) = (known.Units[i] + shift, known.Shapes[i] + later);
        }

        return result;
    }

    private static int CountBefore<T>(ReadOnlySpan<T> ascending, T value)
        where T : IComparable<T>
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = ascending[middle].CompareTo(value) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int CommonSuffixLength(UnitSequence left, UnitSequence right, int most)
    {
        var length = 0;
        while (length < most && left.Hashes[^(length + 1)] == right.Hashes[^(length + 1)] && left.Traits[^(length + 1)] == right.Traits[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
