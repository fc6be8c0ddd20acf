using System.Text;

namespace Provenance.Engine.Claims.Marks;

/// <summary>Reads the tokens of a declaration up to its body, one after the other: its kind and its name.</summary>
internal sealed class DeclarationHead
{
    private static readonly HashSet<string> Modifiers = new(StringComparer.Ordinal)
    {
        "public", "private", "protected", "internal", "static", "readonly", "unsafe", "extern", "new", "sealed", "abstract", "virtual", "override",
        "volatile", "const", "ref", "async", "partial", "required", "file", "scoped", "fixed", "event", "delegate", "implicit", "explicit",
    };

    private readonly StringBuilder _namespace = new();
    private string _word = "";
    private string _wordBeforeAngle = "";
    private string? _parameterised;
    private bool _isAfterWhere;
    private bool _isAfterColon;
    private bool _wasDot;
    private bool _isOperator;
    private int _angles;

    public DeclarationKind Kind { get; private set; }

    public bool IsPartial { get; private set; }

    public bool IsDirective { get; private set; }

    /// <summary>The name that the tokens so far give.</summary>
    public string Name => Kind == DeclarationKind.Namespace ? _namespace.ToString() : _parameterised ?? _word;

    private bool IsTypeLike => Kind is DeclarationKind.Type or DeclarationKind.Enum or DeclarationKind.Namespace;

    /// <summary>Takes the next token outside parentheses and brackets.</summary>
    /// <param name="isFirst">It is the first behind the attributes.</param>
    public void Take(in SourceTokens tokens, int token, bool isFirst)
    {
        if (tokens.IsWord(token))
        {
            TakeWord(tokens, token, isFirst);
            return;
        }

        switch (tokens[token])
        {
            case [(byte)'<' or (byte)'>'] when _isOperator:
                // The operator that is declared, no list of types.
                break;
            case [(byte)'<']:
                _wordBeforeAngle = _angles == 0 ? _word : _wordBeforeAngle;
                _angles++;
                break;
            case [(byte)'>']:
                _angles = Math.Max(0, _angles - 1);
                _word = _angles == 0 ? _wordBeforeAngle : _word;
                break;
            case [(byte)'('] when !IsTypeLike && _angles == 0:
                // Of `(int, int) Pair(string s)` only the second parenthesis has a name before it.
                _parameterised ??= _word.Length > 0 && !Modifiers.Contains(_word) ? _word : null;
                break;
            case [(byte)':']:
                _isAfterColon = true;
                break;
            case [(byte)'.']:
                _wasDot = true;
                if (Kind == DeclarationKind.Namespace)
                {
                    _namespace.Append('.');
                }

                return;
        }

        _wasDot = false;
    }

    private void TakeWord(in SourceTokens tokens, int token, bool isFirst)
    {
        var bytes = tokens[token];
        if (isFirst && (bytes.SequenceEqual("using"u8) || bytes.SequenceEqual("extern"u8) || bytes.SequenceEqual("global"u8)))
        {
            IsDirective = bytes.SequenceEqual("using"u8)
                || tokens[token + 1].SequenceEqual("using"u8)
                || tokens[token + 1].SequenceEqual("alias"u8);
        }

        if (Kind == DeclarationKind.Namespace)
        {
            _namespace.Append(NameOf(bytes));
            return;
        }

        if (_angles > 0)
        {
            return;
        }

        IsPartial |= bytes.SequenceEqual("partial"u8);
        _isOperator = bytes.SequenceEqual("operator"u8);
        _isAfterWhere |= bytes.SequenceEqual("where"u8);
        if (IsTypeLike)
        {
            // `record struct Name`: the second word belongs to the kind.
            if (_word.Length == 0 && !_isAfterWhere && !bytes.SequenceEqual("struct"u8) && !bytes.SequenceEqual("class"u8))
            {
                _word = NameOf(bytes);
            }

            return;
        }

        if (!_isAfterWhere && !_isAfterColon && _parameterised is null && KindOf(tokens, token) is { } kind)
        {
            Kind = kind;
            _word = "";
            return;
        }

        if (!_isAfterWhere && _parameterised is null)
        {
            _word = NameOf(bytes);
        }
    }

    private DeclarationKind? KindOf(in SourceTokens tokens, int token)
    {
        var word = tokens[token];
        if (word.SequenceEqual("class"u8) || word.SequenceEqual("struct"u8) || word.SequenceEqual("interface"u8))
        {
            return DeclarationKind.Type;
        }

        if (word.SequenceEqual("enum"u8))
        {
            return DeclarationKind.Enum;
        }

        if (word.SequenceEqual("namespace"u8))
        {
            return DeclarationKind.Namespace;
        }

        // Contextual: a type only where a name, or what may stand for one, follows, and nothing but modifiers stands before.
        var isAlone = !_wasDot && (_word.Length == 0 || Modifiers.Contains(_word));
        return isAlone && word.SequenceEqual("record"u8) && tokens.IsWord(token + 1) ? DeclarationKind.Type
            : isAlone && word.SequenceEqual("extension"u8) && (tokens.Is(token + 1, (byte)'(') || tokens.Is(token + 1, (byte)'<')) ? DeclarationKind.Type
            : null;
    }

    private static string NameOf(ReadOnlySpan<byte> word) =>
        Encoding.UTF8.GetString(word[0] == (byte)'@' ? word[1..] : word);
}
