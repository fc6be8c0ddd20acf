using System.Text;

namespace Provenance.Engine.Claims;

/// <summary>A name and an address as the rules see them; lives no longer than the reading of its commit.</summary>
/// <param name="Name">Cleaned: from the first letter, digit or <c>(</c> on, blanks collapsed, quotes trimmed.</param>
/// <param name="Email">Lower case.</param>
internal readonly record struct IdentityText(string Name, string Email)
{
    private static readonly char[] Quotes = [' ', '"', '\'', '`', '\u201C', '\u201D', '\u2018', '\u2019'];

    public static IdentityText Of(string name, string email) =>
        new(CleanName(MessageText.Fold(name)), Cut(MessageText.Fold(email).Trim().ToLowerInvariant()));

    /// <summary>Reads <c>NAME &lt;ADDRESS</c>; the address ends at <c>&gt;</c>, a blank or the end, so that a cut line is still read.</summary>
    public static bool TryRead(ReadOnlySpan<char> value, out IdentityText identity)
    {
        identity = default;
        var open = value.IndexOf('<');
        if (open < 0)
        {
            return false;
        }

        var address = value[(open + 1)..].TrimStart();
        var end = address.IndexOfAny("> \t");
        identity = new IdentityText(CleanName(value[..open]), (end < 0 ? address : address[..end]).ToString().ToLowerInvariant());
        return true;
    }

    private static string CleanName(ReadOnlySpan<char> raw)
    {
        var start = 0;
        while (start < raw.Length && !char.IsLetterOrDigit(raw[start]) && raw[start] != '(')
        {
            start++;
        }

        var clean = new StringBuilder(Math.Min(raw.Length - start, Limits.Value));
        foreach (var c in raw[start..])
        {
            if (clean.Length == Limits.Value)
            {
                break;
            }

            if (!char.IsWhiteSpace(c))
            {
                clean.Append(c);
            }
            else if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString().Trim(Quotes);
    }

    private static string Cut(string text) => text.Length <= Limits.Value ? text : text[..Limits.Value];
}
