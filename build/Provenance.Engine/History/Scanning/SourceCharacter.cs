using System.Globalization;
using System.Text;

namespace Provenance.Engine.History.Scanning;

/// <summary>
/// The character classes of C# beyond ASCII. Roslyn classifies UTF-16 units, so a character beyond U+FFFF is never a letter,
/// whatever Unicode says of it. The categories are those of the running framework, as they are for the compiler beside us.
/// </summary>
internal static class SourceCharacter
{
    /// <summary>The character at a position as a Unicode scalar, with its length in bytes; ill-formed bytes read as U+FFFD.</summary>
    public static int At(ReadOnlySpan<byte> text, int position, out int length)
    {
        var first = text[position];
        if (first < 0x80)
        {
            length = 1;
            return first;
        }

        Rune.DecodeFromUtf8(text[position..], out var rune, out length);
        return rune.Value;
    }

    public static bool IsNewLine(int character) => character is '\r' or '\n' or 0x85 or 0x2028 or 0x2029;

    public static bool IsWhiteSpace(int character) =>
        character is ' ' or '\t' or '\v' or '\f' or 0x1A or 0xA0 or 0xFEFF
        || (character is > 0xFF and <= 0xFFFF && CharUnicodeInfo.GetUnicodeCategory((char)character) == UnicodeCategory.SpaceSeparator);

    public static bool IsIdentifierStart(int character)
    {
        if (character < 0x80)
        {
            return character is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
        }

        return character <= 0xFFFF && CharUnicodeInfo.GetUnicodeCategory((char)character)
            is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;
    }

    public static bool IsIdentifierPart(int character)
    {
        if (character < 0x80)
        {
            return IsIdentifierStart(character) || character is >= '0' and <= '9';
        }

        return IsIdentifierStart(character) || (character <= 0xFFFF && CharUnicodeInfo.GetUnicodeCategory((char)character)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format);
    }

    public static bool IsFormat(int character) =>
        character is > 0x7F and <= 0xFFFF && CharUnicodeInfo.GetUnicodeCategory((char)character) == UnicodeCategory.Format;
}
