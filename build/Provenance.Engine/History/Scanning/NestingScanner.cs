namespace Provenance.Engine.History.Scanning;

/// <summary>Measures how deep a text nests, without recursion and before any parser sees it.</summary>
/// <remarks>Roslyn's parser looks at the stack in some of its methods only: what it scans ahead, types, patterns, initialisers, directives and strings with holes take it past the end.</remarks>
internal sealed class NestingScanner
{
    private readonly TokenScanner _scanner = new();
    private readonly TokenBuffer _tokens = new();
    private readonly InterpolatedString _interpolated = new() { Holes = [] };
    private readonly OpenLevels _open = new();
    private int _mostLevels;
    private int _mostTokens;

    /// <param name="text">UTF-8, with a directive in front for each symbol that the parser is told of: other branches are not looked at.</param>
    public SourceNesting Measure(ReadOnlySpan<byte> text)
    {
        (_mostLevels, _mostTokens) = (0, 0);
        _open.Clear();
        _scanner.Scan(text, _tokens);
        var isOperand = false;
        var isChain = false;
        for (var i = 0; i < _tokens.Count; i++)
        {
            var token = Token(text, i);
            var isOperator = isOperand && IsOfChain(token);

            // a + b + c is followed in a loop: only its first operand waits.
            if (!isOperator && !(isChain && _tokens.Kind(i) is TokenKind.Identifier or TokenKind.Number or TokenKind.String or TokenKind.Character && !IsPrefix(token)))
            {
                _open.Count();
            }

            Follow(text, i, token);
            isChain = isOperator;
            isOperand = _tokens.Kind(i) switch
            {
                TokenKind.Identifier => !IsPrefix(token),
                TokenKind.Number or TokenKind.String or TokenKind.Character => true,
                _ => token is [(byte)')'] or [(byte)']'],
            };
            Note(0, 0);
        }

        var (conditions, bytes) = Directives(text);
        return new SourceNesting(_mostLevels, _mostTokens, conditions, bytes);
    }

    private void Follow(ReadOnlySpan<byte> text, int index, ReadOnlySpan<byte> token)
    {
        switch (_tokens.Kind(index))
        {
            case TokenKind.Structural or TokenKind.Punctuation:
                FollowPunctuation(text, index, token);
                break;
            case TokenKind.Identifier when token.SequenceEqual("from"u8) || token.SequenceEqual("into"u8):
                _open.Open(OpenLevels.Query);
                break;
            case TokenKind.Keyword when token.SequenceEqual("namespace"u8) && HasNoBraces(text, index):
                _open.Open(OpenLevels.Namespace);
                break;
            case TokenKind.Keyword when token.SequenceEqual("if"u8) || token.SequenceEqual("else"u8):
                _open.MarkHolder();
                break;
            case TokenKind.String when token[0] is (byte)'$' or (byte)'@':
                FollowHoles(text, _tokens.Starts[index]);
                break;
        }
    }

    private void FollowPunctuation(ReadOnlySpan<byte> text, int index, ReadOnlySpan<byte> token)
    {
        switch (token)
        {
            case [(byte)'(' or (byte)'[' or (byte)'{' or (byte)'<']:
                _open.Open(token[0]);
                break;
            case [(byte)')']:
                _open.Close((byte)'(');
                break;
            case [(byte)']']:
                _open.Close((byte)'[');
                break;
            case [(byte)'}']:
                _open.Close((byte)'{');
                var next = index + 1 < _tokens.Count ? Token(text, index + 1) : default;
                _open.EndBlock(GoesOn(next), index + 1 == _tokens.Count || next is [(byte)'}'] || (_tokens.Kind(index + 1) == TokenKind.Keyword && !IsOperatorWord(next)));
                break;
            case [(byte)';']:
                _open.EndStatement(index + 1 < _tokens.Count && GoesOn(Token(text, index + 1)));
                break;
            case [(byte)',']:
                _open.Separate();
                break;
            case [(byte)'?']:
                _open.MarkQuestion();
                break;
            case [(byte)'>', ..]:
                foreach (var _ in token[..(token.LastIndexOf((byte)'>') + 1)])
                {
                    _open.CloseAngle();
                }

                break;
            case [(byte)'?', (byte)'?', ..] or [(byte)'=', (byte)'>']:
                _open.MarkOperator();
                break;
            case [.., (byte)'='] when !token.SequenceEqual("=="u8) && !token.SequenceEqual("!="u8) && !token.SequenceEqual("<="u8):
                _open.MarkOperator();
                break;
        }
    }

    private bool HasNoBraces(ReadOnlySpan<byte> text, int index)
    {
        do
        {
            index++;
        }
        while (index < _tokens.Count && _tokens.Kind(index) is TokenKind.Identifier or TokenKind.Punctuation);

        return index == _tokens.Count || Token(text, index) is not [(byte)'{'];
    }

    // Inside of a string's holes each word and each sign counts as open.
    private void FollowHoles(ReadOnlySpan<byte> text, int start)
    {
        _interpolated.Holes!.Clear();
        _interpolated.End(text, start);
        foreach (var (from, to) in _interpolated.Holes)
        {
            var (levels, tokens, isWord) = (1, 1, false);
            foreach (var value in text[from..to])
            {
                var goesOn = isWord;
                isWord = char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or >= 0x80;
                tokens += value > ' ' && !(isWord && goesOn) ? 1 : 0;
                levels += value is (byte)'(' or (byte)'[' or (byte)'{' or (byte)'<' ? 1 : 0;
            }

            Note(levels, tokens);
        }
    }

    private void Note(int levels, int tokens)
    {
        _mostLevels = Math.Max(_mostLevels, _open.Depth + levels);
        _mostTokens = Math.Max(_mostTokens, _open.Tokens + tokens);
    }

    // Wherever a sign stands, in a comment or a string as well: what is code depends on the symbols.
    private static (int Count, int LongestBytes) Directives(ReadOnlySpan<byte> text)
    {
        var (count, longest) = (0, 0);
        for (var sign = text.IndexOf((byte)'#'); sign >= 0; sign = text.IndexOf((byte)'#'))
        {
            text = text[(sign + 1)..];
            var word = text[text.IndexOfAnyInRange((byte)'a', (byte)'z') is >= 0 and var at && IsWhiteSpace(text[..at]) ? at.. : text.Length..];
            var isCondition = word.StartsWith("if"u8) || word.StartsWith("elif"u8);
            if (isCondition || word.StartsWith("else"u8) || word.StartsWith("end"u8) || word.StartsWith("region"u8) || word.StartsWith("define"u8) || word.StartsWith("undef"u8))
            {
                count++;
                longest = isCondition ? Math.Max(longest, PhysicalLine.End(word, 0)) : longest;
            }
        }

        return (count, longest);
    }

    // Beyond ASCII there is white space of many forms.
    private static bool IsWhiteSpace(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)'!', (byte)'~') < 0;

    private ReadOnlySpan<byte> Token(ReadOnlySpan<byte> text, int index) => text.Slice(_tokens.Starts[index], _tokens.Lengths[index]);

    private static bool IsOfChain(ReadOnlySpan<byte> token) => token is [(byte)'+' or (byte)'.' or (byte)'|'] or [(byte)'|', (byte)'|'] or [(byte)'&', (byte)'&'];

    private static bool IsPrefix(ReadOnlySpan<byte> word) => word.SequenceEqual("await"u8) || word.SequenceEqual("not"u8);

    private static bool GoesOn(ReadOnlySpan<byte> next) =>
        next.SequenceEqual("else"u8) || next.SequenceEqual("while"u8) || next.SequenceEqual("catch"u8) || next.SequenceEqual("finally"u8);

    private static bool IsOperatorWord(ReadOnlySpan<byte> keyword) => keyword.SequenceEqual("is"u8) || keyword.SequenceEqual("as"u8) || keyword.SequenceEqual("switch"u8) || keyword.SequenceEqual("in"u8);
}
