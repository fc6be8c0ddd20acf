using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Tests.Claims;

public sealed class RegistryTextTests
{
    private static readonly string Embedded = ReadEmbedded();

    [Fact]
    public void EmbeddedRegistry_IsReadAsTheLibraryReadsIt()
    {
        var read = RegistryText.Read(Embedded);

        Assert.NotNull(read);
        Assert.Equal(Describe(YamlReader.Read(Embedded).Root!), Describe(read));
    }

    [Fact]
    public void WhatItUnderstands_TheLibraryReadsAlike()
    {
        var pieces = new[] { "- ", "-", "  ", " ", "\n", ": ", ":", "a", "b c", "'", "''", "\"", "\\", "{", "}", "[", "]", ", ", ",", "#", " # x", "|", "&a", "*a", "!t", "?", "~", "---\n", "k: v\n", "\t", "é" };
        var understood = 0;
        var damaged =
            from line in Gen.Choose(0, Lines.Length - 1)
            from count in Gen.Choose(1, 3)
            from at in Gen.Choose(0, Lines[line].Length)
            from cut in Gen.Choose(0, 2)
            from piece in Gen.Elements(pieces)
            select string.Join('\n', Lines.Skip(line).Take(count).Select((text, i) => i == 0 ? text[..at] + piece + text[Math.Min(text.Length, at + cut)..] : text)) + "\n";
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10_000), Prop.ForAll(damaged.ToArbitrary(), text =>
        {
            if (RegistryText.Read(text) is { } read)
            {
                understood++;
                var (root, error) = YamlReader.Read(text);
                Assert.True(root is not null, $"{error?.Message} {text}");
                Assert.Equal(Describe(root), Describe(read));
            }
        }));

        Assert.NotEqual(0, understood);
    }

    private static string[] Lines { get; } = Embedded.Split('\n');

    private static string Describe(YamlNode node)
    {
        var text = new StringBuilder();
        Describe(node, text);
        return text.ToString();
    }

    private static void Describe(YamlNode node, StringBuilder text)
    {
        text.Append(node.GetType().Name).Append(' ').Append(node.Line).Append(' ').Append(node.Column).Append('\n');
        switch (node)
        {
            case YamlScalar scalar:
                text.Append(scalar.Value).Append(scalar.IsPlain).Append('\n');
                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    Describe(item, text);
                }

                break;
            default:
                foreach (var entry in ((YamlMapping)node).Entries)
                {
                    Describe(entry.Key, text);
                    Describe(entry.Value, text);
                }

                break;
        }
    }

    private static string ReadEmbedded()
    {
        using var stream = typeof(Registry).Assembly.GetManifestResourceStream("Provenance.Engine.Claims.registry.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
