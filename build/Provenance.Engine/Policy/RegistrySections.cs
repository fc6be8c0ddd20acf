using System.Collections.Immutable;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>Checks the sections that a policy shares with the agent registry. The nodes stay as they are: the Claims stage reads them with the parser of the registry.</summary>
internal static class RegistrySections
{
    private static readonly string[] RuleKeys =
    [
        "id", "agent", "surface", "kind", "confidence", "evidence", "note", "name", "email", "slots", "expectName", "model", "vendorAddress", "trailerRole",
        "key", "value", "line", "find", "joinComment", "role", "validFrom", "validTo",
    ];

    private static readonly string[] Roles = ["author", "co-author", "assistant", "recorder", "autofix", "reviewer", "committer", "signer"];

    public static ImmutableArray<YamlNode> Agents(YamlNode? node, NodeReader reader) => Each(node, "agents", reader, (item, what) =>
    {
        if (reader.Mapping(item, what, "id", "name", "defaultSurface", "aliases", "vendorFamily", "givenName", "noteTools") is not { } map)
        {
            return;
        }

        reader.Require(map, what, "id", "name");
        reader.Name(map["id"], what + ".id", NameForm.Slug);
        reader.Text(map["name"], what + ".name");
        reader.Name(map["defaultSurface"], what + ".defaultSurface", NameForm.Slug);
        reader.List(map["aliases"], what + ".aliases", reader.Text);
        reader.Flag(map["vendorFamily"], what + ".vendorFamily");
        reader.Flag(map["givenName"], what + ".givenName");
        reader.List(map["noteTools"], what + ".noteTools", reader.Text);
    });

    public static ImmutableArray<YamlNode> Rules(YamlNode? node, NodeReader reader, AgentNames agentNames) => Each(node, "identityRules", reader, (item, what) =>
    {
        if (reader.Mapping(item, what, RuleKeys) is not { } map || !reader.Require(map, what, "id", "agent", "kind", "confidence"))
        {
            return;
        }

        reader.Name(map["id"], what + ".id", NameForm.Slug);
        if (reader.Name(map["agent"], what + ".agent", NameForm.Slug) is { } agent)
        {
            agentNames.Check(agent, map["agent"]!, what + ".agent", reader);
        }

        reader.Name(map["surface"], what + ".surface", NameForm.Slug);
        reader.OneOf(map["confidence"], what + ".confidence", "high", "medium", "low");
        reader.OneOf(map["role"], what + ".role", Roles);
        reader.OneOf(map["trailerRole"], what + ".trailerRole", Roles);
        reader.Text(map["evidence"], what + ".evidence");
        reader.Text(map["note"], what + ".note");
        reader.List(map["slots"], what + ".slots", (slot, place) => reader.OneOf(slot, place, "author", "committer", "trailer"));
        reader.Flag(map["vendorAddress"], what + ".vendorAddress");
        reader.Flag(map["joinComment"], what + ".joinComment");
        foreach (var key in (ReadOnlySpan<string>)["name", "email", "expectName", "model", "value", "line", "find"])
        {
            reader.RegularExpression(map[key], what + "." + key);
        }

        CheckKind(map, what, reader);
        CheckDates(map, what, reader);
    });

    public static ImmutableArray<YamlNode> Deny(YamlNode? node, NodeReader reader) => Each(node, "deny", reader, (item, what) =>
    {
        if (reader.Mapping(item, what, "id", "class", "note", "name", "email") is not { } map)
        {
            return;
        }

        reader.Require(map, what, "id", "class");
        reader.Name(map["id"], what + ".id", NameForm.Slug);
        reader.OneOf(map["class"], what + ".class", "automation", "placeholder", "vendor-person");
        reader.Text(map["note"], what + ".note");
        reader.RegularExpression(map["name"], what + ".name");
        reader.RegularExpression(map["email"], what + ".email");
        RequireNameOrAddress(map, what, reader);
    });

    public static ImmutableArray<YamlNode> DisabledIds(YamlNode? node, NodeReader reader) =>
        Each(node, "disableRules", reader, (item, what) => reader.Name(item, what, NameForm.Slug));

    private static void CheckKind(YamlMapping map, string what, NodeReader reader)
    {
        switch (reader.OneOf(map["kind"], what + ".kind", "identity", "trailer", "session", "marker", "subject"))
        {
            case "identity":
                RequireNameOrAddress(map, what, reader);
                break;
            case "trailer" or "session":
                reader.Require(map, what, "key", "value");
                reader.Name(map["key"], what + ".key", NameForm.TrailerKey);
                break;
            case "marker" or "subject":
                reader.Require(map, what, "line");
                break;
            default:
                // Reported by OneOf: without a kind nothing says which patterns must be there.
                break;
        }
    }

    private static void CheckDates(YamlMapping map, string what, NodeReader reader)
    {
        var from = reader.Date(map["validFrom"], what + ".validFrom");
        var to = reader.Date(map["validTo"], what + ".validTo");
        if (from > to)
        {
            reader.Report(PolicyProblemCatalog.Contradiction, map["validTo"]!, what + ".validTo", "a later validFrom");
        }
    }

    private static void RequireNameOrAddress(YamlMapping map, string what, NodeReader reader)
    {
        if (map["name"] is null && map["email"] is null)
        {
            reader.Report(PolicyProblemCatalog.MissingKey, map, what, "name or email");
        }
    }

    private static ImmutableArray<YamlNode> Each(YamlNode? node, string what, NodeReader reader, Action<YamlNode, string> check)
    {
        var items = reader.Items(node, what) ?? [];
        for (var i = 0; i < items.Length; i++)
        {
            check(items[i], NodeReader.Item(what, i));
        }

        return items;
    }
}
