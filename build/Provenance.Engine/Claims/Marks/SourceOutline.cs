namespace Provenance.Engine.Claims.Marks;

/// <summary>The declarations of a C# file, down to members, from its tokens alone: one pass without recursion, whatever the text.</summary>
/// <remarks>Roslyn would be exact on broken code, too, but its time is not bounded by the length of hostile text, and every old version of a marked file is read here. A test compares the two on real files.</remarks>
internal sealed class SourceOutline
{
    private readonly List<Declaration> _declarations = [];
    private readonly Dictionary<int, Declaration> _byFirst = [];
    private readonly Dictionary<int, Declaration> _byHead = [];

    // Containers that are open: their declaration, or −1 for the file.
    private readonly Stack<int> _open = new([-1]);

    private int _openBraces;

    private SourceOutline()
    {
    }

    /// <summary>Tokens looked at: what reading costs.</summary>
    public long Work { get; private set; }

    /// <summary>In source order: a container before what it holds.</summary>
    public IReadOnlyList<Declaration> Declarations => _declarations;

    public static SourceOutline Read(in SourceTokens tokens)
    {
        var outline = new SourceOutline();
        for (var token = 0; token < tokens.Count;)
        {
            token = outline.ReadNext(tokens, token);
        }

        foreach (var open in outline._open.Where(open => open >= 0))
        {
            outline._declarations[open].Last = tokens.Count - 1;
        }

        return outline;
    }

    /// <summary>The declaration that begins with a token, or whose attributes end before it; the outermost when several do, or null.</summary>
    public Declaration? StartingAt(int token) => _byFirst.GetValueOrDefault(token) ?? _byHead.GetValueOrDefault(token);

    /// <summary>The declarations with this full name: namespaces, types and the declaration's own name, joined by dots.</summary>
    public IEnumerable<Declaration> Named(string fullName) => _declarations.Where(declaration => declaration.Name.Length > 0 && HasName(declaration, fullName));

    // From the end of the name, so that deep nesting costs no more than the name is long.
    private bool HasName(Declaration declaration, ReadOnlySpan<char> fullName)
    {
        for (var at = declaration; ; at = _declarations[at.Parent])
        {
            if (at.Name.Length > 0)
            {
                if (!fullName.EndsWith(at.Name, StringComparison.Ordinal))
                {
                    return false;
                }

                fullName = fullName[..^at.Name.Length];
                if (fullName is [.. var rest, '.'])
                {
                    fullName = rest;
                }
                else if (!fullName.IsEmpty)
                {
                    return false;
                }
            }

            if (at.Parent < 0)
            {
                return fullName.IsEmpty;
            }
        }
    }

    private bool IsInEnum => _open.Peek() is >= 0 and var open && _declarations[open].Kind == DeclarationKind.Enum;

    private int ReadNext(in SourceTokens tokens, int token)
    {
        Work++;
        switch (tokens[token])
        {
            case [(byte)'}']:
                CloseContainer(token);
                return token + 1;
            case [(byte)';'] or [(byte)','] or [(byte)')'] or [(byte)']']:
                return token + 1;
            default:
                return ReadDeclaration(tokens, token);
        }
    }

    // A brace too many closes nothing. A namespace without braces ends with the file, or with what encloses it.
    private void CloseContainer(int brace)
    {
        if (_openBraces == 0)
        {
            return;
        }

        _openBraces--;
        Declaration closed;
        do
        {
            closed = _declarations[_open.Pop()];
            closed.Last = brace;
        }
        while (!closed.HasBody);
    }

    private int ReadDeclaration(in SourceTokens tokens, int first)
    {
        var head = first;
        while (tokens.Is(head, (byte)'['))
        {
            head = EndOfGroup(tokens, head);
            if (AttributeList.IsGlobal(tokens, first))
            {
                Add(new Declaration(first, head, _open.Peek(), DeclarationKind.Directive, ""), head - 1);
                return head;
            }
        }

        var reading = new DeclarationHead();
        var isInitializer = false;
        var hasBody = false;
        for (var token = head; token < tokens.Count; token++)
        {
            Work++;
            switch (tokens[token])
            {
                case [(byte)'(' or (byte)'[']:
                    reading.Take(tokens, token, isFirst: false);
                    token = EndOfGroup(tokens, token) - 1;
                    break;
                case [(byte)'{'] when isInitializer:
                    token = EndOfGroup(tokens, token) - 1;
                    break;
                case [(byte)'{'] when reading.Kind != DeclarationKind.Member:
                    return Open(first, head, reading, token, hasBraces: true);
                case [(byte)'{']:
                    hasBody = true;
                    token = EndOfGroup(tokens, token) - 1;
                    if (!tokens.Is(token + 1, (byte)'='))
                    {
                        return Close(first, head, reading, token, hasBody);
                    }

                    break;
                case [(byte)'='] or [(byte)'=', (byte)'>']:
                    // The arrow of a lambda in an initializer is no body of the field.
                    hasBody |= !isInitializer && tokens[token].Length == 2;
                    isInitializer = true;
                    break;
                case [(byte)';'] when reading.Kind == DeclarationKind.Namespace:
                    return Open(first, head, reading, token, hasBraces: false);
                case [(byte)';']:
                    return Close(first, head, reading, token, hasBody);
                case [(byte)','] when IsInEnum:
                case [(byte)'}']:
                    return Close(first, head, reading, Math.Max(token - 1, first), hasBody, next: token);
                default:
                    if (!isInitializer)
                    {
                        reading.Take(tokens, token, token == head);
                    }

                    break;
            }
        }

        return Close(first, head, reading, tokens.Count - 1, hasBody);
    }

    private int Open(int first, int head, DeclarationHead reading, int brace, bool hasBraces)
    {
        Add(Declare(first, head, reading, hasBraces), brace);
        _open.Push(_declarations.Count - 1);
        _openBraces += hasBraces ? 1 : 0;
        return brace + 1;
    }

    private int Close(int first, int head, DeclarationHead reading, int last, bool hasBody, int? next = null)
    {
        Add(Declare(first, head, reading, hasBody), last);
        return next ?? last + 1;
    }

    private Declaration Declare(int first, int head, DeclarationHead reading, bool hasBody) =>
        new(first, head, _open.Peek(), reading.IsDirective ? DeclarationKind.Directive : reading.Kind, reading.Name) { HasBody = hasBody, IsPartial = reading.IsPartial };

    private void Add(Declaration declaration, int last)
    {
        declaration.Last = last;
        _declarations.Add(declaration);
        _byFirst.TryAdd(declaration.First, declaration);
        _byHead.TryAdd(declaration.Head, declaration);
    }

    // The token behind the one that closes what a token opens, whatever kinds of brackets are inside; the end when none does.
    private int EndOfGroup(in SourceTokens tokens, int open)
    {
        var depth = 0;
        for (var token = open; token < tokens.Count; token++)
        {
            Work++;
            switch (tokens[token])
            {
                case [(byte)'(' or (byte)'[' or (byte)'{']:
                    depth++;
                    break;
                case [(byte)')' or (byte)']' or (byte)'}']:
                    depth--;
                    if (depth == 0)
                    {
                        return token + 1;
                    }

                    break;
            }
        }

        return tokens.Count;
    }
}
