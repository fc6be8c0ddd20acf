using System.Collections.Immutable;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Ledger;

/// <summary>The figures that records and reports have in common, in the words of their schemas.</summary>
public sealed record RecordFigures(ImmutableArray<FunnelEntry> Funnel, HeadlineFigure ShippedSurvival, CoverageFigure Coverage)
{
    /// <summary>Takes the metric's results over.</summary>
    /// <param name="unitsAreLines">Units are physical lines, so that the funnel's lines are known.</param>
    public static RecordFigures From(SurvivalFigures figures, bool unitsAreLines = false) => new(
        FunnelEntry.From(figures, unitsAreLines),
        HeadlineFigure.From(figures.ShippedSurvival, figures.Options is { Evidence: EvidenceKind.Shipped, IsReachabilityExamined: true }),
        CoverageFigure.From(figures.Coverage));

    /// <summary>Figures that cannot be given at all, for one reason: no history, for instance.</summary>
    /// <param name="reason">A word of <see cref="ReasonWords"/>.</param>
    public static RecordFigures Missing(int horizonDays, EvidenceKind kind, string reason) => new(
        [FunnelEntry.Missing(reason)],
        HeadlineFigure.Missing(horizonDays, kind, reason),
        new CoverageFigure(null, 0, 0, reason));
}

/// <summary>Labelled share of the weight that the figures are about.</summary>
/// <param name="Share">0–1; null with a reason.</param>
/// <param name="Units">All weight born in the cohort.</param>
public sealed record CoverageFigure(double? Share, long LabelledUnits, long Units, string? Reason)
{
    internal static CoverageFigure From(Proportion coverage) =>
        new(coverage.Share, coverage.Part, coverage.Whole, ReasonWords.Of(coverage.Reason));
}

/// <summary>A share, 0–1, or null with the reason.</summary>
public readonly record struct ReasonedShare(double? Value, string? Reason)
{
    internal static ReasonedShare From(Proportion proportion) => new(proportion.Share, ReasonWords.Of(proportion.Reason));
}
