using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Each stage is part of the one before. Null where this build has no evidence of the stage, which is not the same as 0.</summary>
/// <param name="Authored">All births ever seen, left-truncated ones included.</param>
public sealed record FunnelStages(Amount Authored, Amount Alive, Amount? Compiled, Amount? Shipped, Amount? Reachable);

/// <summary>The plain census of one slice of the code.</summary>
/// <param name="Dimension"><c>label</c>, <c>label-without-overlay</c>, <c>agent</c>, <c>model</c> or <c>tier</c>.</param>
/// <param name="Key">In <c>label</c>: agent, mixed, human, unknown, all. Agents can share units, so their rows need not add up.</param>
/// <param name="Lo">For agent, and every agent, model and tier: units labelled agent; else all of the slice.</param>
/// <param name="Hi">With the mixed units of the slice.</param>
public sealed record FunnelRow(ScopeClass Scope, string Dimension, string Key, FunnelStages Lo, FunnelStages Hi);

internal static class Funnel
{
    private static readonly (string Key, Func<Label, bool> Lo, Func<Label, bool> Hi)[] Labels =
    [
        ("agent", l => l == Label.Agent, l => l is Label.Agent or Label.Mixed),
        ("mixed", l => l == Label.Mixed, l => l == Label.Mixed),
        ("human", l => l == Label.Human, l => l == Label.Human),
        ("unknown", l => l == Label.Unknown, l => l == Label.Unknown),
        ("all", _ => true, _ => true),
    ];

    /// <returns>By scope, then dimension as listed above, then label order or ordinal key. Label rows are always there.</returns>
    public static IReadOnlyList<FunnelRow> Rows(IReadOnlyList<LifeCell> cells, MetricOptions options)
    {
        var rows = new List<FunnelRow>();
        foreach (var scope in Enum.GetValues<ScopeClass>())
        {
            var inScope = cells.Where(c => c.Scope == scope).ToList();
            rows.AddRange(Labels.Select(label => Row("label", label.Key, inScope, c => label.Lo(Attribution.Effective(c)), c => label.Hi(Attribution.Effective(c)))));
            if (inScope.Exists(c => c.LabelBeforeOverlay is not null))
            {
                rows.AddRange(Labels.Select(label => Row(
                    "label-without-overlay", label.Key, inScope, c => label.Lo(Attribution.WithoutOverlay(c)), c => label.Hi(Attribution.WithoutOverlay(c)))));
            }

            var claimed = inScope.Where(c => Attribution.Effective(c).IsIn(CodeGroup.AgentHi)).ToList();
            rows.AddRange(Slices("agent", claimed, AgentsOf));
            rows.AddRange(Slices("model", claimed, c => c.Model is { } model ? [model] : []));
            rows.AddRange(Slices("tier", claimed, c => [TierKey(c.Tier)]));

            FunnelRow Row(string dimension, string key, List<LifeCell> slice, Func<LifeCell, bool> lo, Func<LifeCell, bool> hi) =>
                new(scope, dimension, key, Stages(slice.Where(lo), options), Stages(slice.Where(hi), options));

            IEnumerable<FunnelRow> Slices(string dimension, List<LifeCell> slice, Func<LifeCell, string[]> keysOf) =>
                from key in slice.SelectMany(keysOf).Distinct().Order(StringComparer.Ordinal)
                let own = slice.Where(c => keysOf(c).Contains(key)).ToList()
                select Row(dimension, key, own, c => Attribution.Effective(c) == Label.Agent, _ => true);
        }

        return rows;
    }

    public static string[] AgentsOf(LifeCell cell) => cell.Agents is { } agents ? agents.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    private static string TierKey(Tier tier) => tier switch
    {
        Tier.Asserted => "asserted",
        Tier.Platform => "platform",
        Tier.Attested => "attested",
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };

    private static FunnelStages Stages(IEnumerable<LifeCell> cells, MetricOptions options)
    {
        Amount authored = default, alive = default, compiled = default, shipped = default, reachable = default;
        foreach (var cell in cells)
        {
            authored += cell.Authored;
            alive += cell.AliveAt(options.ObservationEndSeconds) ? cell.Authored : default;
            compiled += cell.Compiled;
            shipped += cell.Shipped;
            reachable += cell.Reachable;
        }

        var ships = options.Evidence == EvidenceKind.Shipped;
        return new(authored, alive, options.Evidence == EvidenceKind.None ? null : compiled, ships ? shipped : null, ships && options.IsReachabilityExamined ? reachable : null);
    }
}
