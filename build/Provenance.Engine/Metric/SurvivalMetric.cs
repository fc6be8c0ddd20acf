using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>The survival metric (docs/metric.md) as a pure function of aggregated cells.</summary>
public static class SurvivalMetric
{
    /// <summary>All figures of one build.</summary>
    /// <param name="cells">Any order; how units are split over cells does not matter. Tens of thousands take milliseconds.</param>
    /// <param name="challenges">Empty = challenge survival is <c>no data</c>.</param>
    /// <param name="text">Empty = structural and comment share are <c>no data</c>.</param>
    /// <exception cref="ArgumentException">A cell contradicts itself or an option is out of range.</exception>
    /// <remarks>
    /// Counts are added as integers. Floating sums run over lists sorted by their whole key after that (<see cref="OrderedCells"/>), so the same units give the same digits on one machine;
    /// the C libraries of two platforms may differ in the last place of exp and log, so writers print at most 9 decimals.
    /// </remarks>
    public static SurvivalFigures Compute(
        IReadOnlyList<LifeCell> cells, MetricOptions options, IReadOnlyList<ChallengeCell>? challenges = null, IReadOnlyList<TextTally>? text = null)
    {
        options.Validate();
        Validate(cells);
        var coverage = CoverageOf(cells, options);
        var ordered = new OrderedCells(cells, options);
        var curves = ByGroup<SurvivalCurve>.Of(group => SurvivalCurve.Of(ordered, cell => Attribution.Effective(cell).IsIn(group)));
        var survival = ByGroup<GroupSurvival>.Of(group => GroupSurvival.Of(curves[group], options));
        var funnel = Metric.Funnel.Rows(cells, options);
        return new(
            options,
            coverage,
            funnel,
            survival,
            ShippedSurvival.Estimate(ordered, coverage),
            Difference(CodeGroup.Human),
            Difference(CodeGroup.Unknown),
            ByGroup<Proportion>.Of(group => ChallengeSurvival.Of(challenges ?? [], options, group)),
            ByGroup<IReadOnlyList<CausesPoint>>.Of(group => [.. survival[group].Curve.Select(point => CausesOfDeath.At(curves[group], point))]),
            ByGroup<CounterFigures>.Of(group => CounterFigures.Of(cells, text ?? [], options, group)),
            [.. funnel.Where(row => row is { Scope: ScopeClass.Ships, Dimension: "agent" }).Select(Agent)]);

        GroupDifference Difference(CodeGroup other) => new(
            SurvivalDifference.OfCurves(curves.Agent, curves[other], survival.Agent.Curve, survival[other].Curve), SurvivalDifference.OfShares(ordered, other));

        AgentFigures Agent(FunnelRow row)
        {
            var own = ordered.Where(cell => cell.Names(row.Key));
            var curve = SurvivalCurve.Of(own, cell => Attribution.Effective(cell) == Label.Agent);
            return new(row.Key, row.Lo, row.Hi, GroupSurvival.Of(curve, options), ShippedSurvival.Estimate(own, coverage));
        }
    }

    internal static void Validate(IReadOnlyList<LifeCell> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Defect() is { } defect)
            {
                throw new ArgumentException($"Cell {i}: {defect}.", nameof(cells));
            }
        }
    }

    private static Proportion CoverageOf(IReadOnlyList<LifeCell> cells, MetricOptions options)
    {
        long labelled = 0, all = 0;
        foreach (var cell in cells)
        {
            var age = options.ObservationEndSeconds - cell.BirthSeconds;
            var inCohort = age >= options.HorizonSeconds && !(age > options.WindowDays * MetricOptions.DaySeconds);
            if (inCohort && cell is { Scope: ScopeClass.Ships, LeftTruncated: false })
            {
                all = checked(all + cell.Authored.Weight);
                labelled += cell.AssumedHuman || Attribution.Effective(cell) == Label.Unknown ? 0 : cell.Authored.Weight;
            }
        }

        return Proportion.Of(labelled, all, Reasons.NoCode);
    }
}
