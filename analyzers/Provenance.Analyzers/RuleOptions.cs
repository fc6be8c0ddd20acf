using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Shared.Map;

namespace Provenance.Analyzers;

/// <summary>What an <c>.editorconfig</c> may set beside severities.</summary>
internal static class RuleOptions
{
    public const string AgentShareKey = "provenance_agent_share";
    public const string KnownAgentsKey = "provenance_known_agents";
    public const string ConditionalSymbolsKey = "provenance_conditional_symbols";
    public const string CloneTokensKey = "provenance_clone_tokens";
    private const int DefaultAgentShare = 50;
    private const int DefaultCloneTokens = 50;

    /// <summary>From which percentage of agent tokens on, 1 to 100, a member counts as agent-written; a value that is not understood is the default.</summary>
    public static int AgentShare(AnalyzerConfigOptions options) => Number(options, AgentShareKey, 1, 100, DefaultAgentShare);

    public static int AgentShare(SemanticModelAnalysisContext context) => AgentShare(Of(context));

    /// <summary>From how many tokens on, 20 to 10,000, a repeated member is a clone; the metric's own measure is 50.</summary>
    public static int CloneTokens(SemanticModelAnalysisContext context) => Number(Of(context), CloneTokensKey, 20, 10_000, DefaultCloneTokens);

    /// <summary>Agents that the team knows, for compilations without a map, where the policy's own have no way to arrive.</summary>
    public static IEnumerable<string> KnownAgents(AnalyzerConfigOptions options) => Names(options, KnownAgentsKey).Where(MapFormat.IsAgent);

    /// <summary>Symbols of the preprocessor that other builds of the project define.</summary>
    public static HashSet<string> ConditionalSymbols(SemanticModelAnalysisContext context) => new(Names(Of(context), ConditionalSymbolsKey), StringComparer.Ordinal);

    /// <summary>The project is compiled once for each of several target frameworks, of which each may have symbols of its own.</summary>
    public static bool HasSeveralFrameworks(SemanticModelAnalysisContext context) =>
        context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.ProvenanceSeveralFrameworks", out var several)
        && string.Equals(several, "true", StringComparison.OrdinalIgnoreCase);

    private static AnalyzerConfigOptions Of(SemanticModelAnalysisContext context) => context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.SemanticModel.SyntaxTree);

    private static IEnumerable<string> Names(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) ? value.Split(',').Select(static name => name.Trim()).Where(static name => name.Length > 0) : [];

    private static int Number(AnalyzerConfigOptions options, string key, int least, int most, int otherwise) =>
        options.TryGetValue(key, out var value)
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : otherwise;
}
