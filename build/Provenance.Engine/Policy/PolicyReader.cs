using System.Collections.Immutable;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>Reads <c>provenance.yml</c> strictly (docs/schema/policy-1.json): whatever is not understood is a problem with its place, never a guess.</summary>
public static class PolicyReader
{
    internal static readonly string[] Keys =
    [
        "version", "unattributed", "window", "horizon", "agents", "identityRules", "deny", "disableRules", "attributes", "humanAttributes", "agentTrace",
        "blameIgnoreRevs", "squash", "trust", "thresholds", "exclude", "reach", "overlay", "rules",
    ];

    /// <param name="displayPath">Repeated in the problems; never opened.</param>
    /// <param name="knownAgents">Agent ids of the registry. When given, <c>rules</c> and <c>trust</c> may name only these and the policy's own.</param>
    /// <returns>The policy, or null when there is any problem; then the first problem is PROV800 and the others follow by place.</returns>
    public static (ProvenancePolicy? Policy, ImmutableArray<PolicyProblem> Problems) Read(
        string text, string displayPath, IReadOnlyCollection<string>? knownAgents = null)
    {
        var reader = new NodeReader(displayPath);
        var (root, error) = YamlReader.Read(text);
        var policy = error is null ? ReadRoot(root!, reader, knownAgents) : null;
        if (error is not null)
        {
            YamlProblem.Report(error, reader);
        }

        return (reader.ProblemCount == 0 ? policy : null, reader.Problems(PolicyProblemCatalog.PolicyNotUsed));
    }

    private static ProvenancePolicy? ReadRoot(YamlNode root, NodeReader reader, IReadOnlyCollection<string>? knownAgents)
    {
        if (reader.Mapping(root, "the policy", Keys) is not { } map || !reader.Require(map, "the policy", "version"))
        {
            return null;
        }

        if (map["version"] is not YamlScalar { IsPlain: true, Value: "1" })
        {
            // What a later version means by the other keys is not known.
            reader.Report(PolicyProblemCatalog.VersionNotSupported, map["version"]!, "version", "1");
            return null;
        }

        var defaults = ProvenancePolicy.Default;
        var agents = RegistrySections.Agents(map["agents"], reader);
        var agentNames = new AgentNames(knownAgents, agents);
        var exclude = map["exclude"] is { } node ? reader.Mapping(node, "exclude", "generated", "vendored") : null;
        return defaults with
        {
            Unattributed = reader.OneOf(map["unattributed"], "unattributed", "unknown", "human") is "human" ? Label.Human : Label.Unknown,
            WindowDays = ReadWindow(map["window"], reader, defaults.WindowDays),
            HorizonDays = reader.Days(map["horizon"], "horizon", 0) ?? defaults.HorizonDays,
            Agents = agents,
            IdentityRules = RegistrySections.Rules(map["identityRules"], reader, agentNames),
            Deny = RegistrySections.Deny(map["deny"], reader),
            DisableRules = RegistrySections.DisabledIds(map["disableRules"], reader),
            Attributes = ReadTypeNames(map["attributes"], "attributes", reader),
            HumanAttributes = ReadTypeNames(map["humanAttributes"], "humanAttributes", reader),
            AgentTrace = defaults.AgentTrace.AddRange(reader.List(map["agentTrace"], "agentTrace", reader.Glob) ?? []),
            BlameIgnoreRevs = ReadFile(map["blameIgnoreRevs"], "blameIgnoreRevs", reader),
            Squash = ReadSquash(map["squash"], reader),
            Trust = ReadTrust(map["trust"], reader, agentNames),
            Thresholds = ReadThresholds(map["thresholds"], reader),
            Excluded = new ExcludedPaths(
                reader.List(exclude?["generated"], "exclude.generated", reader.Glob) ?? [], reader.List(exclude?["vendored"], "exclude.vendored", reader.Glob) ?? []),
            ReachInclude = ReadReach(map["reach"], reader),
            Overlay = ReadFile(map["overlay"], "overlay", reader),
            Rules = PolicyRuleReader.Read(map["rules"], reader, agentNames),
        };
    }

    private static FileReference? ReadFile(YamlNode? node, string what, NodeReader reader) =>
        reader.Path(node, what) is { } path ? new FileReference(path, node!.Line, node.Column) : null;

    private static int? ReadWindow(YamlNode? node, NodeReader reader, int? otherwise) =>
        node is YamlScalar { Value: "all" } ? null : reader.Days(node, "window", 1) ?? otherwise;

    private static ImmutableArray<string> ReadTypeNames(YamlNode? node, string what, NodeReader reader) =>
        reader.List(node, what, (item, place) => reader.Name(item, place, NameForm.TypeName)) ?? [];

    private static SquashPolicy ReadSquash(YamlNode? node, NodeReader reader)
    {
        if (node is null || reader.Mapping(node, "squash", "unlocated", "expand") is not { } map)
        {
            return new SquashPolicy();
        }

        var label = reader.OneOf(map["unlocated"], "squash.unlocated", "mixed", "agent") is "agent" ? Label.Agent : Label.Mixed;
        return new SquashPolicy(label, reader.Flag(map["expand"], "squash.expand") ?? false);
    }

    private static ImmutableArray<TrustedKey> ReadTrust(YamlNode? node, NodeReader reader, AgentNames agentNames) =>
        reader.List(node, "trust", (item, place) =>
        {
            if (reader.Mapping(item, place, "agent", "key") is not { } map || !reader.Require(map, place, "agent", "key"))
            {
                return null;
            }

            var agent = reader.Name(map["agent"], place + ".agent", NameForm.Slug);
            var key = reader.Text(map["key"], place + ".key");
            return agent is not null && key is not null && agentNames.Check(agent, map["agent"]!, place + ".agent", reader) ? new TrustedKey(agent, key) : null;
        }) ?? [];

    private static PolicyThresholds ReadThresholds(YamlNode? node, NodeReader reader)
    {
        var defaults = new PolicyThresholds();
        return node is null || reader.Mapping(node, "thresholds", "staleShare", "reviewShare", "rewrites", "rewriteDays") is not { } map
            ? defaults
            : new PolicyThresholds(
                reader.Integer(map["staleShare"], "thresholds.staleShare", 0, 100) ?? defaults.StaleShare,
                reader.Integer(map["reviewShare"], "thresholds.reviewShare", 0, 100) ?? defaults.ReviewShare,
                reader.Integer(map["rewrites"], "thresholds.rewrites", 1, 1_000) ?? defaults.Rewrites,
                reader.Integer(map["rewriteDays"], "thresholds.rewriteDays", 1, Limits.MaxDays) ?? defaults.RewriteDays);
    }

    private static ImmutableArray<NamePattern> ReadReach(YamlNode? node, NodeReader reader) =>
        node is not null && reader.Mapping(node, "reach", "include") is { } map
            ? reader.List(map["include"], "reach.include", reader.Pattern) ?? []
            : [];
}
