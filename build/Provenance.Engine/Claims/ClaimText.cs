namespace Provenance.Engine.Claims;

/// <summary>What text may leave this stage: models and session keys in a narrow alphabet.</summary>
internal static class ClaimText
{
    private const int MaxIdentifier = 96;

    /// <summary>The text when it is an identifier <c>[A-Za-z0-9._:/+-]{1,96}</c>, else null.</summary>
    public static string? Identifier(string? text) => text is { Length: > 0 and <= MaxIdentifier } && text.All(IsIdentifier) ? text : null;

    /// <summary>Like <see cref="Identifier"/>, with blanks and parentheses inside.</summary>
    public static string? Slug(string text) =>
        text is { Length: > 0 and <= MaxIdentifier } && text.All(c => IsIdentifier(c) || c is ' ' or '(' or ')') ? text : null;

    private static bool IsIdentifier(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '+' or '-';
}
