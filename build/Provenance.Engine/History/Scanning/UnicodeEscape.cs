namespace Provenance.Engine.History.Scanning;

/// <summary>Escapes with hexadecimal digits: <c>\x</c>, <c>\u</c>, <c>\U</c>.</summary>
internal static class UnicodeEscape
{
    /// <summary>Whether an escape that may stand in an identifier begins at a position.</summary>
    public static bool IsAt(ReadOnlySpan<byte> text, int position) =>
        PhysicalLine.Is(text, position, '\\') && (PhysicalLine.Is(text, position + 1, 'u') || PhysicalLine.Is(text, position + 1, 'U'));

    /// <summary>The UTF-16 unit that the escape at a position stands for (the first one of a pair), and where the escape ends.</summary>
    /// <remarks>
    /// Roslyn reads broken escapes too, and goes on with whatever character it looked at last. <c>\uZ</c> is the letter u, so it begins an
    /// identifier, and an eight-digit escape beyond U+10FFFF is its own last digit, or the character that cut it short.
    /// </remarks>
    public static int Read(ReadOnlySpan<byte> text, int position, out int end)
    {
        var letter = text[position + 1];
        position += 2;
        if (!IsHexDigit(text, position))
        {
            end = position;
            return letter;
        }

        var most = letter == 'U' ? 8 : 4;
        uint value = 0;
        var last = 0;
        var digits = 0;
        while (digits < most)
        {
            last = position < text.Length ? SourceCharacter.At(text, position, out _) : 0xFFFF;
            if (!IsHexDigit(text, position))
            {
                break;
            }

            value = (value << 4) + HexValue(text[position]);
            position++;
            digits++;
        }

        end = position;
        if (value > 0x10FFFF)
        {
            return last > 0xFFFF ? 0xD800 : last;
        }

        return value > 0xFFFF ? 0xD800 : (int)value;
    }

    private static bool IsHexDigit(ReadOnlySpan<byte> text, int position) =>
        (uint)position < (uint)text.Length && char.IsAsciiHexDigit((char)text[position]);

    private static uint HexValue(byte digit) => (uint)((digit & 0xF) + (digit >= 'A' ? 9 : 0));
}
