using System.Xml.Linq;

namespace Provenance.Engine.Tests.Architecture;

public sealed class DocumentationTests
{
    /// <summary>Types from before this test, whose parameters or values are documented and whose summary is owed: the list only shrinks.</summary>
    private static readonly string[] Owed = [
        "Claims.ClaimPosition", "Claims.KnownKey", "Claims.OverlayLabel", "Evidence.Compile.SourceInput", "Evidence.Ship.ArtifactFile",
        "Evidence.Ship.ShipStatus", "Evidence.Ship.ShippedFile", "Ledger.RecordArtifact", "Ledger.RecordFile", "Ledger.RecordOptions",
        "Ledger.RecordSpan", "Map.MapSeverity", "Metric.MetricOptions", "Notices.NoticeDefinition", "Policy.CommitTarget", "Policy.OverlayEntry",
        "Policy.OverlayReference", "Policy.PathTarget", "Policy.PolicyProblemDefinition", "Policy.PolicyThresholds", "Policy.PullRequestTarget",
        "Policy.RequireAttributeRule", "Policy.RequireReviewRule", "Policy.RequireTierRule", "Policy.SquashPolicy", "Policy.TrustedKey",
        "Policy.Yaml.YamlEntry", "Policy.Yaml.YamlErrorKind", "Policy.Yaml.YamlScalar", "Policy.Yaml.YamlSequence", "Reports.BlameLine",
        "Reports.BlameTokens", "Reports.ExplainedUnit", "Reports.WindowChoice",
    ];

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
        Assert.Empty(types.Where(type => !summaries.Contains(NameOf(type))).Select(type => type.FullName!).Except(Owed.Select(name => "Provenance.Engine." + name), StringComparer.Ordinal));
    }

    private static string NameOf(Type type) => "T:" + type.FullName!.Replace('+', '.');
}
