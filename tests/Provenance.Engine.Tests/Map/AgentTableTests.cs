using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Tests.Map;

/// <summary>The analyzers cannot read the registry, so that its agents are a table in their source.</summary>
public sealed class AgentTableTests
{
    [Fact]
    public void TableOfTheAnalyzers_IsThatOfTheRegistry()
    {
        var root = RepositoryRoot();
        var (registry, _) = YamlReader.Read(File.ReadAllText(Path.Combine(root, "build/Provenance.Engine/Claims/registry.yaml")));
        var expected = ((YamlSequence)((YamlMapping)registry!)["agents"]!).Items
            .Select(agent => (YamlMapping)agent)
            .Select(agent => ((YamlSequence)agent["aliases"]!).Items.Prepend(agent["id"]!).Select(name => $"\"{((YamlScalar)name).Value}\""))
            .Select(names => $"        [{string.Join(", ", names)}],");

        var table = File.ReadAllLines(Path.Combine(root, "analyzers/Provenance.Analyzers/Agents/KnownAgents.g.cs")).Where(line => line.StartsWith("        [", StringComparison.Ordinal));

        // To bring the table up to date, put the expected lines in.
        Assert.Equal(expected, table);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
