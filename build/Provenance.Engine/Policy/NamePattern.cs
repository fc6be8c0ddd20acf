using System.Collections.Immutable;

namespace Provenance.Engine.Policy;

/// <summary>A name in which <c>*</c> stands for any characters: <c>anthropic/*</c>, <c>Acme.Plugins.*</c>. Compared ordinally.</summary>
public sealed record NamePattern
{
    private readonly ImmutableArray<string> pieces;

    private NamePattern(string text)
    {
        Text = text;
        pieces = [.. text.Split('*')];
    }

    public string Text { get; }

    public bool MatchesEverything => pieces.All(piece => piece.Length == 0) && pieces.Length > 1;

    public static NamePattern Any { get; } = new("*");

    /// <returns>Null when the text is empty, longer than a pattern may be, or holds anything but letters, digits and <c>._:/+`*-</c>.</returns>
    public static NamePattern? TryParse(string text) =>
        text.Length is > 0 and <= Limits.MaxPatternLength && text.All(IsAllowed) ? new NamePattern(text) : null;

    /// <summary>Leftmost match of each piece, which is enough because a star takes anything: one pass over the name.</summary>
    public bool Matches(string name)
    {
        if (pieces.Length == 1)
        {
            return string.Equals(name, Text, StringComparison.Ordinal);
        }

        var (first, last) = (pieces[0], pieces[^1]);
        if (name.Length < first.Length + last.Length || !name.StartsWith(first, StringComparison.Ordinal) || !name.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = name.AsSpan(first.Length, name.Length - first.Length - last.Length);
        foreach (var piece in pieces.AsSpan()[1..^1])
        {
            var at = rest.IndexOf(piece, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return true;
    }

    public bool Equals(NamePattern? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;

    private static bool IsAllowed(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '+' or '`' or '*' or '-';
}
