using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Weight of the cohort (shipping code born between W and h days before the end) of one age band, birth day and death day.</summary>
/// <param name="DeathDay">Of the living, their birth day.</param>
/// <param name="Surviving">Compiled, or shipped and reachable, as the build's evidence goes.</param>
internal readonly record struct CohortPart(int Band, long BirthDay, long DeathDay, long Authored, long Surviving)
{
    /// <summary>Null for cells outside the cohort.</summary>
    public static CohortPart? Of(in LifeCell cell, MetricOptions options, AgeBand[] bands)
    {
        var band = AgeBands.IndexOf(bands, options.ObservationEndSeconds - cell.BirthSeconds);
        if (band < 0 || cell.Scope != ScopeClass.Ships || cell.LeftTruncated || cell.Authored.Weight == 0)
        {
            return null;
        }

        var birth = MetricOptions.DayOf(cell.BirthSeconds);
        var death = cell.AliveAt(options.ObservationEndSeconds) ? birth : MetricOptions.DayOf(cell.DeathSeconds!.Value);
        var surviving = SurvivingWeight(cell, options);
        return new(band, birth, death, cell.Authored.Weight, surviving);
    }

    private static long SurvivingWeight(in LifeCell cell, MetricOptions options) =>
        options.Evidence != EvidenceKind.Shipped ? cell.Compiled.Weight
        : options.IsReachabilityExamined ? cell.Reachable.Weight
        : cell.Shipped.Weight;

    /// <summary>Total order of everything but the weights.</summary>
    public static int Compare(in CohortPart left, in CohortPart right)
    {
        var order = left.Band.CompareTo(right.Band);
        order = order != 0 ? order : left.BirthDay.CompareTo(right.BirthDay);
        return order != 0 ? order : left.DeathDay.CompareTo(right.DeathDay);
    }
}
