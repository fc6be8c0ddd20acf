using System.Runtime.InteropServices;

namespace Provenance.Oracles;

/// <summary>The exact length, 64 cells at a time: H. Hyyrö, "Bit-Parallel LCS-length Computation Revisited" (2004).</summary>
internal static class LongestCommonSubsequence
{
    public static int Length(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        var prefix = before.CommonPrefixLength(after);
        before = before[prefix..];
        after = after[prefix..];
        var suffix = 0;
        while (suffix < before.Length && suffix < after.Length && before[^(suffix + 1)] == after[^(suffix + 1)])
        {
            suffix++;
        }

        return prefix + suffix + OfMiddle(before[..^suffix], after[..^suffix]);
    }

    private static int OfMiddle(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        if (before.IsEmpty || after.IsEmpty)
        {
            return 0;
        }

        var positions = PositionsOf(before);
        var open = new ulong[(before.Length + 63) / 64];
        Array.Fill(open, ulong.MaxValue);
        foreach (var element in after)
        {
            if (positions.TryGetValue(element, out var matches))
            {
                Step(open, matches);
            }
        }

        var length = 0;
        for (var i = 0; i < before.Length; i++)
        {
            length += (open[i / 64] >> (i % 64) & 1) == 0 ? 1 : 0;
        }

        return length;
    }

    private static void Step(ulong[] open, ulong[] matches)
    {
        var carry = 0UL;
        for (var i = 0; i < open.Length; i++)
        {
            var sum = (UInt128)open[i] + (open[i] & matches[i]) + carry;
            open[i] = (ulong)sum | (open[i] & ~matches[i]);
            carry = (ulong)(sum >> 64);
        }
    }

    private static Dictionary<ulong, ulong[]> PositionsOf(ReadOnlySpan<ulong> elements)
    {
        var result = new Dictionary<ulong, ulong[]>();
        for (var i = 0; i < elements.Length; i++)
        {
            ref var bits = ref CollectionsMarshal.GetValueRefOrAddDefault(result, elements[i], out _);
            bits ??= new ulong[(elements.Length + 63) / 64];
            bits[i / 64] |= 1UL << (i % 64);
        }

        return result;
    }
}
