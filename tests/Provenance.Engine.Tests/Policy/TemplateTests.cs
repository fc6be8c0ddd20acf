using System.Text.RegularExpressions;
using Provenance.Engine.Claims;
using Provenance.Engine.Policy;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Tests.Policy;

/// <summary>What <c>provenance init</c> writes is what the product reads.</summary>
public sealed partial class TemplateTests
{
    private static readonly string Policy = RepositoryFiles.Read("build/Provenance.Tool/Templates/provenance.yml");

    [Fact]
    public void Policy_ChangesNothingAsItIs()
    {
        var (policy, problems) = PolicyReader.Read(Policy, "provenance.yml", Agents);

        Assert.Empty(problems);
        Assert.Equivalent(ProvenancePolicy.Default, policy);
    }

    [Fact]
    public void EveryExampleOfThePolicy_IsRead()
    {
        var examples = Example().Replace(Policy, "");

        var (policy, problems) = PolicyReader.Read(examples, "provenance.yml", Agents);

        Assert.Empty(problems);
        Assert.Equal(5, policy!.Rules.Length);
        Assert.NotEqual(Policy, examples);
    }

    [Theory]
    [InlineData("github.yml", "fetch-depth: 0")]
    [InlineData("azure.yml", "fetchDepth: 0")]
    [InlineData("gitlab.yml", "GIT_DEPTH: 0")]
    public void Pipeline_IsYamlWithTheWholeHistory(string name, string depth)
    {
        var text = RepositoryFiles.Read("build/Provenance.Tool/Templates/" + name);

        Assert.NotNull(YamlReader.Read(text).Root);
        Assert.Contains(depth, text, StringComparison.Ordinal);
    }

    /// <summary>Names of branches come from people: they reach the shell as a variable, never as text of the script.</summary>
    [Theory]
    [InlineData("github.yml")]
    [InlineData("azure.yml")]
    [InlineData("gitlab.yml")]
    [InlineData("teamcity.sh")]
    public void NameOfABranch_IsQuoted(string name)
    {
        var review = RepositoryFiles.Read("build/Provenance.Tool/Templates/" + name).Split('\n').Single(line => line.Contains("provenance review", StringComparison.Ordinal));

        Assert.Matches("provenance review \"[A-Za-z/]*\\$[A-Z_]+\\.\\.HEAD\"", review);
        Assert.DoesNotContain("${{", review, StringComparison.Ordinal);
        Assert.DoesNotContain("$(", review, StringComparison.Ordinal);
    }

    private static string[] Agents => [.. Registry.Default.Agents.Select(agent => agent.Id)];

    [GeneratedRegex("^#(?=[^ \n]|  )", RegexOptions.Multiline)]
    private static partial Regex Example();
}
