namespace Provenance.Engine.History.Clones;

/// <summary>Tells from shared anchors alone where a source cannot add to the chains of a stretch, before its text is folded: most sources share idioms and no copy. Not safe for concurrent use.</summary>
/// <remarks>
/// Both texts have chosen the same anchor of every window inside a match. So the first of a match is at most <see cref="Before"/> shapes from its start, the last begins at most
/// <see cref="Behind"/> before its end, and the anchors of a chain follow each other as closely as its matches do. What is left out adds nothing; what is kept need not add anything.
/// </remarks>
internal sealed class ChainBound
{
    private const int Before = Winnowing.Window - 1;
    private const int Behind = Winnowing.Seed;

    /// <summary>From the first anchor of a chain to its last, at least.</summary>
    private const int Shortest = Chains.Shortest - Before - Behind;

    /// <summary>From an anchor of a chain to the next in the stretch, at most.</summary>
    private const int MostAhead = Chains.LargestGap + Before + Behind;

    /// <summary>The same in the source, forward or back, where two matches may overlap: one that is a chain by itself needs no other, and every other is shorter.</summary>
    private const int MostApart = Chains.Shortest - 1 + Chains.LargestGap + Before;

    // Shared anchors in the order of the stretch: where they are in both texts, and the first one of the stretch that a chain may lead here from.
    private readonly List<(int Place, int SourcePlace, int Start)> _shared = [];

    /// <param name="anchors">Of the stretch, looked up in the source.</param>
    /// <param name="found">The shapes of the stretch that are known to be clones.</param>
    public bool MayAdd(StretchAnchors anchors, ReadOnlySpan<bool> found)
    {
        if (HasHole(found))
        {
            return true;
        }

        _shared.Clear();
        var near = 0;
        for (var anchor = 0; anchor < anchors.Places.Length; anchor++)
        {
            var places = anchors.ShapesOf(anchor);
            if (places.Length == StretchAnchors.MostPlaces)
            {
                // The source may have more, of which nothing is known.
                return true;
            }

            var place = anchors.Places[anchor];
            while (near < _shared.Count && _shared[near].Place < place - MostAhead)
            {
                near++;
            }

            var known = _shared.Count;
            foreach (var sourcePlace in places)
            {
                var start = place;
                for (var i = near; i < known; i++)
                {
                    var shared = _shared[i];
                    start = Math.Abs(sourcePlace - shared.SourcePlace) <= MostApart ? Math.Min(start, shared.Start) : start;
                }

                if (place - start >= Shortest && found[Math.Max(0, start - Before)..Math.Min(found.Length, place + Behind)].Contains(false))
                {
                    return true;
                }

                _shared.Add((place, sourcePlace, start));
            }
        }

        return false;
    }

    // Two chains that are known may be a single one in this source, with what is between them; their anchors may be anywhere in it.
    private static bool HasHole(ReadOnlySpan<bool> found)
    {
        var rest = found[(found.IndexOf(true) is var first and >= 0 ? first : found.Length)..];
        while (rest.IndexOf(false) is var end and >= 0)
        {
            rest = rest[end..];
            var next = rest.IndexOf(true);
            if (next is >= 0 and <= Chains.LargestGap)
            {
                return true;
            }

            rest = rest[(next < 0 ? rest.Length : next)..];
        }

        return false;
    }
}
