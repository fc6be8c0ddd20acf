using System.Collections.Immutable;

namespace Provenance.Engine.Claims;

/// <summary>Claims in reading order, each once per position.</summary>
internal sealed class ClaimList
{
    private readonly List<Claim> _claims = [];
    private readonly Dictionary<Place, int> _at = [];

    public void Add(Claim? claim)
    {
        if (claim is null)
        {
            return;
        }

        var key = new Place(claim.Agent, claim.Surface, claim.Model, claim.Role, claim.Position);
        if (!_at.TryGetValue(key, out var at))
        {
            _at.Add(key, _claims.Count);
            _claims.Add(claim);
            return;
        }

        // The surer rule stands for both; a session's key is kept from whichever has it.
        var (kept, other) = claim.Confidence > _claims[at].Confidence ? (claim, _claims[at]) : (_claims[at], claim);
        _claims[at] = kept with
        {
            Flags = kept.Flags | other.Flags,
            SessionId = kept.SessionId ?? other.SessionId,
            ModelRaw = kept.ModelRaw ?? other.ModelRaw,
        };
    }

    public void AddRange(IEnumerable<Claim> claims)
    {
        foreach (var claim in claims)
        {
            Add(claim);
        }
    }

    public ImmutableArray<Claim> ToImmutable() => [.. _claims];

    private readonly record struct Place(string Agent, string Surface, string? Model, ClaimRole Role, ClaimPosition Position);

    /// <summary>One entry per agent, surface and model; an entry without model goes into every entry of the same agent and surface that has one.</summary>
    public static ImmutableArray<AgentEntry> Summarize(ImmutableArray<Claim> claims)
    {
        var entries = ImmutableArray.CreateBuilder<AgentEntry>();
        foreach (var surface in claims.GroupBy(claim => (claim.Agent, claim.Surface)))
        {
            var unnamed = surface.Where(claim => claim.Model is null).ToList();
            var models = surface.Select(claim => claim.Model).Where(model => model is not null).Distinct(StringComparer.Ordinal).ToList();
            foreach (var model in models.Count > 0 ? models : [null])
            {
                entries.Add(Merge(unnamed.Concat(surface.Where(claim => claim.Model is not null && string.Equals(claim.Model, model, StringComparison.Ordinal))), model));
            }
        }

        entries.Sort(Compare);
        return entries.ToImmutable();
    }

    private static AgentEntry Merge(IEnumerable<Claim> claims, string? model)
    {
        AgentEntry? entry = null;
        foreach (var claim in claims)
        {
            entry = entry is null
                ? new AgentEntry(claim.Agent, claim.Surface, model, claim.Role, claim.Granularity, claim.Confidence, claim.Tier)
                : entry with
                {
                    Role = claim.Role < entry.Role ? claim.Role : entry.Role,
                    Granularity = claim.Granularity < entry.Granularity ? claim.Granularity : entry.Granularity,
                    Confidence = claim.Confidence > entry.Confidence ? claim.Confidence : entry.Confidence,
                    Tier = claim.Tier > entry.Tier ? claim.Tier : entry.Tier,
                };
        }

        return entry!;
    }

    private static int Compare(AgentEntry left, AgentEntry right)
    {
        var result = string.CompareOrdinal(left.Agent, right.Agent);
        result = result != 0 ? result : string.CompareOrdinal(left.Surface, right.Surface);
        return result != 0 ? result : string.CompareOrdinal(left.Model, right.Model);
    }
}
