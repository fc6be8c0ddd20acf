using System.Xml.Linq;

namespace Provenance.Engine.Tests.Architecture;

public sealed class DocumentationTests
{
    /// <summary>The compiler writes the documentation beside the assembly.</summary>
    [Fact]
    public void EveryPublicTypeOfTheEngine_HasASummary()
    {
        var assembly = typeof(Label).Assembly;
        var summaries = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Element("summary") is { } summary && summary.Value.Trim().Length > 0)
            .Select(member => (string)member.Attribute("name")!)
            .ToHashSet(StringComparer.Ordinal);
        var types = assembly.GetExportedTypes();

        Assert.NotEmpty(types);
        Assert.Empty(types.Where(type => !summaries.Contains(NameOf(type))).Select(type => type.FullName));
    }

    private static string NameOf(Type type) => "T:" + type.FullName!.Replace('+', '.');
}
