namespace Provenance.Engine.Policy;

/// <summary>The name that somebody most likely meant.</summary>
internal static class NearestName
{
    // Longer than any name here; a longer word is compared by its beginning, so that a hostile key costs no more than a short one.
    private const int MaxCompared = 64;

    /// <param name="candidates">At least one.</param>
    /// <returns>The candidate with the fewest edits (insert, delete, replace, swap of neighbours; case is free), the first of equals.</returns>
    public static string Among(string word, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(word, candidate))!;

    internal static int Distance(string left, string right)
    {
        var a = Fold(left);
        var b = Fold(right);
        var (beforeLast, last, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(Math.Min(last[j], current[j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }

    private static string Fold(string word) => (word.Length <= MaxCompared ? word : word[..MaxCompared]).ToUpperInvariant();
}
