using System.Collections.Immutable;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>The agent ids that a policy may name. A rule about a misspelt agent would hold for nobody, which looks like a rule that is kept.</summary>
internal sealed class AgentNames(IReadOnlyCollection<string>? registry, ImmutableArray<YamlNode> own)
{
    private readonly string[]? known = registry is null
        ? null
        :
        [
            .. registry
                .Concat(own.OfType<YamlMapping>().Select(agent => (agent["id"] as YamlScalar)?.Value).OfType<string>())
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    public bool Check(string agent, YamlNode at, string what, NodeReader reader) =>
        known is null or []
        || known.Contains(agent, StringComparer.Ordinal)
        || reader.Report(PolicyProblemCatalog.UnknownAgent, at, what, ShownWord.Of(agent), NearestName.Among(agent, known));

    /// <summary>A pattern must name at least one agent.</summary>
    public bool Check(NamePattern agents, YamlNode at, string what, NodeReader reader) =>
        known is null or []
        || known.Any(agents.Matches)
        || reader.Report(PolicyProblemCatalog.UnknownAgent, at, what, ShownWord.Of(agents.Text), NearestName.Among(agents.Text, known));
}
