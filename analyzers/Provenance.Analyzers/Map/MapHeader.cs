using Provenance.Shared.Map;

namespace Provenance.Analyzers.Map;

/// <summary>The records before the first file: agents, origins, policy entries.</summary>
internal sealed class MapHeader
{
    public HashSet<string> Agents { get; } = new(StringComparer.Ordinal);

    public List<MappedOrigin> Origins { get; } = [];

    public List<MappedPolicyEntry> Policy { get; } = [];

    /// <summary>Reads one record; false when it is malformed. Unknown letters are skipped by the caller.</summary>
    public bool TryRead(char letter, FieldReader fields) => letter switch
    {
        MapFormat.Agent => TryReadAgent(fields),
        MapFormat.Origin => TryReadOrigin(fields),
        MapFormat.Policy => TryReadPolicy(fields),
        _ => false,
    };

    private bool TryReadAgent(FieldReader fields) => fields.Next() is { } agent && MapFormat.IsAgent(agent) && Agents.Add(agent);

    private bool TryReadOrigin(FieldReader fields)
    {
        if (!fields.TryNumber(out var number) || number != Origins.Count
            || !fields.TryWord(MapFormat.Labels, out var label)
            || !fields.TryOptional(MapFormat.IsAgent, out var agent)
            || !fields.TryOptional(MapFormat.IsModel, out var model)
            || !fields.TryWord(MapFormat.Confidences, out var confidence)
            || !fields.TryOptional(static word => Array.IndexOf(MapFormat.Tiers, word) >= 0, out var tier)
            || !fields.TryOptional(MapFormat.IsDay, out var birth)
            || !fields.TryNumber(out var reviewed) || reviewed > 1
            || !fields.TryOptional(static id => MapFormat.IsHex(id, 12, 12), out var commit))
        {
            return false;
        }

        Origins.Add(new MappedOrigin(MapFormat.Labels[label], agent, model, confidence, tier is null ? -1 : Array.IndexOf(MapFormat.Tiers, tier), birth, reviewed == 1, commit));
        return true;
    }

    private bool TryReadPolicy(FieldReader fields)
    {
        if (!fields.TryNumber(out var number) || number != Policy.Count
            || fields.Next() is not { } rule || !MapFormat.IsRule(rule)
            || !fields.TryWord(MapFormat.Severities, out var severity)
            || !fields.TryOptional(static field => MapText.Decode(field) is not null, out var argument))
        {
            return false;
        }

        Policy.Add(new MappedPolicyEntry(rule, MapFormat.Severities[severity], argument is null ? null : MapText.Decode(argument)));
        return true;
    }
}
