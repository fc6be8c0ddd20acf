using System.Buffers;

namespace Provenance.Engine.History.Scanning;

/// <summary>Line ends and white space as the C# lexer sees them: CR, LF, CR LF, U+0085, U+2028 and U+2029 end a line.</summary>
internal static class PhysicalLine
{
    // C2 begins U+0085, E2 begins U+2028 and U+2029; most of what they begin is something else.
    private static readonly SearchValues<byte> PossibleEnds = SearchValues.Create([(byte)'\r', (byte)'\n', 0xC2, 0xE2]);

    /// <summary>Whether a line ends at a position, and in how many bytes (CR LF is two).</summary>
    public static bool IsEnd(ReadOnlySpan<byte> text, int position, out int length)
    {
        length = 0;
        if ((uint)position >= (uint)text.Length)
        {
            return false;
        }

        length = text[position] switch
        {
            (byte)'\n' => 1,
            (byte)'\r' => Is(text, position + 1, '\n') ? 2 : 1,
            0xC2 => Is(text, position + 1, 0x85) ? 2 : 0,
            0xE2 => Is(text, position + 1, 0x80) && (Is(text, position + 2, 0xA8) || Is(text, position + 2, 0xA9)) ? 3 : 0,
            _ => 0,
        };
        return length > 0;
    }

    /// <summary>Where the line that holds a position ends: at its line end, or at the end of the text.</summary>
    public static int End(ReadOnlySpan<byte> text, int position)
    {
        while (true)
        {
            var offset = text[position..].IndexOfAny(PossibleEnds);
            if (offset < 0)
            {
                return text.Length;
            }

            position += offset;
            if (IsEnd(text, position, out _))
            {
                return position;
            }

            position++;
        }
    }

    /// <summary>Where the next line begins, or the end of the text.</summary>
    public static int Next(ReadOnlySpan<byte> text, int position)
    {
        var end = End(text, position);
        return IsEnd(text, end, out var length) ? end + length : end;
    }

    /// <summary>End of the white space, line ends excluded, at a position.</summary>
    public static int EndOfWhiteSpace(ReadOnlySpan<byte> text, int position)
    {
        while ((uint)position < (uint)text.Length)
        {
            var value = text[position];
            if (value == ' ')
            {
                var offset = text[position..].IndexOfAnyExcept((byte)' ');
                if (offset < 0)
                {
                    return text.Length;
                }

                position += offset;
            }
            else if (value is (byte)'\t' or (byte)'\v' or (byte)'\f' or 0x1A)
            {
                position++;
            }
            else if (value >= 0x80 && SourceCharacter.IsWhiteSpace(SourceCharacter.At(text, position, out var length)))
            {
                position += length;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    /// <summary>Whether a position lies in the text and holds a given byte.</summary>
    public static bool Is(ReadOnlySpan<byte> text, int position, int value) =>
        (uint)position < (uint)text.Length && text[position] == value;
}
