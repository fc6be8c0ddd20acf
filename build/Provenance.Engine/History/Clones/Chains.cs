namespace Provenance.Engine.History.Clones;

/// <summary>Finds what of a stretch one source already has: matches of 16 shapes and more, chained over gaps of up to 8 on either side, when the chain is 50 long. Not safe for concurrent use.</summary>
internal sealed class Chains
{
    /// <summary>Shapes of the added text from the beginning of a chain to its end.</summary>
    public const int Shortest = 50;

    public const int LargestGap = 8;

    /// <summary>Anchors that a chain and its source share at least: a match has one, and a match that is no chain by itself needs another.</summary>
    public const int LeastAnchors = 2;

    // Memory for the next call; a larger one is given back.
    private const int MostKept = 1 << 14;

    private readonly List<Match> _matches = [];
    private readonly List<int> _active = [];
    private readonly Dictionary<int, int> _reached = [];
    private int[] _starts = [];
    private int[] _ends = [];

    /// <summary>Marks the shapes of <paramref name="stretch"/> that lie in a chain.</summary>
    /// <param name="anchors">Of the stretch, looked up in the source.</param>
    /// <param name="isSelf">The source is the version that the stretch is part of: only what stands before counts, so that of two equal loops the second is the copy.</param>
    public void Mark(Stretch stretch, StretchAnchors anchors, FoldedText source, bool isSelf, Span<bool> isClone)
    {
        FindMatches(stretch, anchors, source, isSelf, EndsOfRuns(isClone));
        _matches.Sort(static (left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.SourceStart.CompareTo(right.SourceStart));
        _starts = _starts.Length < _matches.Count ? new int[_matches.Count * 2] : _starts;
        for (var i = 0; i < _matches.Count; i++)
        {
            var match = _matches[i];
            var start = match.Start;
            var kept = 0;
            for (var j = 0; j < _active.Count; j++)
            {
                var earlier = _active[j];
                if (_matches[earlier].End + LargestGap >= match.Start)
                {
                    _active[kept++] = earlier;
                    start = match.Continues(_matches[earlier]) ? Math.Min(start, _starts[earlier]) : start;
                }
            }

            _active.RemoveRange(kept, _active.Count - kept);
            _active.Add(i);
            _starts[i] = start;
            if (match.End - start >= Shortest)
            {
                isClone[start..match.End].Fill(true);
            }
        }

        Forget();
    }

    private void FindMatches(Stretch stretch, StretchAnchors anchors, FoldedText source, bool isSelf, ReadOnlySpan<int> foundUntil)
    {
        var assured = 0;
        for (var i = 0; i < anchors.Places.Length; i++)
        {
            var place = anchors.Places[i];
            // Deep inside a chain, of this source or an earlier one, nothing is to be found that does not show again near its end; text that repeats itself would have no end of it.
            if (place + Winnowing.Seed < Math.Max(assured, foundUntil.IsEmpty ? 0 : foundUntil[place]))
            {
                continue;
            }

            foreach (var at in anchors.ShapesOf(i))
            {
                if ((isSelf && source.Units[at] >= stretch.Units[place]) || (_reached.TryGetValue(place - at, out var end) && place < end))
                {
                    continue;
                }

                var match = Extend(stretch, source, place, at, isSelf);
                _reached[place - at] = Math.Max(match.End, place + 1);
                if (match.End - match.Start >= Winnowing.Seed)
                {
                    _matches.Add(match);
                    assured = match.End - match.Start >= Shortest ? Math.Max(assured, match.End) : assured;
                }
            }
        }
    }

    private void Forget()
    {
        if (_reached.Count > MostKept)
        {
            _reached.Clear();
            _reached.TrimExcess();
        }

        _reached.Clear();
        _matches.Clear();
        _active.Clear();
    }

    /// <summary>Per shape the end of the run of clones that it is in, 0 outside; empty when there are none.</summary>
    private ReadOnlySpan<int> EndsOfRuns(ReadOnlySpan<bool> isClone)
    {
        if (!isClone.Contains(true))
        {
            return [];
        }

        _ends = _ends.Length < isClone.Length ? new int[isClone.Length * 2] : _ends;
        for (var i = isClone.Length - 1; i >= 0; i--)
        {
            _ends[i] = !isClone[i] ? 0 : i + 1 < isClone.Length && isClone[i + 1] ? _ends[i + 1] : i + 1;
        }

        return _ends.AsSpan(0, isClone.Length);
    }

    private static Match Extend(Stretch stretch, FoldedText source, int place, int at, bool isSelf)
    {
        var shapes = stretch.Shapes;
        var others = source.Shapes;
        var units = source.Units;
        var back = 0;
        while (place - back > 0 && at - back > 0 && shapes[place - back - 1] == others[at - back - 1] && !(isSelf && units[at - back - 1] >= stretch.Units[place - back - 1]))
        {
            back++;
        }

        var length = shapes.AsSpan(place).CommonPrefixLength(others[at..]);
        return new(place - back, place + length, at - back);
    }

    /// <summary>Equal shapes, as long as they go.</summary>
    private readonly record struct Match(int Start, int End, int SourceStart)
    {
        private int SourceEnd => SourceStart + End - Start;

        public bool Continues(Match earlier) =>
            Start > earlier.Start && SourceStart > earlier.SourceStart && End > earlier.End && SourceEnd > earlier.SourceEnd
            && Start - earlier.End <= LargestGap && SourceStart - earlier.SourceEnd <= LargestGap;
    }
}
