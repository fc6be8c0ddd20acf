namespace Provenance.Shared.Map;

/// <summary>Finds the lines of a committed text again in an edited one, by their hashes.</summary>
/// <remarks>
/// The common beginning and end are taken first, then lines that occur once on either side anchor what lies between (Cohen's patience diff), gap by gap. What is left may have moved:
/// runs of at least <see cref="MinMovedLines"/> lines around a line that is unique among the rest are matched in any order. Time and memory grow with the number of lines,
/// times the depth of the gaps, which is bounded; where that gives up lines, they are uncommitted, never misattributed.
/// </remarks>
internal sealed class LineAlignment
{
    public const int Uncommitted = -1;
    private const int MaxDepth = 24;
    private const int MinMovedLines = 3;

    private readonly uint[] _old;
    private readonly uint[] _new;
    private readonly int[] _oldOfNew;
    private readonly bool[] _oldTaken;

    private LineAlignment(uint[] old, uint[] edited)
    {
        _old = old;
        _new = edited;
        _oldOfNew = new int[edited.Length];
        _oldTaken = new bool[old.Length];
        for (var i = 0; i < edited.Length; i++)
        {
            _oldOfNew[i] = Uncommitted;
        }
    }

    /// <summary>For each line of <paramref name="edited"/>, 0-based, the line of <paramref name="committed"/> that it is, or <see cref="Uncommitted"/>. No committed line is given twice.</summary>
    public static int[] Align(uint[] committed, uint[] edited)
    {
        var alignment = new LineAlignment(committed, edited);
        alignment.AlignGap(0, committed.Length, 0, edited.Length, 0);
        alignment.MatchMoved();
        return alignment._oldOfNew;
    }

    private void AlignGap(int oldStart, int oldEnd, int newStart, int newEnd, int depth)
    {
        while (oldStart < oldEnd && newStart < newEnd && _old[oldStart] == _new[newStart])
        {
            Match(oldStart++, newStart++);
        }

        while (oldStart < oldEnd && newStart < newEnd && _old[oldEnd - 1] == _new[newEnd - 1])
        {
            Match(--oldEnd, --newEnd);
        }

        if (oldStart == oldEnd || newStart == newEnd || depth == MaxDepth)
        {
            return;
        }

        var anchors = LongestIncreasing(UniquePairs(oldStart, oldEnd, newStart, newEnd));
        if (anchors.Count == 0)
        {
            return;
        }

        foreach (var (oldLine, newLine) in anchors)
        {
            // An anchor reached from the one before lies behind the gap's start already.
            if (oldLine >= oldStart && newLine >= newStart)
            {
                AlignGap(oldStart, oldLine, newStart, newLine, depth + 1);
                (oldStart, newStart) = (oldLine, newLine);
                while (oldStart < oldEnd && newStart < newEnd && _old[oldStart] == _new[newStart])
                {
                    Match(oldStart++, newStart++);
                }
            }
        }

        AlignGap(oldStart, oldEnd, newStart, newEnd, depth + 1);
    }

    private void MatchMoved()
    {
        foreach (var (oldLine, newLine) in UniquePairs(0, _old.Length, 0, _new.Length))
        {
            if (_oldTaken[oldLine] || _oldOfNew[newLine] != Uncommitted)
            {
                continue;
            }

            var before = 0;
            while (IsFreePair(oldLine - before - 1, newLine - before - 1))
            {
                before++;
            }

            var after = 0;
            while (IsFreePair(oldLine + after + 1, newLine + after + 1))
            {
                after++;
            }

            if (before + 1 + after >= MinMovedLines)
            {
                for (var offset = -before; offset <= after; offset++)
                {
                    Match(oldLine + offset, newLine + offset);
                }
            }
        }
    }

    private bool IsFreePair(int oldLine, int newLine) =>
        oldLine >= 0 && oldLine < _old.Length && newLine >= 0 && newLine < _new.Length
        && !_oldTaken[oldLine] && _oldOfNew[newLine] == Uncommitted && _old[oldLine] == _new[newLine];

    private void Match(int oldLine, int newLine)
    {
        _oldTaken[oldLine] = true;
        _oldOfNew[newLine] = oldLine;
    }

    // Pairs of unmatched lines whose hash occurs once on either side, by ascending new line.
    private List<(int Old, int New)> UniquePairs(int oldStart, int oldEnd, int newStart, int newEnd)
    {
        const int Repeated = -2;
        var places = new Dictionary<uint, (int Old, int New)>();
        for (var i = oldStart; i < oldEnd; i++)
        {
            if (!_oldTaken[i])
            {
                places[_old[i]] = places.ContainsKey(_old[i]) ? (Repeated, Uncommitted) : (i, Uncommitted);
            }
        }

        for (var i = newStart; i < newEnd; i++)
        {
            if (_oldOfNew[i] == Uncommitted && places.TryGetValue(_new[i], out var place) && place.Old != Repeated)
            {
                places[_new[i]] = (place.Old, place.New == Uncommitted ? i : Repeated);
            }
        }

        var pairs = new List<(int Old, int New)>();
        for (var i = newStart; i < newEnd; i++)
        {
            if (_oldOfNew[i] == Uncommitted && places.TryGetValue(_new[i], out var place) && place.Old >= 0 && place.New == i)
            {
                pairs.Add(place);
            }
        }

        return pairs;
    }

    // Patience sorting: the longest subsequence whose old lines ascend too (Fredman, Discrete Mathematics 11 (1975), 29-35).
    private static List<(int Old, int New)> LongestIncreasing(List<(int Old, int New)> pairs)
    {
        var tops = new List<int>();
        var previous = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var (low, high) = (0, tops.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (pairs[tops[middle]].Old < pairs[i].Old)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            previous[i] = low == 0 ? -1 : tops[low - 1];
            if (low == tops.Count)
            {
                tops.Add(i);
            }
            else
            {
                tops[low] = i;
            }
        }

        var result = new List<(int Old, int New)>(tops.Count);
        for (var i = tops.Count == 0 ? -1 : tops[tops.Count - 1]; i >= 0; i = previous[i])
        {
            result.Add(pairs[i]);
        }

        result.Reverse();
        return result;
    }
}
