using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Provenance.Engine.Policy.Yaml;

/// <summary>Reads one YAML document into nodes and refuses what a data file needs not: aliases, anchors, tags, duplicate keys, depth and size without bound.</summary>
/// <remarks>YamlDotNet's event reader does the parsing; its object model would expand aliases (a "billion laughs" file) and accept duplicate keys.</remarks>
public static class YamlReader
{
    public const int MaxBytes = 1 << 20;
    public const int MaxDepth = 32;

    /// <summary>Parses <paramref name="text"/>; exactly one of node and error is null. An empty document is an empty mapping.</summary>
    public static (YamlNode? Root, YamlError? Error) Read(string text)
    {
        if (text.Length > MaxBytes)
        {
            return (null, new YamlError(string.Create(CultureInfo.InvariantCulture, $"The file is larger than {MaxBytes} bytes."), 1, 1));
        }

        try
        {
            var parser = new Parser(new StringReader(text));
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
                : (null, new YamlError("The file holds more than one document.", root.Line, root.Column));
        }
        catch (RefusedYaml refused)
        {
            return (null, refused.Error);
        }
        catch (YamlException exception)
        {
            return (null, new YamlError("The file is not valid YAML here.", (int)exception.Start.Line, (int)exception.Start.Column));
        }
    }

    private static YamlNode ReadNode(IParser parser, int depth)
    {
        var next = parser.Current!;
        var (line, column) = ((int)next.Start.Line, (int)next.Start.Column);
        if (depth > MaxDepth)
        {
            throw Refuse(string.Create(CultureInfo.InvariantCulture, $"Nested more than {MaxDepth} levels deep."), next);
        }

        if (next is AnchorAlias || next is NodeEvent { Anchor.IsEmpty: false })
        {
            throw Refuse("Anchors and aliases are not allowed here.", next);
        }

        if (next is NodeEvent { Tag.IsEmpty: false })
        {
            throw Refuse("Tags are not allowed here.", next);
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, depth + 1));
            }

            return new YamlSequence(items.ToImmutable(), line, column);
        }

        parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            if (ReadNode(parser, depth + 1) is not YamlScalar key)
            {
                throw Refuse("A key must be a plain value.", at);
            }

            if (!keys.Add(key.Value))
            {
                throw Refuse("This key stands twice in the same mapping.", at);
            }

            entries.Add(new YamlEntry(key, ReadNode(parser, depth + 1)));
        }

        return new YamlMapping(entries.ToImmutable(), line, column);
    }

    private static RefusedYaml Refuse(string message, ParsingEvent at) =>
        new(new YamlError(message, (int)at.Start.Line, (int)at.Start.Column));

    private sealed class RefusedYaml(YamlError error) : Exception
    {
        public YamlError Error { get; } = error;
    }
}
