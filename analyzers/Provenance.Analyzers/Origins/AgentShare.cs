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

        // Members have few origins: no groups are made.
        var name = Most(shares, origins, static (_, _) => true, static origin => NameOf(origin))!;
        string? since = null;
        var (tier, isReviewed) = (int.MaxValue, true);
        foreach (var (index, _) in shares.AgentOrigins)
        {
            var origin = origins[index];
            isReviewed &= origin.IsReviewed;
            if (string.Equals(NameOf(origin), name, StringComparison.Ordinal))
            {
                tier = Math.Min(tier, Math.Max(0, origin.Tier));
                since = origin.Birth is not null && (since is null || string.CompareOrdinal(origin.Birth, since) < 0) ? origin.Birth : since;
            }
        }

        var model = Most(shares, origins, static (origin, agent) => string.Equals(NameOf(origin), agent, StringComparison.Ordinal), static origin => origin.Model, name);
        return new AgentShare(PercentOf(shares.Agent, shares.Units), name, model, since, tier, isReviewed);
    }

    /// <summary>Of the keys of origins the one with the most units; of equals the first in ordinal order, none before any.</summary>
    private static string? Most(
        OriginShares shares, IReadOnlyList<MappedOrigin> origins, Func<MappedOrigin, string?, bool> isMeant, Func<MappedOrigin, string?> key, string? agent = null)
    {
        var (best, most) = ((string?)null, -1.0);
        foreach (var (index, _) in shares.AgentOrigins)
        {
            if (!isMeant(origins[index], agent))
            {
                continue;
            }

            var candidate = key(origins[index]);
            var units = 0.0;
            foreach (var (other, otherUnits) in shares.AgentOrigins)
            {
                units += isMeant(origins[other], agent) && string.Equals(key(origins[other]), candidate, StringComparison.Ordinal) ? otherUnits : 0;
            }

            if (units > most || (units >= most && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, most) = (candidate, units);
            }
        }

        return best;
    }

    public static string NameOf(MappedOrigin origin) => origin.Agent ?? Unresolved;

    /// <summary>Rounded down; the sum of fractions such as 3/7 may fall short of a whole number by the last bits.</summary>
    public static int PercentOf(double part, double whole) => whole <= 0 ? 0 : (int)((part * 100 / whole) + 1e-9);
}
