using System.Text;
using Provenance.Engine.Map;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Map;

public sealed class PolicyEntriesTests
{
    [Fact]
    public void Rules_BecomeEntriesWithTheirArguments()
    {
        var entries = Entries("""
            rules:
              - forbid: {paths: ['src/Crypto/**'], agents: ['*']}
                severity: error
              - allow: {paths: ['src/**'], agents: [claude, github-copilot], models: ['anthropic/*']}
              - require-attribute: {paths: ['src/Public/**']}
                severity: hidden
              - require-review: {paths: ['src/**'], by: [Reviewed-by]}
                severity: info
              - require-tier: {paths: ['src/**'], tier: platform}
            """);

        Assert.Equal(
            [
                new MapPolicyEntry("PROV101", MapSeverity.Error, "* *"),
                new MapPolicyEntry("PROV102", MapSeverity.Warning, "claude,github-copilot anthropic/*"),
                new MapPolicyEntry("PROV103", MapSeverity.Hidden, null),
                new MapPolicyEntry("PROV104", MapSeverity.Info, "Reviewed-by"),
                new MapPolicyEntry("PROV105", MapSeverity.Warning, "platform"),
            ],
            entries.Entries.ToArray());
        Assert.Equal([0, 1, 3, 4], entries.For("src/Crypto/Mac.cs").ToArray());
        Assert.Equal([1, 2, 3, 4], entries.For("src/Public/Api.cs").ToArray());
        Assert.Empty(entries.For("tests/T.cs"));
    }

    [Fact]
    public void Thresholds_HoldEverywhereAndAreThereWhenTheyDiffer()
    {
        var entries = Entries("thresholds: {staleShare: 40, rewrites: 5}\nrules:\n  - forbid: {paths: ['a/**']}\n");

        Assert.Equal([new MapPolicyEntry("PROV101", MapSeverity.Warning, "* *"), new MapPolicyEntry("PROV004", MapSeverity.Info, "40"), new MapPolicyEntry("PROV203", MapSeverity.Info, "5 30")], entries.Entries.ToArray());
        Assert.Equal([0, 1, 2], entries.For("a/A.cs").ToArray());
        Assert.Equal([1, 2], entries.For("b/B.cs").ToArray());
        Assert.Empty(PolicyEntries.Of(ProvenancePolicy.Default).Entries);
    }

    /// <summary>The defaults stand in two places, because analyzers cannot read a policy.</summary>
    [Fact]
    public void Defaults_AreThoseOfThePolicy() => Assert.Equal(
        new PolicyThresholds(),
        new PolicyThresholds(
            Provenance.Shared.Map.PolicyDefaults.StaleShare, Provenance.Shared.Map.PolicyDefaults.ReviewShare, Provenance.Shared.Map.PolicyDefaults.Rewrites, Provenance.Shared.Map.PolicyDefaults.RewriteDays));

    private static PolicyEntries Entries(string text)
    {
        var loaded = PolicyLoader.Load(Encoding.UTF8.GetBytes("version: 1\n" + text), "provenance.yml", _ => null, ["claude", "github-copilot"]);
        Assert.Empty(loaded.Problems);
        return PolicyEntries.Of(loaded.Policy);
    }
}
