using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Policy;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Policy;

public sealed class PolicyRulesTests
{
    private static readonly PolicySubject Claude = new("src/A.cs", Label.Agent, "claude", "anthropic/claude-opus-4-8", Tier.Asserted, [], HasAttribute: false);

    [Fact]
    public void SeveralAllows_PermitTheirUnion()
    {
        var rules = Rules("- allow: {paths: ['**'], agents: [claude]}", "- allow: {paths: ['src/**'], agents: [codex]}");

        Assert.Empty(PolicyRules.Resolve(rules, Claude));
        Assert.Empty(PolicyRules.Resolve(rules, Claude with { Agent = "codex" }));
        Assert.Equal(["PROV102"], Ids(rules, Claude with { Agent = "codex", Path = "lib/A.cs" }));
        Assert.Equal(["PROV102"], Ids(rules, Claude with { Agent = "cursor" }));
    }

    [Fact]
    public void ModelsOfOneAllow_DoNotCombineWithAgentsOfAnother()
    {
        var rules = Rules("- allow: {paths: ['**'], agents: [claude], models: ['anthropic/*']}", "- allow: {paths: ['**'], agents: [codex], models: ['openai/*']}");

        Assert.Equal(["PROV102"], Ids(rules, Claude with { Model = "openai/gpt-5" }));
    }

    [Fact]
    public void ForbiddenAndAllowed_IsForbidden() =>
        Assert.Equal(["PROV101"], Ids(Rules("- allow: {paths: ['**']}", "- forbid: {paths: ['src/**']}"), Claude));

    [Fact]
    public void ForbiddenAndNotAllowed_AreBothReported() =>
        Assert.Equal(["PROV101", "PROV102"], Ids(Rules("- allow: {paths: ['**'], agents: [codex]}", "- forbid: {paths: ['src/**']}"), Claude));

    [Fact]
    public void UnknownModel_IsMetByTheStarAlone()
    {
        var unknown = Claude with { Model = null };

        Assert.Equal(["PROV102"], Ids(Rules("- allow: {paths: ['**'], models: ['anthropic/*']}"), unknown));
        Assert.Empty(PolicyRules.Resolve(Rules("- allow: {paths: ['**'], models: ['*']}"), unknown));
        Assert.Empty(PolicyRules.Resolve(Rules("- forbid: {paths: ['**'], models: ['anthropic/*']}"), unknown));
    }

    [Fact]
    public void SeverestRuleOfAKind_Speaks()
    {
        var rules = Rules(
            "- forbid: {paths: ['**']}\n    severity: info", "- forbid: {paths: ['src/**']}\n    severity: error", "- forbid: {paths: ['src/*.cs']}\n    severity: error");

        var finding = Assert.Single(PolicyRules.Resolve(rules, Claude));

        Assert.Equal((PolicySeverity.Error, 1), (finding.Severity, finding.Rule.Index));
    }

    [Fact]
    public void Review_CountsOnlyWhatTheRuleNames()
    {
        var rules = Rules("- require-review: {paths: ['**'], by: [Reviewed-by]}");

        Assert.Equal(["PROV104"], Ids(rules, Claude with { Reviews = ["HumanReviewed"] }));
        Assert.Empty(PolicyRules.Resolve(rules, Claude with { Reviews = ["HumanReviewed", "reviewed-by"] }));
    }

    [Theory]
    [InlineData(Tier.Asserted, 1)]
    [InlineData(Tier.Platform, 0)]
    [InlineData(Tier.Attested, 0)]
    public void Tier_IsALowerBound(Tier tier, int findings) =>
        Assert.Equal(findings, PolicyRules.Resolve(Rules("- require-tier: {paths: ['**'], tier: platform}"), Claude with { Tier = tier }).Length);

    [Fact]
    public void MissingAttribute_IsAFinding()
    {
        var rules = Rules("- require-attribute: {paths: ['src/**']}");

        Assert.Equal(["PROV103"], Ids(rules, Claude));
        Assert.Empty(PolicyRules.Resolve(rules, Claude with { HasAttribute = true }));
    }

    [Theory]
    [InlineData(Label.Human)]
    [InlineData(Label.Mixed)]
    [InlineData(Label.Unknown)]
    public void CodeThatNoAgentIsKnownToHaveWritten_BreaksNoRule(Label label) =>
        Assert.Empty(PolicyRules.Resolve(Rules("- forbid: {paths: ['**']}"), Claude with { Label = label }));

    [Fact]
    public void OrderOfRules_ChangesNoFinding()
    {
        var entry = from kind in Gen.Elements("forbid", "allow")
                    from path in Gen.Elements("**", "src/**", "lib/**", "*.cs")
                    from agent in Gen.Elements("*", "claude", "codex", "cl*")
                    from severity in Gen.Elements("hidden", "info", "warning", "error")
                    select $"- {kind}: {{paths: ['{path}'], agents: ['{agent}']}}\n    severity: {severity}";

        Check.One(Laws.Config, Prop.ForAll(entry.ListOf().Select(list => list.Take(6).ToArray()).ToArbitrary(), entries =>
        {
            var forward = PolicyRules.Resolve(Rules(entries), Claude).Select(finding => (finding.DiagnosticId, finding.Severity));
            var backward = PolicyRules.Resolve(Rules([.. entries.AsEnumerable().Reverse()]), Claude).Select(finding => (finding.DiagnosticId, finding.Severity));
            return forward.SequenceEqual(backward);
        }));
    }

    private static IEnumerable<string> Ids(ImmutableArray<PolicyRule> rules, PolicySubject subject) =>
        PolicyRules.Resolve(rules, subject).Select(finding => finding.DiagnosticId);

    private static ImmutableArray<PolicyRule> Rules(params string[] entries)
    {
        var (policy, problems) = PolicyReader.Read("version: 1\nrules:" + (entries.Length == 0 ? " []" : "\n  " + string.Join("\n  ", entries)) + "\n", "p");
        Assert.Empty(problems);
        return policy!.Rules;
    }
}
