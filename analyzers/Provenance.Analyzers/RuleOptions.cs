using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Shared.Map;

namespace Provenance.Analyzers;

/// <summary>What an <c>.editorconfig</c> may set beside severities.</summary>
internal static class RuleOptions
{
    public const string AgentShareKey = "provenance_agent_share";
    public const string KnownAgentsKey = "provenance_known_agents";
    private const int DefaultAgentShare = 50;

    /// <summary>From which percentage of agent tokens on, 1 to 100, a member counts as agent-written; a value that is not understood is the default.</summary>
    public static int AgentShare(AnalyzerConfigOptions options) =>
        options.TryGetValue(AgentShareKey, out var value)
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var share)
        && share is >= 1 and <= 100
            ? share
            : DefaultAgentShare;

    /// <summary>Agents that the team knows, for compilations without a map, where the policy's own have no way to arrive.</summary>
    public static IEnumerable<string> KnownAgents(AnalyzerConfigOptions options) =>
        options.TryGetValue(KnownAgentsKey, out var value)
            ? value.Split(',').Select(static agent => agent.Trim()).Where(MapFormat.IsAgent)
            : [];
}
