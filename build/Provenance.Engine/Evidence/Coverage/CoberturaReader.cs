using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace Provenance.Engine.Evidence.Coverage;

/// <summary>Reads a Cobertura file (coverage-04.dtd) as coverlet writes it.</summary>
/// <remarks>A document type is refused, so that no entity is expanded and nothing is loaded; depth costs nothing, as elements are read one after the other.</remarks>
public static class CoberturaReader
{
    /// <returns>The lines, or why there are none: <c>damaged</c>, <c>not cobertura</c> or <c>too large</c>.</returns>
    public static (CoverageLines? Lines, string Failure) Read(ImmutableArray<byte> content)
    {
        if (content.Length > Limits.CoverageBytes)
        {
            return (null, "too large");
        }

        try
        {
            using var stream = new MemoryStream([.. content], writable: false);
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true });
            return xml.MoveToContent() == XmlNodeType.Element && xml.LocalName == "coverage" ? Read(xml) : (null, "not cobertura");
        }
        catch (Exception e) when (e is XmlException || Damage.IsShownBy(e))
        {
            return (null, "damaged");
        }
    }

    private static (CoverageLines? Lines, string Failure) Read(XmlReader xml)
    {
        var roots = new List<string>();
        var files = new Dictionary<string, Dictionary<int, bool>>(StringComparer.Ordinal);
        Dictionary<int, bool>? lines = null;
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Text when roots.Count < Limits.CoverageFiles:
                    // The only text in the format is that of source elements.
                    roots.Add(xml.Value.Trim().Replace('\\', '/'));
                    break;
                case XmlNodeType.Element when xml.LocalName == "class" && xml.GetAttribute("filename") is { Length: > 0 } name:
                    if (!files.TryGetValue(name = name.Replace('\\', '/'), out lines))
                    {
                        files[name] = lines = [];
                    }

                    if (files.Count > Limits.CoverageFiles)
                    {
                        return (null, "too large");
                    }

                    break;
                case XmlNodeType.Element when xml.LocalName == "line" && lines is not null:
                    Add(lines, xml.GetAttribute("number"), xml.GetAttribute("hits"));
                    break;
            }
        }

        return (
            new CoverageLines(files.ToImmutableSortedDictionary(file => file.Key, file => file.Value.ToImmutableSortedDictionary(), StringComparer.Ordinal), [.. roots]), string.Empty);
    }

    // A line stands below its method and again below its class, and partial classes share a file: it ran when any of them says so.
    private static void Add(Dictionary<int, bool> lines, string? number, string? hits)
    {
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line is > 0 and <= Limits.SourceLines)
        {
            lines[line] = lines.GetValueOrDefault(line) || (hits is not null && hits.AsSpan().ContainsAnyExcept('0') && hits.All(char.IsAsciiDigit));
        }
    }
}
