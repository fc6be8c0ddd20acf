using System.Buffers;

namespace Provenance.Engine.History.Scanning;

/// <summary>String and character literals without holes.</summary>
internal static class StringToken
{
    private static readonly SearchValues<byte> RegularStops = SearchValues.Create([(byte)'"', (byte)'\\', (byte)'\r', (byte)'\n', 0xC2, 0xE2]);
    private static readonly SearchValues<byte> CharacterStops = SearchValues.Create([(byte)'\'', (byte)'\\', (byte)'\r', (byte)'\n', 0xC2, 0xE2]);
    private static readonly SearchValues<byte> SingleLineRawStops = SearchValues.Create([(byte)'"', (byte)'\r', (byte)'\n', 0xC2, 0xE2]);

    /// <summary>End of the regular or raw string whose first quote is at a position, suffix included.</summary>
    public static int End(ReadOnlySpan<byte> text, int position)
    {
        return EndOfSuffix(text, IsRaw(text, position) ? EndOfRaw(text, position) : EndOfQuoted(text, position, RegularStops));
    }

    /// <summary>Whether the quote at a position begins a raw string.</summary>
    public static bool IsRaw(ReadOnlySpan<byte> text, int position) =>
        PhysicalLine.Is(text, position + 1, '"') && PhysicalLine.Is(text, position + 2, '"');

    /// <summary>End of the character literal whose first quote is at a position, however many characters it holds.</summary>
    public static int EndOfCharacter(ReadOnlySpan<byte> text, int position) => EndOfQuoted(text, position, CharacterStops);

    /// <summary>End of the verbatim string whose quote is at a position, suffix included.</summary>
    public static int EndOfVerbatim(ReadOnlySpan<byte> text, int position)
    {
        position++;
        while (true)
        {
            var offset = text[position..].IndexOf((byte)'"');
            if (offset < 0)
            {
                return text.Length;
            }

            position += offset + 1;
            if (!PhysicalLine.Is(text, position, '"'))
            {
                return EndOfSuffix(text, position);
            }

            position++;
        }
    }

    /// <summary>End of the run of one byte at a position.</summary>
    public static int EndOfRun(ReadOnlySpan<byte> text, int position, byte value)
    {
        while ((uint)position < (uint)text.Length && text[position] == value)
        {
            position++;
        }

        return position;
    }

    /// <summary>Where the character after the backslash at a position ends; the end of the text when there is none.</summary>
    /// <remarks>
    /// Roslyn takes that character whatever it is. After a backslash an LF (but of CR LF only the CR) does not end a string,
    /// which then goes on in the next line.
    /// </remarks>
    public static int EndOfSimpleEscape(ReadOnlySpan<byte> text, int position)
    {
        position++;
        if ((uint)position >= (uint)text.Length)
        {
            return text.Length;
        }

        SourceCharacter.At(text, position, out var length);
        return position + length;
    }

    /// <summary>End of the raw string whose first quote is at a position, without suffix.</summary>
    /// <remarks>
    /// A run of at least as many quotes as at the start ends it, excess quotes included; so does the end of the line, unless
    /// nothing but white space follows the first quotes in theirs.
    /// </remarks>
    public static int EndOfRaw(ReadOnlySpan<byte> text, int position)
    {
        var quotes = EndOfRun(text, position, (byte)'"') - position;
        position += quotes;
        if (!PhysicalLine.IsEnd(text, PhysicalLine.EndOfWhiteSpace(text, position), out _))
        {
            return EndOfSingleLineRaw(text, position, quotes);
        }

        while (true)
        {
            var offset = text[position..].IndexOf((byte)'"');
            if (offset < 0)
            {
                return text.Length;
            }

            position += offset;
            var end = EndOfRun(text, position, (byte)'"');
            if (end - position >= quotes)
            {
                return end;
            }

            position = end;
        }
    }

    private static int EndOfSingleLineRaw(ReadOnlySpan<byte> text, int position, int quotes)
    {
        while (true)
        {
            var offset = text[position..].IndexOfAny(SingleLineRawStops);
            if (offset < 0)
            {
                return text.Length;
            }

            position += offset;
            if (text[position] != '"')
            {
                if (PhysicalLine.IsEnd(text, position, out _))
                {
                    return position;
                }

                position++;
                continue;
            }

            var end = EndOfRun(text, position, (byte)'"');
            if (end - position >= quotes)
            {
                return end;
            }

            position = end;
        }
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> text, int position, SearchValues<byte> stops)
    {
        var quote = text[position];
        position++;
        while (true)
        {
            var offset = text[position..].IndexOfAny(stops);
            if (offset < 0)
            {
                return text.Length;
            }

            position += offset;
            var value = text[position];
            if (value == quote)
            {
                return position + 1;
            }

            if (value == '\\')
            {
                position = EndOfSimpleEscape(text, position);
            }
            else if (PhysicalLine.IsEnd(text, position, out _))
            {
                return position;
            }
            else
            {
                position++;
            }
        }
    }

    private static int EndOfSuffix(ReadOnlySpan<byte> text, int position) =>
        (uint)(position + 1) < (uint)text.Length && (text[position] | 0x20) == 'u' && text[position + 1] == '8' ? position + 2 : position;
}
