namespace Provenance.Engine.Metric;

/// <summary>The survival of one group.</summary>
/// <param name="Units">Weight that was under observation.</param>
/// <param name="Curve">At 14, 30, 90, 180 and 365 days.</param>
/// <param name="Churn14">1 − S(14), in [0, 1]; null when that point is insufficient.</param>
public sealed record GroupSurvival(
    long Units, double EffectiveClusters, IReadOnlyList<CurvePoint> Curve, RestrictedMean Rmst180, MedianAge Median, double? Churn14, double? Churn21)
{
    internal static readonly int[] Days = [14, 30, 90, 180, 365];

    internal static GroupSurvival Of(SurvivalCurve curve, MetricOptions options)
    {
        CurvePoint[] points = [.. Days.Select(days => PointOf(curve, days, options))];
        var mean = options.CurveBlock is { } block ? new RestrictedMean(180, null, null, null, block) : curve.MeanWithin(180);
        var median = options.CurveBlock is { } reason ? new MedianAge(null, reason) : curve.Median();
        return new(curve.Units, curve.EffectiveClusters, points, mean, median, 1 - points[0].S, 1 - PointOf(curve, 21, options).S);
    }

    private static CurvePoint PointOf(SurvivalCurve curve, int days, MetricOptions options)
    {
        var point = curve.At(days);
        return options.CurveBlock is { } block ? point with { S = null, CiLow = null, CiHigh = null, DayWeightedS = null, Reason = block } : point;
    }
}

/// <summary>Agent code of one agent, one model or one tier. Units that name several agents count for each.</summary>
/// <param name="Key">Agent id, model id or tier.</param>
/// <param name="Lo">Labelled agent.</param>
/// <param name="Hi">With the mixed units of the slice.</param>
/// <param name="Survival">Of what is labelled agent.</param>
/// <param name="ShippedSurvival">The headline of this slice alone, in its own bands; <see cref="Reasons.Insufficient"/> under 100 units in the cohort.</param>
public sealed record SliceFigures(string Key, FunnelStages Lo, FunnelStages Hi, GroupSurvival Survival, ShippedSurvival ShippedSurvival);

/// <summary>Everything that a report says in numbers. Shares are 0–1 and never NaN or infinite; what cannot be said is null and has a reason. No field is about a person.</summary>
/// <param name="Coverage">Labelled weight ÷ weight born between W and h days before the end.</param>
/// <param name="DifferenceHuman">Agent less human code.</param>
/// <param name="DifferenceUnknown">Agent less unknown code, which contains agent code.</param>
/// <param name="Agents">Ordinal order, which says nothing about them: no figure ranks agents.</param>
/// <param name="Models">Ordinal order; code whose claims name no model is in none.</param>
/// <param name="Tiers">Strongest first; together they are all agent code.</param>
public sealed record SurvivalFigures(
    MetricOptions Options,
    Proportion Coverage,
    IReadOnlyList<FunnelRow> Funnel,
    ByGroup<GroupSurvival> Survival,
    ShippedSurvival ShippedSurvival,
    GroupDifference DifferenceHuman,
    GroupDifference DifferenceUnknown,
    ByGroup<ChallengeSurvival> Challenge,
    ByGroup<IReadOnlyList<CausesPoint>> Causes,
    ByGroup<CounterFigures> Counter,
    IReadOnlyList<SliceFigures> Agents,
    IReadOnlyList<SliceFigures> Models,
    IReadOnlyList<SliceFigures> Tiers);
