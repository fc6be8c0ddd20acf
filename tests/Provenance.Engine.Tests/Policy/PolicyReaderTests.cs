using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Policy;
using Provenance.Engine.Policy.Yaml;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Policy;

public sealed class PolicyReaderTests
{
    [Fact]
    public void EveryKey_IsRead()
    {
        var (policy, problems) = PolicyReader.Read(Complete, "provenance.yml", ["claude", "github-copilot", "unresolved"]);

        Assert.Empty(problems);
        Assert.NotNull(policy);
        Assert.Equal((Label.Human, (int?)180, 14), (policy.Unattributed, policy.WindowDays, policy.HorizonDays));
        Assert.Equal((1, 1, 1, 2), (policy.Agents.Length, policy.IdentityRules.Length, policy.Deny.Length, policy.DisableRules.Length));
        Assert.Equal(["Acme.AiGeneratedAttribute"], policy.Attributes.AsEnumerable());
        Assert.Equal(["Acme.ByHandAttribute"], policy.HumanAttributes.AsEnumerable());
        Assert.Equal(["/.agent-trace/traces.jsonl", ".agent-trace/**/*.jsonl"], policy.AgentTrace.Select(glob => glob.Pattern));
        Assert.Equal(".git-blame-ignore-revs", policy.BlameIgnoreRevs!.Path);
        Assert.Equal(new SquashPolicy(Label.Agent, Expand: true), policy.Squash);
        Assert.Equal([new TrustedKey("acme-bot", "MCowBQ==")], policy.Trust.AsEnumerable());
        Assert.Equal(new PolicyThresholds(20, 40, 5, 60), policy.Thresholds);
        Assert.Equal(["**/*.g.cs"], policy.Excluded.Generated.Select(glob => glob.Pattern));
        Assert.Equal(["third_party/**"], policy.Excluded.Vendored.Select(glob => glob.Pattern));
        Assert.Equal(["Acme.Plugins.*"], policy.ReachInclude.Select(pattern => pattern.Text));
        Assert.Equal(new FileReference(".provenance/overlay.yml", 19, 10), policy.Overlay);
        Assert.Equal(["PROV101", "PROV102", "PROV104", "PROV103", "PROV105"], policy.Rules.Select(rule => rule.DiagnosticId));
        Assert.Equal([PolicySeverity.Warning, PolicySeverity.Warning, PolicySeverity.Info, PolicySeverity.Hidden, PolicySeverity.Error], policy.Rules.Select(rule => rule.Severity));
        Assert.Equal(["Reviewed-by"], Assert.IsType<RequireReviewRule>(policy.Rules[2]).By.AsEnumerable());
        Assert.Equal(Tier.Platform, Assert.IsType<RequireTierRule>(policy.Rules[4]).Tier);
        Assert.Equal(["anthropic/*"], Assert.IsType<AllowRule>(policy.Rules[1]).Models.Select(pattern => pattern.Text));
    }

    [Fact]
    public void VersionAlone_GivesTheDefaults()
    {
        var (policy, problems) = PolicyReader.Read("version: 1\n", "p");

        Assert.Empty(problems);
        Assert.Equal(
            (Label.Unknown, (int?)365, 30, new SquashPolicy(Label.Mixed), new PolicyThresholds(30, 30, 3, 30)),
            (policy!.Unattributed, policy.WindowDays, policy.HorizonDays, policy.Squash, policy.Thresholds));
        Assert.True(policy.Rules.IsEmpty && policy.Trust.IsEmpty && policy.Overlay is null && policy.BlameIgnoreRevs is null);
    }

    [Fact]
    public void WindowAll_HasNoEnd() => Assert.Null(PolicyReader.Read("version: 1\nwindow: all\n", "p").Policy!.WindowDays);

    [Theory]
    [InlineData("agnts: []", "PROV805", 2, 1)]
    [InlineData("thresholds: {stale: 1}", "PROV805", 2, 14)]
    [InlineData("agents: {id: x}", "PROV806", 2, 9)]
    [InlineData("agents: [x]", "PROV806", 2, 10)]
    [InlineData("deny:", "PROV806", 2, 6)]
    [InlineData("squash: {expand: yes}", "PROV806", 2, 18)]
    [InlineData("thresholds: {rewrites: many}", "PROV806", 2, 24)]
    [InlineData("thresholds: {rewrites: '3'}", "PROV806", 2, 24)]
    [InlineData("overlay: ~", "PROV806", 2, 10)]
    [InlineData("trust: [{agent: claude}]", "PROV807", 2, 9)]
    [InlineData("rules: [{forbid: {agents: [claude]}}]", "PROV807", 2, 18)]
    [InlineData("rules: [{forbid: {paths: []}}]", "PROV807", 2, 26)]
    [InlineData("identityRules: [{id: a, agent: b, kind: identity, confidence: low}]", "PROV807", 2, 17)]
    [InlineData("unattributed: people", "PROV808", 2, 15)]
    [InlineData("rules: [{require-tier: {paths: ['**'], tier: signed}}]", "PROV808", 2, 46)]
    [InlineData("rules: [{forbid: {paths: ['**']}, severity: fatal}]", "PROV808", 2, 45)]
    [InlineData("deny: [{id: a, class: robot, name: a}]", "PROV808", 2, 23)]
    [InlineData("thresholds: {staleShare: 101}", "PROV809", 2, 26)]
    [InlineData("thresholds: {rewrites: 99999999999999999999}", "PROV809", 2, 24)]
    [InlineData("window: 0d", "PROV809", 2, 9)]
    [InlineData("window: 36501d", "PROV809", 2, 9)]
    [InlineData("window: 365", "PROV810", 2, 9)]
    [InlineData("horizon: -1d", "PROV810", 2, 10)]
    [InlineData("horizon: d", "PROV810", 2, 10)]
    [InlineData("identityRules: [{id: a, agent: b, kind: identity, confidence: low, name: a, validTo: 2026-02-30}]", "PROV810", 2, 86)]
    [InlineData("exclude: {generated: ['a**b']}", "PROV811", 2, 23)]
    [InlineData("identityRules: [{id: a, agent: b, kind: identity, confidence: low, email: '(?=a)'}]", "PROV812", 2, 75)]
    [InlineData("deny: [{id: a, class: automation, name: '['}]", "PROV812", 2, 41)]
    [InlineData("rules: [{severity: error}]", "PROV814", 2, 9)]
    [InlineData("rules: [{forbid: {paths: ['**']}, allow: {paths: ['**']}}]", "PROV814", 2, 9)]
    [InlineData("overlay: ../overlay.yml", "PROV815", 2, 10)]
    [InlineData("overlay: /etc/overlay.yml", "PROV815", 2, 10)]
    [InlineData("blameIgnoreRevs: 'C:\\x'", "PROV815", 2, 18)]
    [InlineData("attributes: ['Acme<int>']", "PROV816", 2, 14)]
    [InlineData("disableRules: [Some Rule]", "PROV816", 2, 16)]
    [InlineData("identityRules: [{id: a, agent: b, kind: identity, confidence: low, name: a, validFrom: 2026-02-02, validTo: 2026-02-01}]", "PROV817", 2, 109)]
    [InlineData("rules: [{allow: {paths: ['**'], agents: [cloude]}}]", "PROV819", 2, 42)]
    [InlineData("trust: [{agent: cloude, key: x}]", "PROV819", 2, 17)]
    [InlineData("window: 1d\nwindow: 2d", "PROV804", 3, 1)]
    [InlineData("deny: *x", "PROV802", 2, 7)]
    [InlineData("deny: [", "PROV801", 3, 1)]
    public void Mistake_IsCodedAtItsPlaceAndThePolicyIsNotUsed(string line, string code, int atLine, int column)
    {
        var (policy, problems) = PolicyReader.Read("version: 1\n" + line + "\n", "some/provenance.yml", ["claude", "b"]);

        Assert.Null(policy);
        Assert.Equal(2, problems.Length);
        Assert.Equal((PolicyProblemCatalog.PolicyNotUsed, 1, 1, "1"), (problems[0].Code, problems[0].Line, problems[0].Column, problems[0].Arguments[0]));
        Assert.Equal((code, "some/provenance.yml", atLine, column), (problems[1].Code, problems[1].File, problems[1].Line, problems[1].Column));
    }

    [Theory]
    [InlineData("", "PROV807")]
    [InlineData("version: 2\nfuture: 1", "PROV813")]
    [InlineData("version: '1'", "PROV813")]
    [InlineData("- version: 1", "PROV806")]
    public void OtherVersionOrNone_IsRefused(string text, string code)
    {
        var (policy, problems) = PolicyReader.Read(text, "p");

        Assert.Null(policy);
        Assert.Contains(code, problems.Select(problem => problem.Code));
    }

    [Fact]
    public void SeveralMistakes_AreAllNamedInTheirOrder()
    {
        var (_, problems) = PolicyReader.Read("version: 1\nhorizon: soon\nexclude: {vendored: ['[']}\nrulez: []\nwindow: long\n", "p");

        Assert.Equal(["PROV800", "PROV810", "PROV811", "PROV805", "PROV810"], problems.Select(problem => problem.Code));
        Assert.Equal("4", problems[0].Arguments[0]);
    }

    [Fact]
    public void UnknownKey_SuggestsTheNearestName() =>
        Assert.Equal(
            "thresholds has no key rewritedays; the nearest valid name is rewriteDays.",
            PolicyReader.Read("version: 1\nthresholds: {rewritedays: 3}\n", "p").Problems[1].Message);

    [Fact]
    public void HostileKey_IsNotRepeated()
    {
        var (_, problems) = PolicyReader.Read("version: 1\n\"##vso[task.setvariable]\\u202e\": 1\n", "p");

        Assert.StartsWith("the policy has no key (not shown);", problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EntriesLimit_IsExact()
    {
        static ProvenancePolicy? Read(int count) =>
            PolicyReader.Read("version: 1\ndisableRules: [" + string.Join(',', Enumerable.Repeat("a", count)) + "]\n", "p").Policy;

        Assert.Equal(Limits.MaxEntries - 1, Read(Limits.MaxEntries - 1)!.DisableRules.Length);
        Assert.Equal(Limits.MaxEntries, Read(Limits.MaxEntries)!.DisableRules.Length);
        Assert.Null(Read(Limits.MaxEntries + 1));
    }

    [Fact]
    public void PatternLimit_IsExact()
    {
        static string[] Codes(int length) =>
            [.. PolicyReader.Read($"version: 1\ndeny: [{{id: a, class: automation, name: '[{new string('a', length - 2)}]'}}]\n", "p").Problems.Select(problem => problem.Code)];

        Assert.Empty(Codes(Limits.MaxPatternLength - 1));
        Assert.Empty(Codes(Limits.MaxPatternLength));
        Assert.Equal(["PROV800", "PROV812"], Codes(Limits.MaxPatternLength + 1));
    }

    [Fact]
    public void ManyMistakes_AreCountedInFullAndListedInPart()
    {
        var keys = string.Concat(Enumerable.Range(0, Limits.MaxProblems + 5).Select(n => $"x{n}: 1\n"));

        var (_, problems) = PolicyReader.Read("version: 1\n" + keys, "p");

        Assert.Equal(Limits.MaxProblems + 1, problems.Length);
        Assert.Equal("105", problems[0].Arguments[0]);
    }

    [Fact]
    public void DefaultRegistry_IsAcceptedAsPolicySections()
    {
        var root = Assert.IsType<YamlMapping>(YamlReader.Read(File.ReadAllText(RepositoryFiles.Path("build/Provenance.Engine/Claims/registry.yaml"))).Root);
        var reader = new NodeReader("registry.yaml");

        var agents = RegistrySections.Agents(root["agents"], reader);
        var rules = RegistrySections.Rules(root["rules"], reader, new AgentNames(["unresolved"], agents));
        var deny = RegistrySections.Deny(root["deny"], reader);

        Assert.Empty(reader.Problems("PROV800"));
        Assert.True(agents.Length > 30 && rules.Length > 50 && deny.Length > 10);
    }

    [Fact]
    public void DamagedPolicy_NeverThrowsAndIsNeverHalfUsed()
    {
        var damaged = from at in Gen.Choose(0, Complete.Length - 1)
                      from length in Gen.Choose(0, 6)
                      from text in Gen.Elements("", "{", "]", ":", "- ", "\"", "\n", "&a ", "*a", "\u0000", "\t", "!!x ", "? ", "|\n", "\"\\UFFFFFFFF\"", "\ud800", "#")
                      select Complete[..at] + text + Complete[Math.Min(Complete.Length, at + length)..];

        Check.One(Laws.Config.WithMaxTest(200), Prop.ForAll(damaged.ToArbitrary(), text =>
        {
            var (policy, problems) = PolicyReader.Read(text, "p", ["claude", "github-copilot"]);
            return (policy is null) == (problems.Length > 0)
                && (policy is not null || problems[0].Code == PolicyProblemCatalog.PolicyNotUsed && problems.Length > 1)
                && problems.All(problem => problem.Line >= 1 && problem.Column >= 1 && problem.Message.All(c => !char.IsControl(c)));
        }));
    }

    private const string Complete = """
        version: 1
        unattributed: human
        window: 180d
        horizon: 14d
        agents: [{id: acme-bot, name: Acme bot, defaultSurface: bot}]
        identityRules: [{id: acme-1, agent: acme-bot, kind: identity, email: 'acme-bot@acme\.test', confidence: high}]
        deny: [{id: acme-ci, class: automation, email: 'ci@acme\.test'}]
        disableRules: [goose-address, pi-address]
        attributes: [Acme.AiGeneratedAttribute]
        humanAttributes: [Acme.ByHandAttribute]
        agentTrace: ['.agent-trace/**/*.jsonl']
        blameIgnoreRevs: .git-blame-ignore-revs
        squash: {unlocated: agent, expand: true}
        trust: [{agent: acme-bot, key: MCowBQ==}]
        thresholds: {staleShare: 20, reviewShare: 40, rewrites: 5, rewriteDays: 60}
        exclude:
          {generated: ['**/*.g.cs'], vendored: ['third_party/**']}
        reach: {include: ['Acme.Plugins.*']}
        overlay: .provenance/overlay.yml
        rules:
          - forbid: {paths: ['src/Crypto/**'], agents: ['*']}
          - allow: {paths: ['src/**'], agents: [claude, github-copilot], models: ['anthropic/*']}
          - require-review: {paths: ['src/Payments/**'], by: [Reviewed-by]}
            severity: info
          - require-attribute: {paths: ['src/Public/**']}
            severity: hidden
          - require-tier: {paths: ['src/Signed/**'], tier: platform}
            severity: error
        """;
}
