using Microsoft.CodeAnalysis;
using Provenance.Analyzers.Map;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Policy;

/// <summary>The map's policy entries with their arguments read, by number; null for those that no rule here understands.</summary>
internal sealed class PolicyTable
{
    private readonly PolicyEntry?[] _entries;

    private PolicyTable(PolicyEntry?[] entries) => _entries = entries;

    public static PolicyTable Of(IReadOnlyList<MappedPolicyEntry> entries) => new([.. entries.Select(PolicyEntry.Of)]);

    /// <summary>False when no file has an entry of the rule: nobody need look at any.</summary>
    public bool Has(string rule) => Array.Exists(_entries, entry => string.Equals(entry?.Rule, rule, StringComparison.Ordinal));

    /// <summary>The entries of a rule that hold for a file, in the order of the map.</summary>
    public IEnumerable<PolicyEntry> For(MappedFile file, string rule) =>
        file.Policy.Select(index => _entries[index]).OfType<PolicyEntry>().Where(entry => string.Equals(entry.Rule, rule, StringComparison.Ordinal));

    public bool Any(MappedFile file, string rule) => file.Policy.Length > 0 && For(file, rule).Any();

    /// <summary>A threshold of the policy: the first number of the rule's entry, or the default where the map carries none.</summary>
    public int Threshold(MappedFile file, string rule, int otherwise) => file.Policy.Length == 0 ? otherwise
        : For(file, rule).FirstOrDefault() is { Numbers: { Length: > 0 } numbers } ? numbers[0] : otherwise;

    /// <summary>The second number, likewise.</summary>
    public int SecondThreshold(MappedFile file, string rule, int otherwise) => file.Policy.Length == 0 ? otherwise
        : For(file, rule).FirstOrDefault() is { Numbers: { Length: > 1 } numbers } ? numbers[1] : otherwise;
}

/// <summary>One rule of the policy.</summary>
internal sealed class PolicyEntry
{
    private string[] _agents = [];
    private string[] _models = [];

    private PolicyEntry(string rule, DiagnosticSeverity severity)
    {
        Rule = rule;
        Severity = severity;
    }

    public string Rule { get; }

    public DiagnosticSeverity Severity { get; }

    /// <summary>PROV104: what counts as review.</summary>
    public string[] Evidence { get; private set; } = [];

    /// <summary>PROV105: the weakest tier that is enough, as an index into <c>MapFormat.Tiers</c>.</summary>
    public int Tier { get; private set; }

    /// <summary>PROV004, PROV011, PROV203: thresholds.</summary>
    public int[]? Numbers { get; private set; }

    public static PolicyEntry? Of(MappedPolicyEntry entry)
    {
        var severity = entry.Severity switch
        {
            "hidden" => DiagnosticSeverity.Hidden,
            "info" => DiagnosticSeverity.Info,
            "error" => DiagnosticSeverity.Error,
            _ => DiagnosticSeverity.Warning,
        };
        var read = new PolicyEntry(entry.Rule, severity);
        return read.TryRead(entry.Argument) ? read : null;
    }

    /// <summary>True when the entry names this agent and model. A model that is not known is met by <c>*</c> alone.</summary>
    public bool Covers(string agent, string? model) =>
        Array.Exists(_agents, pattern => PolicyArgument.Matches(pattern, agent))
        && Array.Exists(_models, pattern => model is null ? PolicyArgument.MatchesEverything(pattern) : PolicyArgument.Matches(pattern, model));

    private bool TryRead(string? argument)
    {
        switch (Rule)
        {
            case "PROV101" or "PROV102":
                return PolicyArgument.TryPatterns(argument, out _agents, out _models);
            case "PROV103":
                return true;
            case "PROV104":
                Evidence = argument?.Split(',') ?? [];
                return argument is not null;
            case "PROV105":
                Tier = Array.IndexOf(MapFormat.Tiers, argument);
                return Tier >= 0;
            case "PROV004" or "PROV011":
                Numbers = PolicyArgument.Numbers(argument, 1);
                return Numbers is not null;
            case "PROV203":
                Numbers = PolicyArgument.Numbers(argument, 2);
                return Numbers is not null;
            default:
                return false;
        }
    }
}
