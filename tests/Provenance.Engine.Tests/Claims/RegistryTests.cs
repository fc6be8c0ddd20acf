using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Policy.Yaml;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims;

public sealed class RegistryTests
{
    private const string Head = "schema: provenance-registry/1\n";
    private const string Agent = "agents:\n  - {id: bob, name: Bob, defaultSurface: cli}\n";

    private static readonly string Embedded = ReadEmbedded();

    [Fact]
    public void EmbeddedRegistry_HasNoErrorAndOnlyLinearPatterns()
    {
        var (registry, errors) = Registry.Read(Embedded);

        Assert.Empty(errors);
        Assert.Equal(Registry.Default.Rules.Select(rule => rule.Id), registry!.Rules.Select(rule => rule.Id));
    }

    [Theory]
    [InlineData("schema: other\n", 1)]
    [InlineData("schema: [\n", 2)]
    [InlineData("- a\n", 1)]
    [InlineData(Head + "agent: []\n", 2)]
    [InlineData(Head + "agents: {}\n", 2)]
    [InlineData(Head + "agents:\n  - {id: bob, name: Bob}\n", 3)]
    [InlineData(Head + "agents:\n  - {id: Bob, name: Bob, defaultSurface: cli}\n", 3)]
    [InlineData(Head + "agents:\n  - {id: bob, name: Bob, defaultSurface: cli, givenName: yes}\n", 3)]
    [InlineData(Head + "agents:\n  - {id: bob, name: Bob, defaultSurface: cli, aliases: [[a]]}\n", 3)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: '(', confidence: high, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: '(?=a)', confidence: high, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: '(a)\\1', confidence: high, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: 'a)|(?:b', confidence: high, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: '((a{1000}){1000}){1000}', confidence: high, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, confidence: high, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: eve, surface: s, kind: identity, email: a, confidence: high, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: a, confidence: sure, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: a, line: b, confidence: low, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: marker, line: a, confidence: low, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: trailer, key: made-with, value: a, role: author, confidence: low, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: a, validFrom: '2026-02-30', confidence: low, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: a, validFrom: '2026-02-03', validTo: '2026-02-02', confidence: low, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: a, slots: [reader], confidence: low, evidence: docs}\n", 5)]
    [InlineData(Head + Agent + "rules:\n  - {id: r, agent: bob, surface: s, kind: identity, email: a, model: 'b', confidence: low, evidence: docs}\n", 5)]
    [InlineData(Head + "deny:\n  - {id: d, class: robot, email: a}\n", 3)]
    [InlineData(Head + "deny:\n  - {id: d, class: automation}\n", 3)]
    [InlineData(Head + "keys:\n  - {key: k, grammar: prose}\n", 3)]
    [InlineData(Head + "keys:\n  - {key: k, grammar: identity}\n", 3)]
    public void BadRegistry_IsAnErrorWithItsPlace(string text, int line)
    {
        var (registry, errors) = Registry.Read(text);

        Assert.Null(registry);
        Assert.Equal(line, errors[0].Line);
        Assert.True(errors[0].Column > 0);
    }

    [Fact]
    public void DuplicateIds_AreErrors()
    {
        var (registry, errors) = Registry.Read(Head + Agent + "  - {id: bob, name: Bob, defaultSurface: cli}\n");

        Assert.Null(registry);
        Assert.Equal(4, Assert.Single(errors).Line);
    }

    [Fact]
    public void PatternOverLimit_IsRefusedAndAtLimitRead()
    {
        static ImmutableArray<YamlError> Errors(int length) => Registry.Read(
            Head + "deny:\n  - {id: d, class: automation, email: '[" + new string('a', length - 2) + "]'}\n").Errors;

        Assert.Empty(Errors(Limits.Pattern));
        Assert.Single(Errors(Limits.Pattern + 1));
    }

    [Fact]
    public void DamagedRegistry_NeverThrows()
    {
        var lines = Embedded.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Where((_, at) => at % 4 == 0).ToArray();
        var damage = from at in Gen.Choose(0, lines.Length - 1)
                     from cut in Gen.Choose(0, 200)
                     from sign in Gen.Elements("", "'", "\"", "[", "]", "{", "}", ":", "(", "\\", "\t", "&a ", "!t ", "|", "#")
                     select (at, cut, sign);

        Check.One(Laws.Config.WithMaxTest(60), Prop.ForAll(damage.ToArbitrary(), change =>
        {
            var broken = lines.ToArray();
            var line = broken[change.at];
            var cut = Math.Min(change.cut, line.Length);
            broken[change.at] = line[..cut] + change.sign + line[Math.Min(cut + 1, line.Length)..];
            var (registry, errors) = RegistryReader.Read(string.Join('\n', broken), isOwn: true);
            return registry is null == errors.Length > 0;
        }));
    }

    [Theory]
    [InlineData("claude_code", "claude")]
    [InlineData("cloud-agent", "devin")]
    [InlineData("mock_ai", null)]
    [InlineData("human", null)]
    [InlineData("Claude", null)]
    public void NoteTool_NamesItsAgent(string tool, string? agent)
    {
        Assert.Equal(agent, Registry.Default.FindNoteTool(tool)?.Id);
        Assert.Equal(tool == "mock_ai", Registry.Default.DroppedNoteTools.Contains(tool));
    }

    [Fact]
    public void PolicyRule_IsReadBeforeTheDefaults()
    {
        var registry = Extended("""
            agents: [{id: acme-bot, name: Acme bot, defaultSurface: bot, aliases: [acme]}]
            rules: [{id: acme-1, agent: acme-bot, kind: identity, email: 'noreply@anthropic\.com', confidence: high}]
            """);

        var read = CommitSamples.Read(CommitSamples.Commit("Change it\n\n" + CommitSamples.Claude), registry: registry);

        Assert.Equal("acme-bot bot anthropic/claude-opus-4-6 co-author high", MessageCase.Describe(Assert.Single(read.Agents)));
    }

    [Fact]
    public void PolicyTrailerRule_MakesItsKeyKnown()
    {
        var registry = Extended("""
            rules: [{id: acme-1, agent: claude, kind: trailer, key: Acme-Agent, value: 'yes', confidence: high}]
            """);

        var read = CommitSamples.Read(CommitSamples.Commit("Change it\n\nacme-agent: Yes"), registry: registry);

        Assert.Equal("claude code - assistant high", MessageCase.Describe(Assert.Single(read.Agents)));
        Assert.Equal("acme-agent", read.Claims[0].Key);
    }

    [Fact]
    public void DisabledRule_ReadsNothing()
    {
        var registry = Extended("disabled: [claude-address, claude-handmade]\n");

        Assert.Equal(Label.Unknown, CommitSamples.Read(CommitSamples.Commit("Change it\n\n" + CommitSamples.Claude), registry: registry).Label);
    }

    [Fact]
    public void PolicyDenial_MakesItsAuthorAutomation()
    {
        var registry = Extended("deny: [{id: sync, class: automation, email: 'sync@acme\\.test'}]\n");

        var read = CommitSamples.Read(CommitSamples.Commit("Sync", "Sync", "Sync@acme.test"), new ClaimOptions { UnattributedIsHuman = true }, registry);

        Assert.Equal((Label.Unknown, AuthorClass.Automation), (read.Label, read.AuthorClass));
    }

    [Theory]
    [InlineData("disabled: [no-such-rule]\n")]
    [InlineData("agents: [{id: claude, name: Claude, defaultSurface: code}]\n")]
    [InlineData("rules: [{id: claude-app, agent: claude, kind: identity, email: a, confidence: low}]\n")]
    [InlineData("rules: [{id: a, agent: nobody, kind: identity, email: a, confidence: low}]\n")]
    [InlineData("rules: [{id: a, agent: claude, kind: trailer, key: signed-off-by, value: a, confidence: low}]\n")]
    [InlineData("rules: [{id: a, agent: claude, kind: trailer, key: 'a: b', value: a, confidence: low}]\n")]
    [InlineData("rules: {a: b}\n")]
    public void BadExtension_IsAnErrorWithItsPlace(string policy)
    {
        var (extension, errors) = ReadExtension(policy);

        Assert.Null(extension);
        Assert.Equal(1, Assert.Single(errors).Line);
    }

    [Fact]
    public void PolicyRuleThatReadNothing_IsNamedAfterTheRun()
    {
        var registry = Extended("""
            rules:
              - {id: used, agent: claude, kind: marker, line: 'made at acme', confidence: low}
              - {id: unused, agent: claude, kind: marker, line: 'never written', confidence: low}
            """);
        var labeler = new CommitLabeler(registry, ClaimOptions.Default);

        var diagnostics = new ClaimDiagnostics();
        diagnostics.AddUnmatched(registry, [labeler.Read(CommitSamples.Commit("Change it\n\nMade at Acme"))]);

        Assert.Equal([new ClaimDiagnostic("rule-never-matched(unused)", 1)], diagnostics.All.AsEnumerable());
    }

    private static Registry Extended(string policy)
    {
        var (extension, errors) = ReadExtension(policy);
        Assert.Empty(errors);
        return Registry.Default.Extend(extension!);
    }

    private static (RegistryExtension? Extension, ImmutableArray<YamlError> Errors) ReadExtension(string policy)
    {
        var root = (YamlMapping)YamlReader.Read(policy).Root!;
        return Registry.Default.ReadExtension(root["agents"], root["rules"], root["deny"], root["disabled"]);
    }

    private static string ReadEmbedded()
    {
        using var stream = typeof(Registry).Assembly.GetManifestResourceStream("Provenance.Engine.Claims.registry.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
