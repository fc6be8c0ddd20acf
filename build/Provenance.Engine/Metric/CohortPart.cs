using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Weight of the cohort (shipping code born between W and h days before the end) of one age band, birth day and death day.</summary>
/// <param name="DeathDay">Of the living, their birth day.</param>
/// <param name="Surviving">Compiled, or shipped and reachable, as the build's evidence goes.</param>
internal readonly record struct CohortPart(int Band, long BirthDay, long DeathDay, long Authored, long Surviving)
{
    /// <returns>One part for each key, ordered by it: the order that the floating sums follow.</returns>
    public static CohortPart[] Select(IReadOnlyList<LifeCell> cells, MetricOptions options, AgeBand[] bands, Func<LifeCell, bool> member)
    {
        var sums = new SortedDictionary<(int Band, long Birth, long Death), (long Authored, long Surviving)>();
        foreach (var cell in cells)
        {
            var band = AgeBands.IndexOf(bands, options.ObservationEndSeconds - cell.BirthSeconds);
            if (band < 0 || cell.Scope != ScopeClass.Ships || cell.LeftTruncated || cell.Authored.Weight == 0 || !member(cell))
            {
                continue;
            }

            var birth = MetricOptions.DayOf(cell.BirthSeconds);
            var death = cell.AliveAt(options.ObservationEndSeconds) ? birth : MetricOptions.DayOf(cell.DeathSeconds!.Value);
            var surviving = SurvivingWeight(cell, options);
            var sum = sums.GetValueOrDefault((band, birth, death));
            sums[(band, birth, death)] = checked((sum.Authored + cell.Authored.Weight, sum.Surviving + surviving));
        }

        return [.. sums.Select(s => new CohortPart(s.Key.Band, s.Key.Birth, s.Key.Death, s.Value.Authored, s.Value.Surviving))];
    }

    private static long SurvivingWeight(in LifeCell cell, MetricOptions options) =>
        options.Evidence != EvidenceKind.Shipped ? cell.Compiled.Weight
        : options.IsReachabilityExamined ? cell.Reachable.Weight
        : cell.Shipped.Weight;
}
