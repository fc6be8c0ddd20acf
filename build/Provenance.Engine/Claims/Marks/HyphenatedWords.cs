using System.Text;

namespace Provenance.Engine.Claims.Marks;

/// <summary>Finds words with a hyphen, as trailer keys and SPDX tags are, in bytes and without regard to case.</summary>
internal sealed class HyphenatedWords
{
    /// <summary>A shorter word with a hyphen is an operator or a sign.</summary>
    private const int Shortest = 3;

    /// <summary>Length of what stands behind the hyphenated word in <c>Co-authored by</c>, a variant of a key.</summary>
    private const int RestOfVariant = 3;

    // Indexed by length: nearly every word of a text is refused without a comparison.
    private readonly byte[][][] _byLength;

    /// <param name="words">ASCII.</param>
    public HyphenatedWords(IEnumerable<string> words)
    {
        var byLength = words.ToLookup(word => word.Length, Encoding.ASCII.GetBytes);
        _byLength = [.. Enumerable.Range(0, byLength.Max(group => group.Key) + 1).Select(length => byLength[length].ToArray())];
    }

    private int Longest => _byLength.Length - 1;

    /// <summary>Whether the letters, digits and hyphens around a hyphen are one of the words, or are one with the three bytes behind them.</summary>
    /// <param name="hyphen">Its place. False for all but the first of a word, so that a text of hyphens takes no longer than another.</param>
    public bool IsAround(ReadOnlySpan<byte> text, int hyphen)
    {
        var start = hyphen;
        while (start > 0 && IsPart(text[start - 1]))
        {
            start--;
            if (text[start] == (byte)'-' || hyphen - start > Longest)
            {
                return false;
            }
        }

        var end = hyphen + 1;
        while (end < text.Length && IsPart(text[end]))
        {
            end++;
            if (end - start > Longest)
            {
                return false;
            }
        }

        return end - start >= Shortest
            && (Holds(text[start..end]) || (end + RestOfVariant <= text.Length && Holds(text[start..(end + RestOfVariant)])));
    }

    private bool Holds(ReadOnlySpan<byte> word)
    {
        if (word.Length > Longest)
        {
            return false;
        }

        foreach (var known in _byLength[word.Length])
        {
            if (Ascii.EqualsIgnoreCase(word, known))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == (byte)'-';
}
