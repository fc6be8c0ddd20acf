using System.Globalization;
using System.Text;

namespace Provenance.Engine.Reports;

/// <summary>The one encoder for terminals and logs: what would move the cursor, reorder text or hide itself becomes visible as <c>\u{…}</c>, and so does what a build server that prints the log would obey.</summary>
public static class TerminalText
{
    /// <summary>Safe on one line. Printable text, spaces included, passes as it is.</summary>
    public static string Encode(string text) => BreakCommands(EncodeHidden(text));

    /// <summary>Azure Pipelines and TeamCity obey <c>##vso[</c> and <c>##teamcity[</c> wherever they stand, GitHub <c>##[</c> anywhere and <c>::</c> at the start of a line.</summary>
    private static string BreakCommands(string text)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        if (!text.Contains("##", StringComparison.Ordinal) && !text.AsSpan(start).StartsWith("::"))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            _ = i == start && text.AsSpan(i).StartsWith("::") || IsCommand(text, i)
                ? result.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[i]:x}}}")
                : result.Append(text[i]);
        }

        return result.ToString();
    }

    private static bool IsCommand(string text, int start)
    {
        if (!text.AsSpan(start).StartsWith("##"))
        {
            return false;
        }

        var end = start + 2;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end < text.Length && text[end] == '[';
    }

    private static string EncodeHidden(string text)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, i, out var rune);
            var length = isRune ? rune.Utf16SequenceLength : 1;
            if (isRune && !IsHidden(rune))
            {
                result?.Append(text, i, length);
            }
            else
            {
                result ??= new StringBuilder().Append(text, 0, i);
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{(isRune ? rune.Value : text[i]):x}}}");
            }

            i += length;
        }

        return result?.ToString() ?? text;
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        // Letters and marks that take no room: the grapheme joiner, fillers, variation selectors.
        || rune.Value is 0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);
}
