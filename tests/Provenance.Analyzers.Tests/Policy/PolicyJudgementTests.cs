using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Policy;
using Provenance.Engine;
using Provenance.Engine.Map;
using Provenance.Engine.Policy;
using Provenance.Shared.Map;
using Provenance.Testing;

namespace Provenance.Analyzers.Tests.Policy;

/// <summary>The analyzers judge as the engine does, though all that they have is the map.</summary>
public sealed class PolicyJudgementTests
{
    private const string Path = "src/Payments/Refund.cs";

    private static readonly Gen<ImmutableArray<Glob>> Paths =
        from globs in Gen.NonEmptyListOf(Gen.Elements("src/**", "src/Payments/**", "lib/**", "*.cs", "**"))
        select globs.Select(glob => Glob.Parse(glob).Value!).ToImmutableArray();

    private static readonly Gen<ImmutableArray<NamePattern>> Agents = Patterns("*", "claude", "cl*", "cursor", "*-copilot", "c*e", "**");

    private static readonly Gen<ImmutableArray<NamePattern>> Models = Patterns("*", "anthropic/*", "openai/gpt-5", "*opus*", "a*/*-4-8");

    private static readonly Gen<PolicySeverity> Severity = Gen.Elements(Enum.GetValues<PolicySeverity>());

    private static readonly Gen<Func<int, PolicyRule>> Rule = Gen.OneOf(
        from severity in Severity from paths in Paths from agents in Agents from models in Models select (Func<int, PolicyRule>)(index => new ForbidRule(index, 1, severity, paths, agents, models)),
        from severity in Severity from paths in Paths from agents in Agents from models in Models select (Func<int, PolicyRule>)(index => new AllowRule(index, 1, severity, paths, agents, models)),
        from severity in Severity from paths in Paths select (Func<int, PolicyRule>)(index => new RequireAttributeRule(index, 1, severity, paths)),
        from severity in Severity from paths in Paths from evidence in Gen.ListOf(Gen.Elements("Reviewed-by", "HumanReviewed", "reviewed-BY", "Acked-by")) select (Func<int, PolicyRule>)(index => new RequireReviewRule(index, 1, severity, paths, [.. evidence])),
        from severity in Severity from paths in Paths from tier in Gen.Elements(Enum.GetValues<Tier>()) select (Func<int, PolicyRule>)(index => new RequireTierRule(index, 1, severity, paths, tier)));

    private static readonly Gen<PolicySubject> Subject =
        from agent in Gen.Elements("claude", "cursor", "github-copilot", "unresolved")
        from model in Gen.Elements<string?>(null, "anthropic/claude-opus-4-8", "openai/gpt-5")
        from tier in Gen.Elements(Enum.GetValues<Tier>())
        from trailer in Gen.Elements(true, false)
        from attribute in Gen.Elements(true, false)
        from authorship in Gen.Elements(true, false)
        select new PolicySubject(
            Path, Label.Agent, agent, model, tier, [.. (string[])(trailer ? ["Reviewed-by"] : []), .. (string[])(attribute ? ["HumanReviewed"] : [])], authorship);

    [Fact]
    public void MapOfAPolicy_IsJudgedLikeThePolicy() => Check.One(
        Laws.Config,
        Prop.ForAll((from makers in Gen.ListOf(Rule) from subject in Subject select (makers.Select((make, index) => make(index)).ToImmutableArray(), subject)).ToArbitrary(), given =>
        {
            var (rules, subject) = given;
            var entries = PolicyEntries.Of(new ProvenancePolicy { Rules = rules });
            var map = MapReader.Read(MapWriter.Write(new ProvenanceMap([], [], entries.Entries, [MapFile.Of("Refund.cs", "class Refund;", entries.For(Path), [], [])])));
            var file = map.Find("Refund.cs", ignoreCase: false)!;
            var facts = new CodeFacts(
                subject.Agent, subject.Model, (int)subject.Tier, subject.Reviews.Contains("Reviewed-by"), () => subject.Reviews.Contains("HumanReviewed"), () => subject.HasAttribute);

            var judged = from id in (string[])["PROV101", "PROV102", "PROV103", "PROV104", "PROV105"]
                         let entry = PolicyJudgement.Broken(map.Policy, file, id, facts)
                         where entry is not null
                         select $"{id} {entry.Severity}";

            Assert.Equal(PolicyRules.Resolve(rules, subject).Select(finding => $"{finding.DiagnosticId} {finding.Severity}"), judged);
        }));

    [Fact]
    public void Patterns_MatchLikeTheEngines() => Check.One(
        Laws.Config,
        Prop.ForAll(
            (from pattern in Gen.NonEmptyListOf(Gen.Elements('a', 'b', '*')) from name in Gen.ListOf(Gen.Elements('a', 'b')) select (new string([.. pattern]), new string([.. name]))).ToArbitrary(),
            given =>
            {
                var engines = NamePattern.TryParse(given.Item1)!;
                return PolicyArgument.Matches(given.Item1, given.Item2) == engines.Matches(given.Item2) && PolicyArgument.MatchesEverything(given.Item1) == engines.MatchesEverything;
            }));

    private static Gen<ImmutableArray<NamePattern>> Patterns(params string[] texts) =>
        from chosen in Gen.NonEmptyListOf(Gen.Elements(texts)) select chosen.Select(text => NamePattern.TryParse(text)!).ToImmutableArray();
}
