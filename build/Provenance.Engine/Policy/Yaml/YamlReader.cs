using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Provenance.Engine.Policy.Yaml;

/// <summary>Reads one YAML document into nodes and refuses what a data file needs not: aliases, anchors, tags, duplicate keys, depth and size without bound.</summary>
/// <remarks>YamlDotNet's event reader does the parsing; its object model would expand aliases (a "billion laughs" file) and accept duplicate keys.</remarks>
public static class YamlReader
{
    public const int MaxBytes = Limits.MaxBytes;
    public const int MaxDepth = Limits.MaxDepth;

    /// <summary>Parses <paramref name="text"/>; exactly one of node and error is null. An empty document is an empty mapping.</summary>
    public static (YamlNode? Root, YamlError? Error) Read(string text)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            return (null, Error(YamlErrorKind.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The file is larger than {MaxBytes} bytes."), 1, 1));
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return (new YamlMapping([], 1, 1), null);
            }

            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _)
                ? (root, null)
                : (null, Error(YamlErrorKind.SecondDocument, "The file holds more than one document.", root.Line, root.Column));
        }
        catch (RefusedYaml refused)
        {
            return (null, refused.Error);
        }
        catch (YamlException exception)
        {
            return (null, Error(YamlErrorKind.Syntax, "The file is not valid YAML here.", (int)exception.Start.Line, (int)exception.Start.Column));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The parser's own stacks and escapes fail so on some damaged files: `{a: {}` before a block mapping, an escape beyond Unicode.
            var last = parser.Current?.Start ?? new Mark();
            return (null, Error(YamlErrorKind.Syntax, "The file is not valid YAML after this place.", Math.Max(1, (int)last.Line), Math.Max(1, (int)last.Column)));
        }
    }

    private static YamlNode ReadNode(IParser parser, int depth)
    {
        var next = parser.Current!;
        var (line, column) = ((int)next.Start.Line, (int)next.Start.Column);
        if (next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false })
        {
            throw Refuse(YamlErrorKind.AnchorOrAlias, "Anchors and aliases are not allowed here.", next);
        }

        if (next is NodeEvent { Tag.IsEmpty: false })
        {
            throw Refuse(YamlErrorKind.Tag, "Tags are not allowed here.", next);
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column);
        }

        if (depth == MaxDepth)
        {
            throw Refuse(YamlErrorKind.TooDeep, string.Create(CultureInfo.InvariantCulture, $"Nested more than {MaxDepth} levels deep."), next);
        }

        return parser.TryConsume<SequenceStart>(out _)
            ? new YamlSequence(ReadItems(parser, depth + 1), line, column)
            : new YamlMapping(ReadEntries(parser, depth + 1), line, column);
    }

    private static ImmutableArray<YamlNode> ReadItems(IParser parser, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            RefuseOneTooMany(items.Count, parser.Current!);
            items.Add(ReadNode(parser, depth));
        }

        return items.ToImmutable();
    }

    private static ImmutableArray<YamlEntry> ReadEntries(IParser parser, int depth)
    {
        parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            RefuseOneTooMany(entries.Count, at);
            if (ReadNode(parser, depth) is not YamlScalar key)
            {
                throw Refuse(YamlErrorKind.KeyNotPlain, "A key must be a plain value.", at);
            }

            if (!keys.Add(key.Value))
            {
                throw Refuse(YamlErrorKind.DuplicateKey, "This key stands twice in the same mapping.", at);
            }

            entries.Add(new YamlEntry(key, ReadNode(parser, depth)));
        }

        return entries.ToImmutable();
    }

    private static void RefuseOneTooMany(int count, ParsingEvent at)
    {
        if (count == Limits.MaxEntries)
        {
            throw Refuse(YamlErrorKind.TooManyEntries, string.Create(CultureInfo.InvariantCulture, $"More than {Limits.MaxEntries} entries in one list or mapping."), at);
        }
    }

    private static RefusedYaml Refuse(YamlErrorKind kind, string message, ParsingEvent at) =>
        new(Error(kind, message, (int)at.Start.Line, (int)at.Start.Column));

    private static YamlError Error(YamlErrorKind kind, string message, int line, int column) => new(message, line, column) { Kind = kind };

    private sealed class RefusedYaml(YamlError error) : Exception
    {
        public YamlError Error { get; } = error;
    }
}
