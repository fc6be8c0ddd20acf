namespace Provenance.Engine.History.Replay;

/// <summary>Makes the mainline's committer times a clock that never goes back.</summary>
internal static class MainlineClock
{
    /// <summary>Times off the longest non-decreasing subsequence take their predecessor's, so that neither back-dating nor one wrong date in the future moves anything else.</summary>
    /// <remarks>Before the first kept time, the first kept time holds. Patience sorting, O(n log n); of several longest subsequences the one with the smallest end values.</remarks>
    public static long[] Straighten(ReadOnlySpan<long> times)
    {
        var tails = new List<int>();
        var previous = new int[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (times[tails[middle]] <= times[i])
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            previous[i] = low == 0 ? -1 : tails[low - 1];
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }

        var kept = new bool[times.Length];
        var first = -1;
        for (var i = tails.Count == 0 ? -1 : tails[^1]; i >= 0; i = previous[i])
        {
            kept[i] = true;
            first = i;
        }

        var result = new long[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            result[i] = kept[i] ? times[i] : i < first ? times[first] : result[i - 1];
        }

        return result;
    }
}
