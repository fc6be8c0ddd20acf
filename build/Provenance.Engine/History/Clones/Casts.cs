namespace Provenance.Engine.History.Clones;

/// <summary>Tells casts by their tokens. A mistake folds a copy and its original alike.</summary>
internal static class Casts
{
    /// <summary>A type name with its arguments is not longer.</summary>
    private const int LongestType = 24;

    /// <summary>Tokens behind a parenthesis on which it depends whether it opens a cast.</summary>
    public const int MostAhead = LongestType + 3;

    private static readonly ulong Close = CodeUnits.Hash(")");

    private static readonly HashSet<ulong> InTypes =
    [
        .. new[]
        {
            ".", "?", "[", "]", "<", ">", ",", "::", "bool", "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "char", "float", "double", "decimal",
            "string", "object",
        }.Select(CodeUnits.Hash),
    ];

    /// <summary>After these, what stands in parentheses is a condition, a type or an argument.</summary>
    private static readonly HashSet<ulong> NotBefore =
    [
        .. new[]
        {
            "if", "while", "for", "foreach", "switch", "using", "lock", "catch", "fixed", "typeof", "sizeof", "default", "checked", "unchecked", "new", "this", "base",
            ")", "]", ">",
        }.Select(CodeUnits.Hash),
    ];

    private static readonly HashSet<ulong> MayFollow =
    [
        .. new[] { "(", "!", "~", "this", "base", "new", "typeof", "default", "sizeof", "true", "false", "null", "await", "string", "int", "long", "object" }.Select(CodeUnits.Hash),
    ];

    /// <param name="open">Index of an opening parenthesis.</param>
    /// <returns>Index of the cast's closing parenthesis; null when it is none.</returns>
    public static int? EndOf(CodeUnits tokens, int open)
    {
        if (open > 0 && (tokens.IsIdentifier(open - 1) || NotBefore.Contains(tokens[open - 1])))
        {
            return null;
        }

        var end = open + 1;
        while (end < tokens.Count && end - open <= LongestType && (tokens.IsIdentifier(end) || InTypes.Contains(tokens[end])))
        {
            end++;
        }

        var isClosed = end > open + 1 && end + 1 < tokens.Count && tokens[end] == Close;
        return isClosed && IsOperand(tokens, end + 1) ? end : null;
    }

    private static bool IsOperand(CodeUnits tokens, int index) => tokens.IsIdentifier(index) || tokens.IsLiteral(index) || MayFollow.Contains(tokens[index]);
}
