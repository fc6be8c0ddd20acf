namespace Provenance.Analyzers.Agents;

/// <summary>The agent that an unknown name most likely means.</summary>
internal static class NearestAgent
{
    /// <summary>An alias's agent, else the id fewest edits away; null when that is more than a third of the name. Among equals the first in ordinal order.</summary>
    public static string? Of(string name, IEnumerable<string> otherAgents)
    {
        if (KnownAgents.FindAlias(name) is { } aliased)
        {
            return aliased;
        }

        var (nearest, fewest) = ((string?)null, Math.Max(1, name.Length / 3) + 1);
        foreach (var candidate in KnownAgents.Ids.Concat(otherAgents).OrderBy(static id => id, StringComparer.Ordinal))
        {
            var edits = Edits(name, candidate);
            if (edits < fewest)
            {
                (nearest, fewest) = (candidate, edits);
            }
        }

        return nearest;
    }

    // Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). Ids are at most 64 characters.
    private static int Edits(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            distance[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            distance[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(substituted, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[a.Length, b.Length];
    }
}
