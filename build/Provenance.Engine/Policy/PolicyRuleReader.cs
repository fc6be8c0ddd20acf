using System.Collections.Immutable;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>Reads the list <c>rules</c>.</summary>
internal static class PolicyRuleReader
{
    private static readonly string[] Kinds = ["forbid", "allow", "require-review", "require-attribute", "require-tier"];

    private static readonly ImmutableArray<string> DefaultReviews = ["Reviewed-by", "HumanReviewed"];

    public static ImmutableArray<PolicyRule> Read(YamlNode? node, NodeReader reader, AgentNames agentNames)
    {
        var builder = ImmutableArray.CreateBuilder<PolicyRule>();
        var items = reader.Items(node, "rules") ?? [];
        for (var i = 0; i < items.Length; i++)
        {
            if (ReadRule(items[i], i, reader, agentNames) is { } rule)
            {
                builder.Add(rule);
            }
        }

        return builder.ToImmutable();
    }

    private static PolicyRule? ReadRule(YamlNode node, int index, NodeReader reader, AgentNames agentNames)
    {
        var what = NodeReader.Item("rules", index);
        if (reader.Mapping(node, what, [.. Kinds, "severity"]) is not { } map)
        {
            return null;
        }

        var kinds = map.Entries.Where(entry => Kinds.Contains(entry.Key.Value, StringComparer.Ordinal)).ToArray();
        if (kinds is not [var kind])
        {
            reader.Report(PolicyProblemCatalog.NotExactlyOne, node, what, string.Join(", ", Kinds));
            return null;
        }

        var severity = reader.OneOf(map["severity"], what + ".severity", "hidden", "info", "warning", "error") switch
        {
            "hidden" => PolicySeverity.Hidden,
            "info" => PolicySeverity.Info,
            "error" => PolicySeverity.Error,
            _ => PolicySeverity.Warning,
        };
        var place = what + "." + kind.Key.Value;
        return reader.Mapping(kind.Value, place, KeysOf(kind.Key.Value)) is { } body && ReadPaths(body, place, reader) is { } paths
            ? ReadBody(kind.Key.Value, body, new RuleHead(index, node.Line, severity, paths, place), reader, agentNames)
            : null;
    }

    private static string[] KeysOf(string kind) => kind switch
    {
        "require-review" => ["paths", "by"],
        "require-attribute" => ["paths"],
        "require-tier" => ["paths", "tier"],
        _ => ["paths", "agents", "models"],
    };

    private static ImmutableArray<Glob>? ReadPaths(YamlMapping body, string place, NodeReader reader)
    {
        if (!reader.Require(body, place, "paths") || reader.List(body["paths"], place + ".paths", reader.Glob) is not { } paths)
        {
            return null;
        }

        if (body["paths"] is YamlSequence { Items: [] } empty)
        {
            reader.Report(PolicyProblemCatalog.MissingKey, empty, place + ".paths", "at least one pattern");
            return null;
        }

        return paths;
    }

    private static PolicyRule? ReadBody(string kind, YamlMapping body, RuleHead head, NodeReader reader, AgentNames agentNames)
    {
        switch (kind)
        {
            case "forbid":
                return new ForbidRule(head.Index, head.Line, head.Severity, head.Paths, ReadAgents(body, head, reader, agentNames), ReadModels(body, head, reader));
            case "allow":
                return new AllowRule(head.Index, head.Line, head.Severity, head.Paths, ReadAgents(body, head, reader, agentNames), ReadModels(body, head, reader));
            case "require-attribute":
                return new RequireAttributeRule(head.Index, head.Line, head.Severity, head.Paths);
            case "require-review":
                var by = reader.List(body["by"], head.Place + ".by", (item, place) => reader.Name(item, place, NameForm.TrailerKey));
                return new RequireReviewRule(head.Index, head.Line, head.Severity, head.Paths, by ?? DefaultReviews);
            default:
                reader.Require(body, head.Place, "tier");
                var tier = reader.OneOf(body["tier"], head.Place + ".tier", "asserted", "platform", "attested") switch
                {
                    "platform" => Tier.Platform,
                    "attested" => Tier.Attested,
                    _ => Tier.Asserted,
                };
                return new RequireTierRule(head.Index, head.Line, head.Severity, head.Paths, tier);
        }
    }

    private static ImmutableArray<NamePattern> ReadAgents(YamlMapping body, RuleHead head, NodeReader reader, AgentNames agentNames) =>
        reader.List(body["agents"], head.Place + ".agents", (item, place) =>
            reader.Pattern(item, place) is { } pattern && agentNames.Check(pattern, item, place, reader) ? pattern : null) ?? [NamePattern.Any];

    private static ImmutableArray<NamePattern> ReadModels(YamlMapping body, RuleHead head, NodeReader reader) =>
        reader.List(body["models"], head.Place + ".models", reader.Pattern) ?? [NamePattern.Any];

    private sealed record RuleHead(int Index, int Line, PolicySeverity Severity, ImmutableArray<Glob> Paths, string Place);
}
