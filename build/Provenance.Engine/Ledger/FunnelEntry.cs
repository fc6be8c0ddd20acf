using System.Collections.Immutable;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Ledger;

/// <summary>A stage of the funnel, furthest last.</summary>
public enum FunnelStage : byte
{
    Authored = 0,
    Alive = 1,
    Compiled = 2,
    Shipped = 3,
    Reachable = 4,
    Referenced = 5,
}

/// <summary>One stage of one slice of the code. Counts are weights; null with a reason where the stage is not known.</summary>
/// <param name="Label"><c>agent</c>, <c>human</c>, <c>unknown</c> or <c>all</c>: mixed code is the distance between the two counts of agent.</param>
/// <param name="Agent">Null: all agents together.</param>
/// <param name="Model">Null: all models together.</param>
/// <param name="Tier">Null: all tiers together.</param>
/// <param name="LinesLo">Lines with at least one such unit; null where they are not counted.</param>
public sealed record FunnelEntry(
    FunnelStage Stage,
    ScopeClass Scope,
    string Label,
    string? Agent,
    string? Model,
    Tier? Tier,
    long? UnitsLo,
    long? UnitsHi,
    long? LinesLo,
    long? LinesHi,
    string? Reason)
{
    internal static FunnelEntry Missing(string reason) =>
        new(FunnelStage.Authored, ScopeClass.Ships, LedgerWords.Agent, null, null, null, null, null, null, null, reason);

    /// <returns>In the metric's order, five stages a slice, six where references were examined. Scope classes without code are left out, shipping code never.</returns>
    internal static ImmutableArray<FunnelEntry> From(SurvivalFigures figures, bool unitsAreLines)
    {
        var written = figures.Funnel
            .Where(row => row.Scope == ScopeClass.Ships || row is { Dimension: "label", Key: "all", Hi.Authored.Units: > 0 })
            .Select(row => row.Scope)
            .ToHashSet();
        return
        [
            .. from row in figures.Funnel
               where written.Contains(row.Scope) && IsSlice(row)
               from stage in Stages(row, figures.Options, unitsAreLines)
               select stage,
        ];
    }

    /// <summary>Words of the stages that a funnel has, in order: heads of a table with a row for each slice.</summary>
    public static IEnumerable<string> Columns(IEnumerable<FunnelEntry> funnel)
    {
        var last = FunnelStage.Reachable;
        foreach (var entry in funnel)
        {
            last = entry.Stage > last ? entry.Stage : last;
        }

        for (var stage = FunnelStage.Authored; stage <= last; stage++)
        {
            yield return LedgerWords.Of(stage);
        }
    }

    private static bool IsSlice(FunnelRow row) => row.Dimension switch
    {
        // The forms have no slice for mixed code nor for the census without overlay.
        "label" => row.Key is not "mixed",
        "label-without-overlay" => false,
        _ => true,
    };

    private static IEnumerable<FunnelEntry> Stages(FunnelRow row, MetricOptions options, bool unitsAreLines)
    {
        var slice = row.Dimension switch
        {
            "label" => new FunnelEntry(default, row.Scope, row.Key, null, null, null, null, null, null, null, null),
            "agent" => new(default, row.Scope, LedgerWords.Agent, row.Key, null, null, null, null, null, null, null),
            "model" => new(default, row.Scope, LedgerWords.Agent, null, row.Key, null, null, null, null, null, null),
            "tier" => new(default, row.Scope, LedgerWords.Agent, null, null, LedgerWords.TierOf(row.Key), null, null, null, null, null),
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };
        yield return Of(FunnelStage.Authored, row.Lo.Authored, row.Hi.Authored, null);
        yield return Of(FunnelStage.Alive, row.Lo.Alive, row.Hi.Alive, null);
        yield return Of(FunnelStage.Compiled, row.Lo.Compiled, row.Hi.Compiled, ReasonWords.NoRecord);
        yield return Of(FunnelStage.Shipped, row.Lo.Shipped, row.Hi.Shipped, ReasonWords.NoRecord);
        yield return Of(
            FunnelStage.Reachable, row.Lo.Reachable, row.Hi.Reachable,
            options.Evidence == EvidenceKind.Shipped ? ReasonWords.NotExamined : ReasonWords.NoRecord);
        if (row.Lo.Referenced is { } lowest)
        {
            yield return Of(FunnelStage.Referenced, lowest, row.Hi.Referenced, null);
        }

        FunnelEntry Of(FunnelStage stage, Amount? lo, Amount? hi, string? reasonWhenMissing) => slice with
        {
            Stage = stage,
            UnitsLo = lo?.Weight,
            UnitsHi = hi?.Weight,
            LinesLo = unitsAreLines ? lo?.Weight : null,
            LinesHi = unitsAreLines ? hi?.Weight : null,
            Reason = lo is null ? reasonWhenMissing : null,
        };
    }
}
