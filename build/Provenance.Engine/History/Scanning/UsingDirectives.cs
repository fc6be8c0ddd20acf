namespace Provenance.Engine.History.Scanning;

/// <summary>
/// Finds <c>using</c> directives in the stream of tokens: a <c>using</c> at the start of a declaration, in the file or directly
/// in a namespace, that is neither a statement (<c>using (…)</c>) nor a declaration (<c>using var x = …;</c>, <c>using T x = …;</c>).
/// </summary>
internal struct UsingDirectives
{
    private static readonly ulong Global = TokenHash.Of("global"u8);
    private static readonly ulong Static = TokenHash.Of("static"u8);
    private static readonly ulong Unsafe = TokenHash.Of("unsafe"u8);
    private static readonly ulong EqualsSign = TokenHash.Of("="u8);
    private static readonly ulong OpenParenthesis = TokenHash.Of("("u8);

    private const int None = -1;

    private int depth;
    private int namespaceDepth;
    private bool isInNamespaceName;
    private int candidate;

    public static UsingDirectives Start() => new() { candidate = None };

    /// <summary>To be told of every brace and semicolon, after it is in the buffer.</summary>
    public void OnStructural(byte value, TokenBuffer tokens)
    {
        switch (value)
        {
            case (byte)'{':
                if (isInNamespaceName && depth == namespaceDepth)
                {
                    namespaceDepth++;
                }

                depth++;
                isInNamespaceName = false;
                candidate = None;
                break;
            case (byte)'}':
                depth = Math.Max(0, depth - 1);
                namespaceDepth = Math.Min(namespaceDepth, depth);
                candidate = None;
                break;
            case (byte)';':
                isInNamespaceName = false;
                if (candidate != None)
                {
                    Complete(tokens);
                }

                break;
        }
    }

    /// <summary>To be told of every reserved keyword, after it is in the buffer.</summary>
    public void OnKeyword(ulong hash, TokenBuffer tokens)
    {
        if (depth != namespaceDepth)
        {
            return;
        }

        if (hash == Keywords.Namespace)
        {
            isInNamespaceName = true;
        }
        else if (hash == Keywords.Using)
        {
            candidate = FirstToken(tokens);
        }
    }

    private static int FirstToken(TokenBuffer tokens)
    {
        var index = tokens.Count - 1;
        var first = index > 0 && tokens.Hashes[index - 1] == Global ? index - 1 : index;
        return first == 0 || IsEndOfDeclaration(tokens, first - 1) ? first : None;
    }

    private static bool IsEndOfDeclaration(TokenBuffer tokens, int index) =>
        tokens.Hashes[index] is var hash
        && (hash == TokenHash.OfSingleByte((byte)';') || hash == TokenHash.OfSingleByte((byte)'{') || hash == TokenHash.OfSingleByte((byte)'}'));

    private void Complete(TokenBuffer tokens)
    {
        var hashes = tokens.Hashes;
        var name = candidate + (hashes[candidate] == Global ? 2 : 1);
        var isAlias = name + 1 < hashes.Length && hashes[name + 1] == EqualsSign;
        var isDirective = isAlias || hashes[name] == Static || hashes[name] == Unsafe
            || (hashes[name] != OpenParenthesis && hashes[name..].IndexOf(EqualsSign) < 0);
        if (isDirective)
        {
            tokens.MarkUsingDirective(candidate, hashes.Length - 1);
        }

        candidate = None;
    }
}
