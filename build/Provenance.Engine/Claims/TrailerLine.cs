namespace Provenance.Engine.Claims;

/// <summary>The outer form of a line of evidence: a prefix of list and quotation signs, then perhaps <c>KEY: VALUE</c>.</summary>
internal static class TrailerLine
{
    /// <summary>Longer words before a colon are prose.</summary>
    public const int MaxKey = 64;

    private const int MaxIndent = 3;

    /// <summary>True for lines that document code or trailers: indented by four columns or by a tab.</summary>
    public static bool IsIndented(ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '\t':
                    return true;
                case ' ':
                    if (i >= MaxIndent)
                    {
                        return true;
                    }

                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Cuts the prefix <c>&gt;</c>, <c>*</c>, <c>-</c> with blanks between, and the blanks at the end.</summary>
    /// <param name="isQuoted">The prefix holds a <c>&gt;</c>.</param>
    public static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> line, out bool isQuoted)
    {
        isQuoted = false;
        var at = 0;
        while (at < line.Length && line[at] is ' ' or '\t' or '>' or '*' or '-')
        {
            isQuoted |= line[at] == '>';
            at++;
        }

        return line[at..].TrimEnd();
    }

    /// <summary>Splits <c>KEY: VALUE</c>; the value is trimmed and may be empty.</summary>
    public static bool TrySplit(ReadOnlySpan<char> content, out string key, out ReadOnlySpan<char> value)
    {
        key = "";
        value = default;
        var colon = content[..Math.Min(content.Length, MaxKey + 1)].IndexOf(':');
        if (colon <= 0)
        {
            return false;
        }

        var head = content[..colon].TrimEnd(" \t");
        if (!IsKey(head))
        {
            return false;
        }

        key = head.ToString();
        value = content[(colon + 1)..].Trim();
        return true;
    }

    /// <summary>Letters, digits and hyphens, a letter first, at most one blank inside.</summary>
    public static bool IsKey(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxKey || !char.IsAsciiLetter(text[0]) || text[^1] == ' ')
        {
            return false;
        }

        var blanks = 0;
        foreach (var c in text)
        {
            if (c == ' ')
            {
                blanks++;
            }
            else if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return blanks <= 1;
    }
}
