using System.Text.RegularExpressions;
using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Architecture;

/// <summary>The direction of imports inside the engine, folder by folder.</summary>
public sealed partial class ImportTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Notices"] = [],
        ["Git"] = ["Notices"],
        ["Policy"] = [],
        ["History"] = ["Git", "Notices"],
        ["Claims"] = ["Git", "Policy"],
        ["Evidence"] = ["Notices"],
        ["Metric"] = ["History"],
        ["Map"] = ["Claims", "History", "Policy"],
        ["Ledger"] = ["Git", "History", "Metric", "Notices"],
        ["Analysis"] = ["Claims", "Evidence", "Git", "History", "Ledger", "Map", "Metric", "Notices", "Policy"],
        ["Reports"] = ["Analysis", "Claims", "Git", "History", "Ledger", "Metric", "Notices", "Policy"],
    };

    public static TheoryData<string> Folders => [.. Arrows.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_ImportsOnlyWhatItMay(string folder) =>
        Assert.Empty(SourceFiles.Below("build/Provenance.Engine/" + folder).SelectMany(file => Imports(File.ReadAllText(file))
            .Where(import => !string.Equals(import, folder, StringComparison.Ordinal) && !Arrows[folder].Contains(import))
            .Select(import => $"{Path.GetFileName(file)} names {import}")));

    [Fact]
    public void EveryFolder_HasItsArrows() => Assert.Equal(
        Directory.GetDirectories(RepositoryFiles.Path("build/Provenance.Engine")).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal),
        Arrows.Keys.Order(StringComparer.Ordinal));

    /// <summary>An arrow that nothing uses would let in what nobody meant.</summary>
    [Fact]
    public void EveryArrowOfTheCore_IsUsed() =>
        Assert.All((string[])["Git", "History", "Claims", "Evidence", "Metric", "Ledger"], folder => Assert.Empty(Arrows[folder].Except(
            SourceFiles.Below("build/Provenance.Engine/" + folder).SelectMany(file => Imports(File.ReadAllText(file))), StringComparer.Ordinal)));

    /// <summary>Metric reads results of the replay, never the parts that make them.</summary>
    [Fact]
    public void Metric_KnowsResultsOnly() =>
        Assert.All(SourceFiles.Below("build/Provenance.Engine/Metric"), file => Assert.DoesNotMatch(@"Provenance\.Engine\.History\.(Replay|Alignment|Scanning|Snapshots)", File.ReadAllText(file)));

    [Fact]
    public void Yaml_IsReadInPolicyOnly() => Assert.Equal(
        ["Policy"],
        SourceFiles.Below("build").Where(file => File.ReadAllText(file).Contains("using YamlDotNet", StringComparison.Ordinal))
            .Select(file => file[(file.IndexOf("Provenance.Engine/", StringComparison.Ordinal) + 18)..].Split('/')[0]).Distinct(StringComparer.Ordinal));

    [Theory]
    [InlineData("using Provenance.Engine.Reports;", "Reports")]
    [InlineData("        Provenance.Engine.Map.MapWriter.Write();", "Map")]
    [InlineData("/// <see cref=\"Provenance.Engine.Claims.Claim\"/>", "Claims")]
    [InlineData("global::Provenance.Engine.Policy.Yaml.YamlNode node", "Policy")]
    public void Import_IsSeenInAnyForm(string text, string folder) => Assert.Equal([folder], Imports(text));

    private static IEnumerable<string> Imports(string text) =>
        NamespaceReference().Matches(text).Select(match => match.Groups["folder"].Value).Where(Arrows.ContainsKey).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"\bProvenance\.Engine\.(?<folder>[A-Za-z]+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NamespaceReference();
}
