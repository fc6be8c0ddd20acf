using System.Collections.Immutable;

namespace Provenance.Engine.Map;

/// <summary>Counts how often the members of a file were rewritten, over its versions on the mainline.</summary>
public static class MemberRewrites
{
    private const long SecondsPerDay = 86_400;

    /// <param name="versions">Texts of one file on the mainline, oldest first, with the clock of their steps in seconds; the last is the one that the map describes.</param>
    /// <param name="days">Length of a window; the first and the last rewrite in it are at most so far apart.</param>
    /// <param name="least">Members with fewer rewrites in every window are left out.</param>
    /// <returns>By ascending first line, in lines of the last version.</returns>
    public static ImmutableArray<MapChurn> Count(IReadOnlyList<(string Text, long Seconds)> versions, int days, int least)
    {
        var rewrites = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        MemberSnapshot? previous = null;
        var isLastRead = false;
        foreach (var (text, seconds) in versions)
        {
            // A version that cannot be parsed neither rewrites members nor lets them go: the next is held against the one before it.
            if (MemberSnapshot.Of(text) is not { } current)
            {
                isLastRead = false;
                continue;
            }

            isLastRead = true;
            foreach (var (key, member) in current.Members)
            {
                if (previous is not null && previous.Members.TryGetValue(key, out var before) && before.IsRewrittenBy(member))
                {
                    if (!rewrites.TryGetValue(key, out var steps))
                    {
                        rewrites.Add(key, steps = []);
                    }

                    steps.Add(seconds);
                }
            }

            // A member that went and comes back under its name is another one.
            foreach (var gone in rewrites.Keys.Where(key => !current.Members.ContainsKey(key)).ToArray())
            {
                rewrites.Remove(gone);
            }

            previous = current;
        }

        if (!isLastRead)
        {
            return [];
        }

        return
        [
            .. rewrites
                .Select(pair => new MapChurn(previous!.Members[pair.Key].FirstLine, previous.Members[pair.Key].LastLine, MostWithin(pair.Value, days)))
                .Where(churn => churn.Rewrites >= Math.Max(1, least))
                .OrderBy(churn => churn.FirstLine).ThenBy(churn => churn.LastLine).ThenBy(churn => churn.Rewrites),
        ];
    }

    // The clock of the mainline never goes back.
    private static int MostWithin(List<long> steps, int days)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < steps.Count; last++)
        {
            while (steps[last] - steps[first] > days * SecondsPerDay)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
