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

    /// <summary>The state of a place at which no scan can begin.</summary>
    public const int NoState = -1;

    private const int None = -1;
    private const int MostDepth = 0xFFF;

    private int depth;
    private int namespaceDepth;
    private bool isInNamespaceName;
    private bool beginsDeclaration;
    private int candidate;

    /// <summary>What is remembered between two tokens, as a number; unlike what is remembered after the last token in a buffer, it needs no token.</summary>
    public readonly int State => depth | namespaceDepth << 12 | (isInNamespaceName ? 1 << 24 : 0) | (beginsDeclaration ? 1 << 25 : 0);

    public static UsingDirectives Start() => new() { beginsDeclaration = true, candidate = None };

    /// <summary>Goes on from a state; the buffer may be empty again.</summary>
    public static UsingDirectives Resume(int state) => new()
    {
        depth = state & MostDepth,
        namespaceDepth = state >> 12 & MostDepth,
        isInNamespaceName = (state >> 24 & 1) != 0,
        beginsDeclaration = (state >> 25 & 1) != 0,
        candidate = None,
    };

    /// <summary>The state after the last token in the buffer, if no later token can be part of a directive that has begun.</summary>
    public readonly int StateAfter(TokenBuffer tokens)
    {
        var last = tokens.Count - 1;
        if (candidate != None || depth > MostDepth || tokens.Hashes[last] == Global)
        {
            return NoState;
        }

        var after = this;
        after.beginsDeclaration = IsEndOfDeclaration(tokens, last);
        return after.State;
    }

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

    private readonly int FirstToken(TokenBuffer tokens)
    {
        var index = tokens.Count - 1;
        var first = index > 0 && tokens.Hashes[index - 1] == Global ? index - 1 : index;
        return (first == 0 ? beginsDeclaration : IsEndOfDeclaration(tokens, first - 1)) ? first : None;
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
