namespace Provenance.Engine.Policy;

/// <summary>A form of name, with the words in which a message describes it.</summary>
internal sealed record NameForm(string Description, Func<string, bool> IsMatch)
{
    /// <summary>Ids of agents, surfaces and rules.</summary>
    public static NameForm Slug { get; } = new("an id of at most 64 of a-z, 0-9, . _ -", text =>
        text.Length <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-'));

    public static NameForm Model { get; } = new("a model such as provider/model", text =>
        text.Length <= 96 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '+' or '-'));

    public static NameForm TypeName { get; } = new("the full name of a type, without generic arguments", text =>
        text.Split('.').All(IsIdentifier));

    public static NameForm TrailerKey { get; } = new("a trailer key such as Reviewed-by, or HumanReviewed", text =>
        text.Length <= 64 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    public static NameForm CommitId { get; } = new("a full commit id of 40 or 64 lower-case hex digits", text =>
        text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower));

    public static NameForm Symbol { get; } = new("the full name of a type or member", text =>
        text.All(c => !char.IsControl(c) && !char.IsWhiteSpace(c)));

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_');
}
