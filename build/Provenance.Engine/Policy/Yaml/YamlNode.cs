using System.Collections.Immutable;

namespace Provenance.Engine.Policy.Yaml;

/// <summary>A node of a YAML document with its place, 1-based.</summary>
public abstract record YamlNode(int Line, int Column);

/// <summary>A single value.</summary>
/// <param name="IsPlain">Written without quotes, so that <c>null</c>, numbers and booleans may be meant.</param>
public sealed record YamlScalar(string Value, bool IsPlain, int Line, int Column) : YamlNode(Line, Column);

/// <summary>A list of nodes.</summary>
public sealed record YamlSequence(ImmutableArray<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

/// <summary>Entries in the order of the document; keys are scalars and unique.</summary>
public sealed record YamlMapping(ImmutableArray<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    /// <summary>The value of a key, or null.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (string.Equals(entry.Key.Value, key, StringComparison.Ordinal))
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }
}

/// <summary>A key of a mapping with its value.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>What is wrong with a document and where (1-based line and column).</summary>
public sealed record YamlError(string Message, int Line, int Column)
{
    public YamlErrorKind Kind { get; init; }
}

/// <summary>What kind of thing is wrong with a document.</summary>
public enum YamlErrorKind
{
    Syntax,
    AnchorOrAlias,
    Tag,
    SecondDocument,
    KeyNotPlain,
    DuplicateKey,
    TooLarge,
    TooDeep,
    TooManyEntries,
}
