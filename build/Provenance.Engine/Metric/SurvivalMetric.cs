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
        var curves = ByGroup<SurvivalCurve>.Together(group => SurvivalCurve.Of(
            ordered, cell => Attribution.Effective(cell).IsIn(group), isCompared: group is CodeGroup.Agent or CodeGroup.Human or CodeGroup.Unknown));
        var agentSurvival = GroupSurvival.Of(curves.Agent, options);
        var funnel = Metric.Funnel.Rows(cells, options);
        // Every group and every slice has a curve of its own; what they share is only read.
        var slices = Task.Run(() => (
            Agents: Slices("agent", (cell, key) => cell.Names(key)),
            Models: Slices("model", (cell, key) => string.Equals(cell.Model, key, StringComparison.Ordinal)),
            Tiers: Slices("tier", (cell, key) => string.Equals(Metric.Funnel.TierKey(cell.Tier), key, StringComparison.Ordinal))));
        var challenged = Task.Run(() => ByGroup<ChallengeSurvival>.Of(group => ChallengeSurvival.Of(challenges ?? [], options, group)));
        var survival = ByGroup<GroupSurvival>.Together(group => SurvivalOf(curves[group]));
        var (agents, models, tiers) = slices.GetAwaiter().GetResult();
        return new(
            options,
            coverage,
            funnel,
            survival,
            ShippedSurvival.Estimate(ordered, coverage),
            Difference(CodeGroup.Human),
            Difference(CodeGroup.Unknown),
            challenged.GetAwaiter().GetResult(),
            ByGroup<IReadOnlyList<CausesPoint>>.Of(group => [.. survival[group].Curve.Select(point => CausesOfDeath.At(curves[group], point))]),
            ByGroup<CounterFigures>.Of(group => CounterFigures.Of(cells, text ?? [], options, group)),
            agents,
            models,
            [.. tiers.OrderByDescending(slice => Metric.Funnel.StrengthOf(slice.Key))]);

        GroupDifference Difference(CodeGroup other) => new(
            SurvivalDifference.OfCurves(curves.Agent, curves[other], survival.Agent.Curve, survival[other].Curve), SurvivalDifference.OfShares(ordered, other));

        SliceFigures[] Slices(string dimension, Func<LifeCell, string, bool> belongs) =>
        [
            .. from row in funnel
               where row.Scope == ScopeClass.Ships && string.Equals(row.Dimension, dimension, StringComparison.Ordinal)
               let own = ordered.Where(cell => belongs(cell, row.Key))
               let curve = SurvivalCurve.Of(own, cell => Attribution.Effective(cell) == Label.Agent, isCompared: false)
               select new SliceFigures(row.Key, row.Lo, row.Hi, SurvivalOf(curve), ShippedSurvival.OfSlice(own, coverage)),
        ];

        // Agent code is part of all other groups but human and unknown, and contains each slice: as much weight is the same code, and nothing is computed twice.
        GroupSurvival SurvivalOf(SurvivalCurve curve) =>
            curve.Units == curves.Agent.Units && curve != curves.Human && curve != curves.Unknown ? agentSurvival : GroupSurvival.Of(curve, options);
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
