namespace Provenance.Engine.History.Scanning;

/// <summary>
/// Lines that a conflicting merge left behind. Roslyn takes them for trivia, and with them everything from
/// <c>|||||||</c> or <c>=======</c> to the line of <c>&gt;&gt;&gt;&gt;&gt;&gt;&gt;</c>: only the first side of a conflict has tokens.
/// </summary>
internal static class ConflictMarker
{
    private const int Width = 7;

    /// <summary>Whether a marker begins at a position that holds one of its four characters.</summary>
    public static bool IsAt(ReadOnlySpan<byte> text, int position)
    {
        var mark = text[position];
        if (text.Length - position < Width
            || text[position + 1] != mark
            || text.Slice(position, Width).IndexOfAnyExcept(mark) >= 0
            || !IsLineStart(text, position))
        {
            return false;
        }

        return mark is (byte)'|' or (byte)'=' || PhysicalLine.Is(text, position + Width, ' ');
    }

    /// <summary>End of everything that the marker at a position takes out of the text.</summary>
    public static int End(ReadOnlySpan<byte> text, int position)
    {
        while (true)
        {
            var mark = text[position];
            position = EndOfHeader(text, position);
            if (mark is not ((byte)'|' or (byte)'='))
            {
                return position;
            }

            position = EndOfOtherSide(text, position, mark);
            if (position >= text.Length || IsNonCharacter(text, position))
            {
                return position;
            }
        }
    }

    // The header takes all line ends that follow it, empty lines included.
    private static int EndOfHeader(ReadOnlySpan<byte> text, int position)
    {
        var end = PhysicalLine.End(text, position);
        var stop = IndexOfNonCharacter(text[position..end]);
        if (stop >= 0)
        {
            return position + stop;
        }

        while (PhysicalLine.IsEnd(text, end, out var length))
        {
            end += length;
        }

        return end;
    }

    private static int EndOfOtherSide(ReadOnlySpan<byte> text, int position, byte mark)
    {
        while (position < text.Length)
        {
            // From the second character on, a marker can only follow a line end; the header left us at the start of a line.
            if ((text[position] == '>' || (mark == '|' && text[position] == '=')) && IsAt(text, position))
            {
                return position;
            }

            var next = PhysicalLine.Next(text, position);
            var stop = IndexOfNonCharacter(text[position..next]);
            if (stop >= 0)
            {
                return position + stop;
            }

            position = next;
        }

        return position;
    }

    // Roslyn's sign for "no more characters" is U+FFFF, and this is the one place where it does not ask whether the text is really at its end.
    private static bool IsNonCharacter(ReadOnlySpan<byte> text, int position) => text[position..].StartsWith("\uFFFF"u8);

    private static int IndexOfNonCharacter(ReadOnlySpan<byte> text) => text.IndexOf("\uFFFF"u8);

    private static bool IsLineStart(ReadOnlySpan<byte> text, int position) =>
        position == 0
        || text[position - 1] is (byte)'\n' or (byte)'\r'
        || (position >= 2 && PhysicalLine.IsEnd(text, position - 2, out var two) && two == 2)
        || (position >= 3 && PhysicalLine.IsEnd(text, position - 3, out var three) && three == 3);
}
