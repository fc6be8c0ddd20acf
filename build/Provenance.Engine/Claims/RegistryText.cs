using System.Collections.Immutable;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Claims;

/// <summary>Reads the few forms of YAML that the engine's own registry is written in to the nodes that the library makes of them.</summary>
/// <remarks>
/// Own code beside the library because the registry is read in every run: to load the library and to compile what it calls takes longer than a walk of one commit.
/// What is written in any other way, it does not understand; then the library reads it (docs/history.md, "Short runs").
/// </remarks>
internal sealed class RegistryText
{
    // What a plain value may not begin with, and what has a meaning of its own inside one.
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`";

    private readonly string[] _lines;
    private int _line;
    private int _at;

    private RegistryText(string text)
    {
        _lines = text.Split('\n');
        SkipEmptyLines();
    }

    private string Line => _lines[_line];

    private bool IsAtEnd => _line == _lines.Length;

    private char Next => _at < Line.Length ? Line[_at] : '\n';

    /// <summary>The document, or null when it holds something that this reader does not know.</summary>
    public static YamlNode? Read(string text)
    {
        if (text.AsSpan().ContainsAny('\r', '\t', '\uFEFF'))
        {
            return null;
        }

        var reader = new RegistryText(text);
        return !reader.IsAtEnd && reader.ReadBlock() is { } root && reader.IsAtEnd ? root : null;
    }

    /// <summary>The block that begins here, up to the first line that stands further left.</summary>
    private YamlNode? ReadBlock()
    {
        var (line, column) = (_line + 1, _at + 1);
        return Next == '-' ? ReadItems() is { } items ? new YamlSequence([.. items], line, column) : null
            : ReadEntries() is { } entries ? new YamlMapping([.. entries], line, column)
            : null;
    }

    private List<YamlNode>? ReadItems()
    {
        var (items, indent) = (new List<YamlNode>(), _at);
        while (!IsAtEnd && _at == indent)
        {
            if (!Skip("- "))
            {
                return null;
            }

            var isBlock = Next is not ('{' or '[' or '\'' or '"') && Line.AsSpan(_at).Contains(": ", StringComparison.Ordinal);
            if ((isBlock ? ReadBlock() : ReadRest()) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return IsAtEnd || _at < indent ? items : null;
    }

    private List<YamlEntry>? ReadEntries()
    {
        var (entries, indent) = (new List<YamlEntry>(), _at);
        while (!IsAtEnd && _at == indent && Next != '-')
        {
            if (ReadPlain(":") is not { } key || !Skip(":"))
            {
                return null;
            }

            YamlNode? value;
            if (_at == Line.Length)
            {
                NextLine();
                value = !IsAtEnd && _at > indent ? ReadBlock() : null;
            }
            else
            {
                value = Skip(" ") ? ReadRest() : null;
            }

            if (value is null || IsThere(entries, key.Value))
            {
                return null;
            }

            entries.Add(new YamlEntry(key, value));
        }

        return IsAtEnd || _at < indent ? entries : null;
    }

    /// <summary>A value that takes the rest of the line.</summary>
    private YamlNode? ReadRest()
    {
        var value = ReadFlow("");
        if (_at < Line.Length)
        {
            return null;
        }

        NextLine();
        return value;
    }

    private YamlNode? ReadFlow(string ends)
    {
        var (line, column) = (_line + 1, _at + 1);
        switch (Next)
        {
            case '[':
                var items = new List<YamlNode>();
                return ReadList(']', () => Add(items, ReadFlow(",]"))) ? new YamlSequence([.. items], line, column) : null;
            case '{':
                var entries = new List<YamlEntry>();
                return ReadList('}', () => ReadPlain(":,") is { } key && Skip(": ") && !IsThere(entries, key.Value) && ReadFlow(",}") is { } value && Add(entries, new YamlEntry(key, value)))
                    ? new YamlMapping([.. entries], line, column)
                    : null;
            case '\'' or '"':
                return ReadQuoted();
            default:
                return ReadPlain(ends);
        }
    }

    private bool ReadList(char end, Func<bool> readOne)
    {
        _at++;
        if (Next == end)
        {
            _at++;
            return true;
        }

        while (readOne())
        {
            if (Next == end)
            {
                _at++;
                return true;
            }

            if (!Skip(", "))
            {
                return false;
            }
        }

        return false;
    }

    private YamlScalar? ReadQuoted()
    {
        var (start, quote) = (_at, Next);
        for (_at++; Next != '\n'; _at++)
        {
            if (Next == '\\' && quote == '"')
            {
                return null;
            }

            if (Next != quote)
            {
                continue;
            }

            _at++;
            if (quote == '"' || Next != '\'')
            {
                var value = Line[(start + 1)..(_at - 1)];
                return new YamlScalar(quote == '"' ? value : value.Replace("''", "'", StringComparison.Ordinal), IsPlain: false, _line + 1, start + 1);
            }
        }

        return null;
    }

    /// <param name="ends">Before which of these characters it ends; at the end of the line always.</param>
    private YamlScalar? ReadPlain(string ends)
    {
        var start = _at;
        while (Next != '\n' && !ends.Contains(Next))
        {
            // A colon or a number sign would be a key or a comment in some places and a part of the value in others.
            if ((_at == start && Indicators.Contains(Next)) || Next is '[' or ']' or '{' or '}' or '#' or ':')
            {
                return null;
            }

            _at++;
        }

        return _at > start && Line[_at - 1] != ' ' && Line[start] != ' ' ? new YamlScalar(Line[start.._at], IsPlain: true, _line + 1, start + 1) : null;
    }

    private bool Skip(string text)
    {
        if (string.CompareOrdinal(Line, _at, text, 0, text.Length) != 0)
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    private void NextLine()
    {
        _line++;
        SkipEmptyLines();
    }

    private void SkipEmptyLines()
    {
        for (; _line < _lines.Length; _line++)
        {
            for (_at = 0; Next == ' '; _at++)
            {
            }

            if (Next is not ('\n' or '#'))
            {
                return;
            }
        }
    }

    private static bool IsThere(List<YamlEntry> entries, string key) => entries.Exists(entry => string.Equals(entry.Key.Value, key, StringComparison.Ordinal));

    private static bool Add<T>(List<T> items, T? item)
        where T : class
    {
        if (item is not null)
        {
            items.Add(item);
        }

        return item is not null;
    }
}
