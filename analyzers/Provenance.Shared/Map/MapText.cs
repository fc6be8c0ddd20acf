using System.Text;

namespace Provenance.Shared.Map;

/// <summary>Text fields of the map: printable ASCII stays, the bytes of everything else are written as <c>%XX</c>.</summary>
/// <remarks>
/// The bytes are UTF-8, with a lone surrogate as the three bytes that its value would have: file names may hold one, and a path must come back as it went in.
/// Each text has exactly one spelling, which <see cref="Decode"/> insists on: equal fields are equal strings.
/// </remarks>
internal static class MapText
{
    private const string Digits = "0123456789ABCDEF";

    public static string Encode(string text)
    {
        var to = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsPlain(c) && !(text.Length == 1 && c == '-'))
            {
                to.Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                AppendScalar(to, char.ConvertToUtf32(c, text[++i]));
            }
            else
            {
                AppendScalar(to, c);
            }
        }

        return to.ToString();
    }

    /// <summary>The text of a field, or null when no text is spelled like this.</summary>
    public static string? Decode(string field)
    {
        // Most fields need no escape; a single '-' is spelled with one.
        if (field.Length > 1 && field.All(IsPlain))
        {
            return field;
        }

        var text = Unescape(field);
        return text is not null && string.Equals(Encode(text), field, StringComparison.Ordinal) ? text : null;
    }

    // ' ' and below separate fields and lines, '%' opens an escape, 0x7F and above are not printable ASCII.
    private static bool IsPlain(char c) => c is > ' ' and < '\x7F' and not '%';

    private static void AppendScalar(StringBuilder to, int scalar)
    {
        if (scalar < 0x80)
        {
            AppendByte(to, scalar);
            return;
        }

        if (scalar < 0x800)
        {
            AppendByte(to, 0xC0 | (scalar >> 6));
        }
        else
        {
            if (scalar < 0x10000)
            {
                AppendByte(to, 0xE0 | (scalar >> 12));
            }
            else
            {
                AppendByte(to, 0xF0 | (scalar >> 18));
                AppendByte(to, 0x80 | ((scalar >> 12) & 0x3F));
            }

            AppendByte(to, 0x80 | ((scalar >> 6) & 0x3F));
        }

        AppendByte(to, 0x80 | (scalar & 0x3F));
    }

    private static void AppendByte(StringBuilder to, int value) => to.Append('%').Append(Digits[value >> 4]).Append(Digits[value & 15]);

    // Lenient on purpose: whatever this misreads does not encode back to the same field.
    private static string? Unescape(string field)
    {
        var to = new StringBuilder(field.Length);
        var at = 0;
        while (at < field.Length)
        {
            var first = ReadByte(field, ref at);
            var more = first switch { < 0 => -1, < 0xC0 => 0, < 0xE0 => 1, < 0xF0 => 2, _ => 3 };
            if (more < 0)
            {
                return null;
            }

            var scalar = more == 0 ? first : first & (0x3F >> more);
            for (; more > 0; more--)
            {
                var next = at < field.Length ? ReadByte(field, ref at) : -1;
                if (next < 0)
                {
                    return null;
                }

                scalar = (scalar << 6) | (next & 0x3F);
            }

            if (scalar > 0x10FFFF)
            {
                return null;
            }

            if (scalar < 0x10000)
            {
                to.Append((char)scalar);
            }
            else
            {
                to.Append(char.ConvertFromUtf32(scalar));
            }
        }

        return to.ToString();
    }

    private static int ReadByte(string field, ref int at)
    {
        var c = field[at++];
        if (c != '%')
        {
            return c < 0x80 ? c : -1;
        }

        if (at + 2 > field.Length)
        {
            return -1;
        }

        var high = Digits.IndexOf(field[at++]);
        var low = Digits.IndexOf(field[at++]);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }
}
