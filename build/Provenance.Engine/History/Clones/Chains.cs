namespace Provenance.Engine.History.Clones;

/// <summary>Finds what of a stretch one source already has: matches of 16 shapes and more, chained over gaps of up to 8 on either side, when the chain is 50 long.</summary>
internal static class Chains
{
    /// <summary>Shapes of the added text from the beginning of a chain to its end.</summary>
    public const int Shortest = 50;

    public const int LargestGap = 8;

    /// <summary>Anchors that a chain and its source share at least: a match has one, and a match that is no chain by itself needs another.</summary>
    public const int LeastAnchors = 2;

    /// <summary>Marks the shapes of <paramref name="stretch"/> that lie in a chain.</summary>
    /// <param name="anchors">Of the stretch, looked up in the source.</param>
    /// <param name="isSelf">The source is the version that the stretch is part of: only what stands before counts, so that of two equal loops the second is the copy.</param>
    public static void Mark(Stretch stretch, StretchAnchors anchors, FoldedText source, bool isSelf, bool[] isClone)
    {
        var matches = Matches(stretch, anchors, source, isSelf, EndsOfRuns(isClone));
        matches.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.SourceStart.CompareTo(right.SourceStart));
        var starts = new int[matches.Count];
        var active = new List<int>();
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            starts[i] = match.Start;
            active.RemoveAll(earlier => matches[earlier].End + LargestGap < match.Start);
            foreach (var earlier in active)
            {
                starts[i] = match.Continues(matches[earlier]) ? Math.Min(starts[i], starts[earlier]) : starts[i];
            }

            active.Add(i);
            if (match.End - starts[i] >= Shortest)
            {
                isClone.AsSpan(starts[i], match.End - starts[i]).Fill(true);
            }
        }
    }

    private static List<Match> Matches(Stretch stretch, StretchAnchors anchors, FoldedText source, bool isSelf, int[]? foundUntil)
    {
        var matches = new List<Match>();
        var reached = new Dictionary<int, int>();
        var assured = 0;
        for (var i = 0; i < anchors.Places.Length; i++)
        {
            var place = anchors.Places[i];
            // Deep inside a chain, of this source or an earlier one, nothing is to be found that does not show again near its end; text that repeats itself would have no end of it.
            if (place + Winnowing.Seed < Math.Max(assured, foundUntil?[place] ?? 0))
            {
                continue;
            }

            foreach (var unit in anchors.UnitsOf(i))
            {
                var at = source.Units.BinarySearch(unit);
                if ((isSelf && unit >= stretch.Units[place]) || (reached.TryGetValue(place - at, out var end) && place < end))
                {
                    continue;
                }

                var match = Extend(stretch, source, place, at, isSelf);
                reached[place - at] = Math.Max(match.End, place + 1);
                if (match.End - match.Start >= Winnowing.Seed)
                {
                    matches.Add(match);
                    assured = match.End - match.Start >= Shortest ? Math.Max(assured, match.End) : assured;
                }
            }
        }

        return matches;
    }

    /// <summary>Per shape the end of the run of clones that it is in, 0 outside; null when there are none.</summary>
    private static int[]? EndsOfRuns(bool[] isClone)
    {
        if (!isClone.AsSpan().Contains(true))
        {
            return null;
        }

        var ends = new int[isClone.Length];
        for (var i = isClone.Length - 1; i >= 0; i--)
        {
            ends[i] = !isClone[i] ? 0 : i + 1 < ends.Length && isClone[i + 1] ? ends[i + 1] : i + 1;
        }

        return ends;
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

        var length = 0;
        while (place + length < shapes.Length && at + length < others.Length && shapes[place + length] == others[at + length])
        {
            length++;
        }

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
