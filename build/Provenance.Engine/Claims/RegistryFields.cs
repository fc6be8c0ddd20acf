using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Claims;

/// <summary>One mapping of a registry with the keys that it may have. What is wrong is noted with its place and reading goes on, so that one run shows every mistake.</summary>
internal sealed class RegistryFields
{
    private readonly YamlMapping _map;
    private readonly List<YamlError> _errors;
    private readonly bool _checkPatterns;

    private RegistryFields(YamlMapping map, List<YamlError> errors, bool checkPatterns)
    {
        _map = map;
        _errors = errors;
        _checkPatterns = checkPatterns;
    }

    public YamlNode Node => _map;

    /// <summary>The node as a mapping with some of the <paramref name="known"/> keys; null, with an error, when it is something else.</summary>
    public static RegistryFields? Of(YamlNode node, List<YamlError> errors, bool checkPatterns, params string[] known)
    {
        if (node is not YamlMapping map)
        {
            errors.Add(new YamlError("A mapping is expected here.", node.Line, node.Column));
            return null;
        }

        foreach (var entry in map.Entries)
        {
            if (Array.IndexOf(known, entry.Key.Value) < 0)
            {
                errors.Add(new YamlError($"This key is not known here; known are {string.Join(", ", known)}.", entry.Key.Line, entry.Key.Column));
            }
        }

        return new RegistryFields(map, errors, checkPatterns);
    }

    /// <summary>The items of a sequence; none, with an error, when the node is something else or too long.</summary>
    public static ImmutableArray<YamlNode> Items(YamlNode? node, List<YamlError> errors)
    {
        switch (node)
        {
            case null:
                return [];
            case YamlSequence { Items.Length: <= Limits.Entries } sequence:
                return sequence.Items;
            case YamlSequence:
                errors.Add(new YamlError(string.Create(CultureInfo.InvariantCulture, $"More than {Limits.Entries} entries."), node.Line, node.Column));
                return [];
            default:
                errors.Add(new YamlError("A list is expected here.", node.Line, node.Column));
                return [];
        }
    }

    public bool Has(string key) => _map[key] is not null;

    public YamlNode? Child(string key) => _map[key];

    public void Error(string key, string message)
    {
        var at = _map[key] ?? _map;
        _errors.Add(new YamlError($"{key}: {message}", at.Line, at.Column));
    }

    /// <summary>The text of a key, or null when it is absent; absence of a required key is an error.</summary>
    public string? Text(string key, bool required = false)
    {
        switch (_map[key])
        {
            case null:
                if (required)
                {
                    _errors.Add(new YamlError($"The key {key} is missing.", _map.Line, _map.Column));
                }

                return null;
            case YamlScalar { Value.Length: > 0 } scalar:
                return scalar.Value;
            default:
                Error(key, "a text is expected.");
                return null;
        }
    }

    /// <summary>An id or surface: <c>[a-z0-9._-]{1,64}</c>; empty, with an error, when required and absent or malformed.</summary>
    public string Slug(string key, bool required = true)
    {
        if (Text(key, required) is not { } text)
        {
            return "";
        }

        if (text.Length <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-'))
        {
            return text;
        }

        Error(key, "only lower-case letters, digits, '.', '_' and '-' are allowed, at most 64.");
        return "";
    }

    public bool Flag(string key)
    {
        switch (_map[key])
        {
            case null:
                return false;
            case YamlScalar { IsPlain: true, Value: "true" or "false" } scalar:
                return scalar.Value == "true";
            default:
                Error(key, "true or false is expected.");
                return false;
        }
    }

    public ImmutableArray<string> Texts(string key)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(_map[key], _errors))
        {
            if (item is YamlScalar scalar)
            {
                texts.Add(scalar.Value);
            }
            else
            {
                _errors.Add(new YamlError($"{key}: a text is expected.", item.Line, item.Column));
            }
        }

        return texts.ToImmutable();
    }

    /// <summary>One of a closed list of words; the first word's value, with an error, for any other.</summary>
    public T Word<T>(string key, bool required, params ReadOnlySpan<(string Word, T Value)> words)
    {
        var text = Text(key, required);
        var known = new List<string>();
        foreach (var (word, value) in words)
        {
            if (string.Equals(text, word, StringComparison.Ordinal))
            {
                return value;
            }

            if (word.Length > 0)
            {
                known.Add(word);
            }
        }

        if (text is not null)
        {
            Error(key, "one of " + string.Join(", ", known) + " is expected.");
        }

        return words[0].Value;
    }

    /// <summary>A pattern, matched against whole texts or searched in them.</summary>
    /// <param name="group">A group that the pattern must have, or null.</param>
    public Pattern? Pattern(string key, bool whole = true, bool required = false, string? group = null)
    {
        if (Text(key, required) is not { } text)
        {
            return null;
        }

        if (!_checkPatterns)
        {
            return Claims.Pattern.Trusted(text, whole);
        }

        if (text.Length > Limits.Pattern)
        {
            Error(key, string.Create(CultureInfo.InvariantCulture, $"a pattern has at most {Limits.Pattern} characters."));
            return null;
        }

        if (Claims.Pattern.TryCreate(text, whole) is not { } pattern)
        {
            Error(key, "not a regular expression that runs in linear time (no look-around, no back-references, no huge counts).");
            return null;
        }

        if (group is not null && !text.Contains("(?<" + group + ">", StringComparison.Ordinal))
        {
            Error(key, $"the group (?<{group}>…) is missing.");
        }

        return pattern;
    }

    /// <summary>A UTC day, as days since 1970-01-01.</summary>
    public int Day(string key, int whenAbsent)
    {
        if (Text(key) is not { } text)
        {
            return whenAbsent;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        }

        Error(key, "a day is written yyyy-MM-dd.");
        return whenAbsent;
    }
}
