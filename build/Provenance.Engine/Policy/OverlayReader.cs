using System.Collections.Immutable;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>Reads an overlay (<c>provenance-overlay/1</c>), as strictly as a policy.</summary>
public static class OverlayReader
{
    public const string Schema = "provenance-overlay/1";

    internal static readonly string[] EntryKeys = ["commit", "pullRequest", "path", "symbol", "label", "agent", "model", "reason"];

    private static readonly string[] Targets = ["commit", "pullRequest", "path"];

    /// <param name="displayPath">Repeated in the problems; never opened.</param>
    /// <param name="knownAgents">When given, entries may name only these agents.</param>
    /// <returns>The overlay, or null when there is any problem; then the first problem is PROV820 and the others follow by place.</returns>
    public static (Overlay? Overlay, ImmutableArray<PolicyProblem> Problems) Read(
        string text, string displayPath, IReadOnlyCollection<string>? knownAgents = null)
    {
        var reader = new NodeReader(displayPath);
        var (root, error) = YamlReader.Read(text);
        if (error is not null)
        {
            YamlProblem.Report(error, reader);
        }

        var overlay = error is null ? ReadRoot(root!, reader, new AgentNames(knownAgents, [])) : null;
        return (reader.ProblemCount == 0 ? overlay : null, reader.Problems(PolicyProblemCatalog.OverlayNotUsed));
    }

    private static Overlay? ReadRoot(YamlNode root, NodeReader reader, AgentNames agentNames)
    {
        if (reader.Mapping(root, "the overlay", "schema", "entries") is not { } map || !reader.Require(map, "the overlay", "schema", "entries"))
        {
            return null;
        }

        if (map["schema"] is not YamlScalar { Value: Schema })
        {
            reader.Report(PolicyProblemCatalog.VersionNotSupported, map["schema"]!, "schema", Schema);
            return null;
        }

        return reader.List(map["entries"], "entries", (item, what) => ReadEntry(item, what, reader, agentNames)) is { } entries ? new Overlay(entries) : null;
    }

    private static OverlayEntry? ReadEntry(YamlNode node, string what, NodeReader reader, AgentNames agentNames)
    {
        if (reader.Mapping(node, what, EntryKeys) is not { } map || !reader.Require(map, what, "label", "reason"))
        {
            return null;
        }

        var target = ReadTarget(map, what, reader);
        var label = ReadLabel(map, what, reader);
        var agent = reader.Name(map["agent"], what + ".agent", NameForm.Slug);
        var model = reader.Name(map["model"], what + ".model", NameForm.Model);
        var reason = reader.Text(map["reason"], what + ".reason");
        if (agent is not null)
        {
            agentNames.Check(agent, map["agent"]!, what + ".agent", reader);
        }

        if (label is Label.Human or Label.Unknown && (map["agent"] ?? map["model"]) is { } superfluous)
        {
            reader.Report(PolicyProblemCatalog.Contradiction, superfluous, what + (map["agent"] is null ? ".model" : ".agent"), "the labels human and unknown");
        }

        return target is not null && label is not null && reason is not null ? new OverlayEntry(target, label.Value, agent, model, reason, node.Line) : null;
    }

    private static OverlayTarget? ReadTarget(YamlMapping map, string what, NodeReader reader)
    {
        if (map.Entries.Count(entry => Targets.Contains(entry.Key.Value, StringComparer.Ordinal)) != 1)
        {
            reader.Report(PolicyProblemCatalog.NotExactlyOne, map, what, string.Join(", ", Targets));
            return null;
        }

        var symbol = reader.Name(map["symbol"], what + ".symbol", NameForm.Symbol);
        if (map["symbol"] is { } node && map["path"] is null)
        {
            reader.Report(PolicyProblemCatalog.Contradiction, node, what + ".symbol", "commit or pullRequest");
        }

        return reader.Name(map["commit"], what + ".commit", NameForm.CommitId) is { } commit ? new CommitTarget(commit)
            : reader.Integer(map["pullRequest"], what + ".pullRequest", 1, int.MaxValue) is { } number ? new PullRequestTarget(number)
            : reader.Glob(map["path"], what + ".path") is { } paths ? new PathTarget(paths, symbol)
            : null;
    }

    private static Label? ReadLabel(YamlMapping map, string what, NodeReader reader) =>
        reader.OneOf(map["label"], what + ".label", "agent", "mixed", "human", "unknown") switch
        {
            "agent" => Label.Agent,
            "mixed" => Label.Mixed,
            "human" => Label.Human,
            "unknown" => Label.Unknown,
            _ => null,
        };
}
