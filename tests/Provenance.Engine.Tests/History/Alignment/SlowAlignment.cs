namespace Provenance.Engine.Tests.History.Alignment;

/// <summary>The oracle: a longest common subsequence by dynamic programming, quadratic and plain.</summary>
internal static class SlowAlignment
{
    /// <summary>No element is so frequent that git's way of preparing a diff may leave it out.</summary>
    public static bool HasOnlyRareElements(ulong[] before, ulong[] after) =>
        before.Concat(after).Distinct().All(element => before.Count(other => other == element) < RareLimit(after.Length) && after.Count(other => other == element) < RareLimit(before.Length));

    // A power of two around the square root: 4 up to 15 elements, 8 up to 63.
    private static int RareLimit(int length)
    {
        var limit = 1;
        for (; length > 0; length >>= 2)
        {
            limit <<= 1;
        }

        return limit;
    }

    public static int LongestCommonSubsequence(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        var row = new int[after.Length + 1];
        foreach (var element in before)
        {
            var diagonal = 0;
            for (var n = 1; n <= after.Length; n++)
            {
                var above = row[n];
                row[n] = element == after[n - 1] ? diagonal + 1 : Math.Max(above, row[n - 1]);
                diagonal = above;
            }
        }

        return row[^1];
    }
}
