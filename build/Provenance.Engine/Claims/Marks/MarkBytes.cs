using System.Collections.Frozen;
using System.Text;

namespace Provenance.Engine.Claims.Marks;

/// <summary>Looks for the bytes without which a file holds no comment that marks it: cheap, and true too often rather than too rarely.</summary>
internal static class MarkBytes
{
    private const int MaxWord = TrailerLine.MaxKey;

    /// <summary><c>AI generated</c>, in any case.</summary>
    public static bool HoldsSpacedMarker(ReadOnlySpan<byte> text) => HoldsSpacedMarker(text, " g"u8) || HoldsSpacedMarker(text, " G"u8);

    // A blank before the letter is far rarer than the letter.
    private static bool HoldsSpacedMarker(ReadOnlySpan<byte> text, ReadOnlySpan<byte> middle)
    {
        for (var from = 0; text[from..].IndexOf(middle) is >= 0 and var at; from += at + 1)
        {
            var place = from + at;
            if (place >= 2 && text.Length - place > 9
                && Ascii.EqualsIgnoreCase(text.Slice(place - 2, 2), "ai"u8)
                && Ascii.EqualsIgnoreCase(text.Slice(place + 1, 9), "generated"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A word with hyphens, as trailer keys and SPDX tags are, that is one of these or ends its line's key as one of them does.</summary>
    public static bool HoldsHyphenatedWord(ReadOnlySpan<byte> text, FrozenSet<string> words)
    {
        for (var from = 0; from < text.Length;)
        {
            var at = text[from..].IndexOf((byte)'-');
            if (at < 0)
            {
                return false;
            }

            at += from;
            var start = at;
            while (start > 0 && at - start < MaxWord && IsWord(text[start - 1]))
            {
                start--;
            }

            var end = at + 1;
            while (end < text.Length && end - at < MaxWord && IsWord(text[end]))
            {
                end++;
            }

            // Variants of keys have a blank in them: `Co-authored by`.
            if (end - start is > 2 and <= MaxWord
                && (words.Contains(Encoding.ASCII.GetString(text[start..end])) || (end + 3 <= text.Length && words.Contains(Encoding.ASCII.GetString(text[start..(end + 3)])))))
            {
                return true;
            }

            from = end;
        }

        return false;
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == (byte)'-';
}
