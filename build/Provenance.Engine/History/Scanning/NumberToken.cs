namespace Provenance.Engine.History.Scanning;

/// <summary>Numeric literals, well formed or not: <c>0x</c>, <c>1e</c> and <c>1_</c> are tokens too.</summary>
internal static class NumberToken
{
    /// <summary>End of the literal at a position that holds a digit, or a dot before a digit.</summary>
    public static int End(ReadOnlySpan<byte> text, int position)
    {
        if (text[position] == '0' && position + 1 < text.Length)
        {
            switch (text[position + 1] | 0x20)
            {
                case 'x':
                    position += 2;
                    while (position < text.Length && (char.IsAsciiHexDigit((char)text[position]) || text[position] == '_'))
                    {
                        position++;
                    }

                    return EndOfIntegerSuffix(text, position);
                case 'b':
                    position += 2;
                    while (position < text.Length && text[position] is (byte)'0' or (byte)'1' or (byte)'_')
                    {
                        position++;
                    }

                    return EndOfIntegerSuffix(text, position);
            }
        }

        var isReal = false;
        position = EndOfDigits(text, position);
        if (PhysicalLine.Is(text, position, '.') && position + 1 < text.Length && char.IsAsciiDigit((char)text[position + 1]))
        {
            isReal = true;
            position = EndOfDigits(text, position + 1);
        }

        if (IsLetter(text, position, 'e'))
        {
            isReal = true;
            position++;
            if (PhysicalLine.Is(text, position, '+') || PhysicalLine.Is(text, position, '-'))
            {
                position++;
            }

            position = EndOfDigits(text, position);
        }

        if (IsLetter(text, position, 'f') || IsLetter(text, position, 'd') || IsLetter(text, position, 'm'))
        {
            return position + 1;
        }

        return isReal ? position : EndOfIntegerSuffix(text, position);
    }

    private static int EndOfDigits(ReadOnlySpan<byte> text, int position)
    {
        while ((uint)position < (uint)text.Length && (char.IsAsciiDigit((char)text[position]) || text[position] == '_'))
        {
            position++;
        }

        return position;
    }

    private static int EndOfIntegerSuffix(ReadOnlySpan<byte> text, int position)
    {
        if (IsLetter(text, position, 'l'))
        {
            return IsLetter(text, position + 1, 'u') ? position + 2 : position + 1;
        }

        if (IsLetter(text, position, 'u'))
        {
            return IsLetter(text, position + 1, 'l') ? position + 2 : position + 1;
        }

        return position;
    }

    private static bool IsLetter(ReadOnlySpan<byte> text, int position, int lowerCase) =>
        (uint)position < (uint)text.Length && (text[position] | 0x20) == lowerCase;
}
