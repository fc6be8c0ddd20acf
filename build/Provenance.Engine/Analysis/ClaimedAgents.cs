using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Analysis;

/// <summary>The agents and the model of labels that claim code, each put together once: many cells have one label.</summary>
internal sealed class ClaimedAgents
{
    private readonly Dictionary<LineLabel, (string? Agents, string? Model)> _known = new(ReferenceEqualityComparer.Instance);

    /// <returns>Ids in ordinal order, joined by one space, and the first model that is named; nulls of a label that claims nothing.</returns>
    public (string? Agents, string? Model) Of(LineLabel label)
    {
        if (label.Label is not (Label.Agent or Label.Mixed))
        {
            return default;
        }

        if (!_known.TryGetValue(label, out var claimed))
        {
            var agents = string.Join(' ', label.Agents.Select(agent => agent.Agent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            claimed = (agents.Length > 0 ? agents : null, label.Agents.Select(agent => agent.Model).FirstOrDefault(model => model is not null));
            _known.Add(label, claimed);
        }

        return claimed;
    }
}
