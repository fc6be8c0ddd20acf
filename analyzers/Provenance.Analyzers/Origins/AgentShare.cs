using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Origins;

/// <summary>How much of a node agents wrote, and which one wrote most of that.</summary>
/// <param name="percent">Agent tokens of 100 units, rounded down, so that 100 is said only where there is no other token; uncommitted ones count in the divisor.</param>
/// <param name="agent">The agent with the most tokens.</param>
/// <param name="model">That agent's model with the most tokens, or null when the evidence names none.</param>
/// <param name="since">The earliest birth day of that agent's tokens, or null.</param>
/// <param name="tier">The weakest tier among that agent's tokens, as an index into <c>MapFormat.Tiers</c>.</param>
/// <param name="isReviewed">For every agent token, of whichever agent, a review of its birth commit by a person is recorded.</param>
internal sealed class AgentShare(int percent, string agent, string? model, string? since, int tier, bool isReviewed)
{
    // The registry's id for an agent that the evidence does not name.
    public const string Unresolved = "unresolved";

    public int Percent { get; } = percent;

    public string Agent { get; } = agent;

    public string? Model { get; } = model;

    public string? Since { get; } = since;

    public int Tier { get; } = tier;

    public bool IsReviewed { get; } = isReviewed;

    public static AgentShare? Of(OriginShares shares, IReadOnlyList<MappedOrigin> origins)
    {
        if (shares.AgentOrigins.Count == 0)
        {
            return null;
        }

        // The common case, without the sorting below.
        var ofAgent = shares.AgentOrigins.Count == 1
            ? shares.AgentOrigins
            : [.. shares.AgentOrigins
                .GroupBy(pair => NameOf(origins[pair.Origin]), StringComparer.Ordinal)
                .OrderByDescending(static group => group.Sum(static pair => pair.Units))
                .ThenBy(static group => group.Key, StringComparer.Ordinal)
                .First()];
        var model = ofAgent
            .GroupBy(pair => origins[pair.Origin].Model, StringComparer.Ordinal)
            .OrderByDescending(static group => group.Sum(static pair => pair.Units))
            .ThenBy(static group => group.Key, StringComparer.Ordinal)
            .First().Key;
        var since = ofAgent.Select(pair => origins[pair.Origin].Birth).Where(static day => day is not null).OrderBy(static day => day, StringComparer.Ordinal).FirstOrDefault();
        return new AgentShare(
            PercentOf(shares.Agent, shares.Units), NameOf(origins[ofAgent[0].Origin]), model, since, ofAgent.Min(pair => Math.Max(0, origins[pair.Origin].Tier)),
            shares.AgentOrigins.All(pair => origins[pair.Origin].IsReviewed));
    }

    public static string NameOf(MappedOrigin origin) => origin.Agent ?? Unresolved;

    /// <summary>Rounded down; the sum of fractions such as 3/7 may fall short of a whole number by the last bits.</summary>
    public static int PercentOf(double part, double whole) => whole <= 0 ? 0 : (int)((part * 100 / whole) + 1e-9);
}
