using System.Runtime.InteropServices;
using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Each stage is part of the one before. Null where this build has no evidence of the stage, which is not the same as 0.</summary>
/// <param name="Referenced">The second figure of packages: reachable code that shipped code, tests or samples refer to.</param>
/// <param name="Authored">All births ever seen, left-truncated ones included.</param>
public sealed record FunnelStages(Amount Authored, Amount Alive, Amount? Compiled, Amount? Shipped, Amount? Reachable, Amount? Referenced);

/// <summary>The plain census of one slice of the code.</summary>
/// <param name="Dimension"><c>label</c>, <c>label-without-overlay</c>, <c>agent</c>, <c>model</c> or <c>tier</c>.</param>
/// <param name="Key">In <c>label</c>: agent, mixed, human, unknown, all. Agents can share units, so their rows need not add up.</param>
/// <param name="Lo">For agent, and every agent, model and tier: units labelled agent; else all of the slice.</param>
/// <param name="Hi">With the mixed units of the slice.</param>
public sealed record FunnelRow(ScopeClass Scope, string Dimension, string Key, FunnelStages Lo, FunnelStages Hi);

internal static class Funnel
{
    private static readonly string[] Labels = ["agent", "mixed", "human", "unknown", "all"];
    private static readonly string[] Dimensions = ["label", "label-without-overlay", "agent", "model", "tier"];

    /// <returns>By scope, then dimension as listed above, then label order or ordinal key. Label rows are always there, those without overlay where one applies.</returns>
    public static IReadOnlyList<FunnelRow> Rows(IReadOnlyList<LifeCell> cells, MetricOptions options)
    {
        var sums = new Dictionary<RowKey, Sum>();
        var groups = Groups(cells, options);
        var isOverlaid = new bool[(int)ScopeClass.Vendored + 1];
        foreach (var (key, _) in groups)
        {
            isOverlaid[(int)key.Scope] |= key.BeforeOverlay >= 0;
        }

        foreach (var scope in Enum.GetValues<ScopeClass>())
        {
            foreach (var label in Labels)
            {
                Add(scope, 0, label, null, lo: false, hi: false);
            }
        }

        foreach (var (_, (cell, tally)) in groups)
        {
            var label = Attribution.Effective(cell);
            AddLabels(cell.Scope, 0, label, tally);
            if (isOverlaid[(int)cell.Scope])
            {
                AddLabels(cell.Scope, 1, Attribution.WithoutOverlay(cell), tally);
            }

            if (label.IsIn(CodeGroup.AgentHi))
            {
                var isAgent = label == Label.Agent;
                foreach (var agent in cell.Agents?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
                {
                    Add(cell.Scope, 2, agent, tally, isAgent, hi: true);
                }

                if (cell.Model is { } model)
                {
                    Add(cell.Scope, 3, model, tally, isAgent, hi: true);
                }

                Add(cell.Scope, 4, TierKey(cell.Tier), tally, isAgent, hi: true);
            }
        }

        var rows = new List<Row>();
        foreach (var (key, sum) in sums)
        {
            rows.Add(new Row(key, new FunnelRow(key.Scope, Dimensions[key.Dimension], key.Key, sum.Lo.Stages(options), sum.Hi.Stages(options))));
        }

        Row[] ordered = [.. rows];
        MergeSort.Sort(ordered, Compare);
        return Array.ConvertAll(ordered, row => row.Figures);

        void AddLabels(ScopeClass scope, int dimension, Label label, Tally tally)
        {
            Add(scope, dimension, "agent", tally, label == Label.Agent, label.IsIn(CodeGroup.AgentHi));
            Add(scope, dimension, "mixed", tally, label == Label.Mixed, label == Label.Mixed);
            Add(scope, dimension, "human", tally, label == Label.Human, label == Label.Human);
            Add(scope, dimension, "unknown", tally, label == Label.Unknown, label == Label.Unknown);
            Add(scope, dimension, "all", tally, lo: true, hi: true);
        }

        void Add(ScopeClass scope, int dimension, string key, Tally? tally, bool lo, bool hi)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, new RowKey(scope, dimension, key), out _);
            sum = new Sum(lo ? sum.Lo + tally!.Value : sum.Lo, hi ? sum.Hi + tally!.Value : sum.Hi);
        }
    }

    private static int Compare(Row left, Row right)
    {
        var (a, b) = (left.Key, right.Key);
        var order = ((byte)a.Scope).CompareTo((byte)b.Scope);
        order = order != 0 ? order : a.Dimension.CompareTo(b.Dimension);
        order = order != 0 || a.Dimension > 1 ? order : Array.IndexOf(Labels, a.Key).CompareTo(Array.IndexOf(Labels, b.Key));
        return order != 0 ? order : string.CompareOrdinal(a.Key, b.Key);
    }

    /// <summary>Greater where more vouches for the claim.</summary>
    public static int StrengthOf(string key) => Array.FindIndex(Enum.GetValues<Tier>(), tier => string.Equals(TierKey(tier), key, StringComparison.Ordinal));

    public static string TierKey(Tier tier) => tier switch
    {
        Tier.Asserted => "asserted",
        Tier.Platform => "platform",
        Tier.Attested => "attested",
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };

    /// <summary>Cells that count in the same rows are one: there are few kinds, and many cells.</summary>
    private static Dictionary<Kind, Group> Groups(IReadOnlyList<LifeCell> cells, MetricOptions options)
    {
        var groups = new Dictionary<Kind, Group>();
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            var kind = new Kind(cell.Scope, cell.Label, cell.LabelBeforeOverlay is { } before ? (int)before : -1, cell.Tier, cell.Agents, cell.Model);
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, kind, out var isKnown);
            group = new Group(isKnown ? group.Any : cell, group.Sum + new Tally(cell, options));
        }

        return groups;
    }

    // Of their own instead of tuples, which the compiler ahead of time cannot hold in a collection.
    private readonly record struct RowKey(ScopeClass Scope, int Dimension, string Key);

    private readonly record struct Sum(Tally Lo, Tally Hi);

    private sealed record Row(RowKey Key, FunnelRow Figures);

    private readonly record struct Group(LifeCell Any, Tally Sum);

    /// <param name="BeforeOverlay">−1 where no entry applies.</param>
    private readonly record struct Kind(ScopeClass Scope, Label Label, int BeforeOverlay, Tier Tier, string? Agents, string? Model);

    private readonly record struct Tally(Amount Authored, Amount Alive, Amount Compiled, Amount Shipped, Amount Reachable, Amount Referenced)
    {
        public Tally(in LifeCell cell, MetricOptions options)
            : this(cell.Authored, cell.AliveAt(options.ObservationEndSeconds) ? cell.Authored : default, cell.Compiled, cell.Shipped, cell.Reachable, cell.Referenced)
        {
        }

        public static Tally operator +(in Tally left, in Tally right) =>
            new(left.Authored + right.Authored, left.Alive + right.Alive, left.Compiled + right.Compiled, left.Shipped + right.Shipped, left.Reachable + right.Reachable, left.Referenced + right.Referenced);

        public FunnelStages Stages(MetricOptions options)
        {
            var ships = options.Evidence == EvidenceKind.Shipped;
            return new(Authored, Alive, options.Evidence == EvidenceKind.None ? null : Compiled, ships ? Shipped : null, ships && options.IsReachabilityExamined ? Reachable : null, ships && options is { IsReachabilityExamined: true, AreReferencesExamined: true } ? Referenced : null);
        }
    }
}
