namespace Provenance.Engine.Claims;

/// <summary>The part of a pattern's structure that tells which texts it can match, without running it.</summary>
/// <remarks>Own reader because it only has to understand the plain patterns of a registry; it answers "opaque" or nothing for anything else.</remarks>
internal abstract record PatternNode
{
    /// <summary>Some text, perhaps none, that this reader does not describe.</summary>
    internal sealed record Opaque(bool IsDotStar = false) : PatternNode;

    internal sealed record Literal(char Value) : PatternNode;

    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    internal sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <summary>The inner node once or not at all.</summary>
    internal sealed record Maybe(PatternNode Inner) : PatternNode;

    /// <summary>The inner node at least once.</summary>
    internal sealed record Repeated(PatternNode Inner) : PatternNode;
}

/// <summary>Reads a .NET pattern without look-around, back-references and inline options.</summary>
internal ref struct PatternSyntax
{
    // Deeper patterns are left to the regex engine, so that no pattern can exhaust the stack here.
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private bool _failed;

    private PatternSyntax(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The structure of <paramref name="pattern"/>, or null when it holds something that this reader does not know.</summary>
    public static PatternNode? Read(string pattern)
    {
        var syntax = new PatternSyntax(pattern);
        var node = syntax.ReadChoice(0);
        return syntax._failed || syntax._at < pattern.Length ? null : node;
    }

    private PatternNode ReadChoice(int depth)
    {
        var options = new List<PatternNode>();
        while (true)
        {
            options.Add(ReadSequence(depth));
            if (_failed || _at >= _text.Length || _text[_at] != '|')
            {
                return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
            }

            _at++;
        }
    }

    private PatternNode ReadSequence(int depth)
    {
        var parts = new List<PatternNode>();
        while (!_failed && _at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            parts.Add(ReadQuantified(ReadAtom(depth)));
        }

        return new PatternNode.Sequence(parts);
    }

    private PatternNode ReadAtom(int depth)
    {
        var c = _text[_at++];
        switch (c)
        {
            case '(':
                return ReadGroup(depth);
            case '[':
                return ReadClass();
            case '\\':
                return ReadEscape();
            case '.':
                return new PatternNode.Opaque();
            case '^' or '$' or '*' or '+' or '?' or '{':
                return Fail();
            default:
                return new PatternNode.Literal(c);
        }
    }

    private PatternNode ReadGroup(int depth)
    {
        if (depth >= MaxDepth)
        {
            return Fail();
        }

        if (_at < _text.Length && _text[_at] == '?')
        {
            var rest = _text[(_at + 1)..];
            if (rest.StartsWith(":"))
            {
                _at += 2;
            }
            else if (rest.Length > 1 && rest[0] == '<' && char.IsAsciiLetter(rest[1]) && rest.IndexOf('>') is > 0 and var end)
            {
                _at += end + 2;
            }
            else
            {
                return Fail();
            }
        }

        var inner = ReadChoice(depth + 1);
        if (_failed || _at >= _text.Length || _text[_at] != ')')
        {
            return Fail();
        }

        _at++;
        return inner;
    }

    private PatternNode ReadClass()
    {
        if (_at < _text.Length && _text[_at] == '^')
        {
            _at++;
        }

        for (var first = true; _at < _text.Length; first = false, _at++)
        {
            switch (_text[_at])
            {
                case '\\':
                    _at++;
                    break;
                case '[':
                    // A subtraction or a bracket: both leave the end of the class in doubt.
                    return Fail();
                case ']' when !first:
                    _at++;
                    return new PatternNode.Opaque();
            }
        }

        return Fail();
    }

    private PatternNode ReadEscape()
    {
        if (_at >= _text.Length)
        {
            return Fail();
        }

        var c = _text[_at++];
        if (!char.IsAsciiLetterOrDigit(c))
        {
            return new PatternNode.Literal(c);
        }

        return c is 'b' or 'B' or 'd' or 'D' or 's' or 'S' or 'w' or 'W' ? new PatternNode.Opaque() : Fail();
    }

    private PatternNode ReadQuantified(PatternNode atom)
    {
        if (_failed || _at >= _text.Length)
        {
            return atom;
        }

        var dot = _at > 0 && _text[_at - 1] == '.' && (_at < 2 || _text[_at - 2] != '\\');
        PatternNode node;
        switch (_text[_at])
        {
            case '?':
                node = new PatternNode.Maybe(atom);
                break;
            case '*':
                node = new PatternNode.Opaque(IsDotStar: dot && atom is PatternNode.Opaque);
                break;
            case '+':
                node = new PatternNode.Repeated(atom);
                break;
            case '{':
                return ReadCounted(atom);
            default:
                return atom;
        }

        _at++;
        SkipLazy();
        return node;
    }

    private PatternNode ReadCounted(PatternNode atom)
    {
        var length = _text[_at..].IndexOf('}');
        if (length < 2 || _text.Slice(_at + 1, length - 1).IndexOfAnyExcept("0123456789,") >= 0 || !char.IsAsciiDigit(_text[_at + 1]))
        {
            return Fail();
        }

        var atLeastOnce = _text.Slice(_at + 1, length - 1).TrimStart('0') is [not ',', ..];
        _at += length + 1;
        SkipLazy();
        return atLeastOnce ? new PatternNode.Repeated(atom) : new PatternNode.Opaque();
    }

    private void SkipLazy()
    {
        if (_at < _text.Length && _text[_at] == '?')
        {
            _at++;
        }
    }

    private PatternNode Fail()
    {
        _failed = true;
        return new PatternNode.Opaque();
    }
}
