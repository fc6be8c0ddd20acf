using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Weight of the cohort (shipping code born between W and h days before the end) of one age band, birth and age at death.</summary>
/// <param name="BirthSeconds">Mainline clock.</param>
/// <param name="Exit">Age at death or, of the living, at the end; seconds, at least 1.</param>
/// <param name="Surviving">Compiled, or shipped and reachable, as the build's evidence goes.</param>
internal readonly record struct CohortPart(int Band, long BirthSeconds, long Exit, bool IsDeath, long Authored, long Surviving)
{
    /// <summary>UTC day since 1970.</summary>
    public long BirthDay => MetricOptions.DayOf(BirthSeconds);

    /// <summary>Null for cells outside the cohort.</summary>
    public static CohortPart? Of(in LifeCell cell, MetricOptions options, AgeBand[] bands)
    {
        var band = AgeBands.IndexOf(bands, options.ObservationEndSeconds - cell.BirthSeconds);
        if (band < 0 || cell.Scope != ScopeClass.Ships || cell.LeftTruncated || cell.Authored.Weight == 0)
        {
            return null;
        }

        var alive = cell.AliveAt(options.ObservationEndSeconds);
        var exit = Math.Max(1, (alive ? options.ObservationEndSeconds : cell.DeathSeconds!.Value) - cell.BirthSeconds);
        return new(band, cell.BirthSeconds, exit, !alive, cell.Authored.Weight, SurvivingWeight(cell, options));
    }

    private static long SurvivingWeight(in LifeCell cell, MetricOptions options) =>
        options.Evidence != EvidenceKind.Shipped ? cell.Compiled.Weight
        : options.IsReachabilityExamined ? cell.Reachable.Weight
        : cell.Shipped.Weight;

    /// <summary>Total order of everything but the weights.</summary>
    public static int Compare(in CohortPart left, in CohortPart right)
    {
        var order = left.BirthSeconds.CompareTo(right.BirthSeconds);
        order = order != 0 ? order : left.Exit.CompareTo(right.Exit);
        order = order != 0 ? order : left.IsDeath.CompareTo(right.IsDeath);
        return order != 0 ? order : left.Band.CompareTo(right.Band);
    }
}
