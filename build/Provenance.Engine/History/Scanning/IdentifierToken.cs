namespace Provenance.Engine.History.Scanning;

/// <summary>Identifiers and keywords, with escapes and characters beyond ASCII.</summary>
internal static class IdentifierToken
{
    /// <summary>End of the identifier at a position, or the position itself when none begins there.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="position">At the first character, after any <c>@</c>.</param>
    /// <param name="isPlain">Whether the identifier is spelled in ASCII without escapes, so that it may be a keyword.</param>
    public static int End(ReadOnlySpan<byte> text, int position, out bool isPlain)
    {
        var start = position;
        isPlain = true;
        if ((uint)position < (uint)text.Length && ByteClass.Of(text[position]) == ByteClass.Digit)
        {
            return position;
        }

        while (true)
        {
            position = ByteClass.EndOfAsciiIdentifier(text, position);
            if ((uint)position >= (uint)text.Length || (text[position] < 0x80 && text[position] != '\\'))
            {
                return position;
            }

            int character;
            int next;
            if (text[position] == '\\')
            {
                if (!UnicodeEscape.IsAt(text, position))
                {
                    return position;
                }

                // An escape that does not even belong to the identifier keeps it from being a keyword.
                isPlain = false;
                character = UnicodeEscape.Read(text, position, out next);
            }
            else
            {
                character = SourceCharacter.At(text, position, out var length);
                next = position + length;
            }

            if (position == start ? !SourceCharacter.IsIdentifierStart(character) : !SourceCharacter.IsIdentifierPart(character))
            {
                return position;
            }

            isPlain = false;
            position = next;
        }
    }

    /// <summary>Whether an identifier begins at a position, without <c>@</c>.</summary>
    public static bool Starts(ReadOnlySpan<byte> text, int position) =>
        (uint)position < (uint)text.Length && SourceCharacter.IsIdentifierStart(
            UnicodeEscape.IsAt(text, position) ? UnicodeEscape.Read(text, position, out _) : SourceCharacter.At(text, position, out _));
}
