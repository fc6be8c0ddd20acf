using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Clones;

/// <summary>Tells casts by their tokens. A mistake folds a copy and its original alike.</summary>
internal static class Casts
{
    /// <summary>A type name with its arguments is not longer.</summary>
    private const int LongestType = 24;

    private static readonly ulong Close = TokenHash.Of(")"u8);

    private static readonly HashSet<ulong> InTypes =
    [
        .. new[]
        {
            ".", "?", "[", "]", "<", ">", ",", "::", "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "char", "float", "double", "decimal",
            "string", "object",
        }.Select(Of),
    ];

    /// <summary>After these, what stands in parentheses is a condition, a type or an argument.</summary>
    private static readonly HashSet<ulong> NotBefore =
    [
        .. new[]
        {
            "if", "while", "for", "foreach", "switch", "using", "lock", "catch", "fixed", "typeof", "sizeof", "default", "checked", "unchecked", "new", "this", "base",
            ")", "]", ">",
        }.Select(Of),
    ];

    private static readonly HashSet<ulong> MayFollow =
    [
        .. new[] { "(", "!", "~", "this", "base", "new", "typeof", "default", "sizeof", "true", "false", "null", "await", "string", "int", "long", "object" }.Select(Of),
    ];

    /// <param name="open">Index of an opening parenthesis.</param>
    /// <returns>Index of the cast's closing parenthesis; null when it is none.</returns>
    public static int? EndOf(TokenBuffer tokens, int open)
    {
        if (open > 0 && (tokens.Kind(open - 1) == TokenKind.Identifier || NotBefore.Contains(tokens.Hashes[open - 1])))
        {
            return null;
        }

        var end = open + 1;
        while (end < tokens.Count && end - open <= LongestType && (tokens.Kind(end) == TokenKind.Identifier || InTypes.Contains(tokens.Hashes[end])))
        {
            end++;
        }

        var isClosed = end > open + 1 && end + 1 < tokens.Count && tokens.Hashes[end] == Close;
        return isClosed && IsOperand(tokens, end + 1) ? end : null;
    }

    private static bool IsOperand(TokenBuffer tokens, int index) =>
        tokens.Kind(index) is TokenKind.Identifier or TokenKind.Number or TokenKind.String or TokenKind.Character || MayFollow.Contains(tokens.Hashes[index]);

    private static ulong Of(string token) => TokenHash.Of(System.Text.Encoding.UTF8.GetBytes(token));
}
