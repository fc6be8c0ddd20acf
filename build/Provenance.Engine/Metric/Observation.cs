using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Weight observed from one age to another. Ages are seconds since birth.</summary>
/// <param name="BirthSeconds">Mainline clock.</param>
/// <param name="Entry">At risk at t when Entry &lt; t ≤ Exit. The same for all that share a birth.</param>
internal readonly record struct Observation(long BirthSeconds, long Entry, long Exit, DeathCause Cause, long Weight)
{
    public bool IsDeath => Cause != DeathCause.None;

    /// <summary>UTC day since 1970.</summary>
    public long BirthDay => MetricOptions.DayOf(BirthSeconds);

    /// <summary>Null for what the curves do not see: other scopes, unknown births, no weight, younger than h, dead before the window.</summary>
    public static Observation? Of(in LifeCell cell, MetricOptions options)
    {
        var end = options.ObservationEndSeconds;
        var age = end - cell.BirthSeconds;
        if (cell.Scope != ScopeClass.Ships || cell.LeftTruncated || cell.Authored.Weight == 0 || age < options.HorizonSeconds)
        {
            return null;
        }

        var alive = cell.AliveAt(end);
        // A second at least: code born and killed by steps of one clock time was there, and a risk set needs a duration.
        var exit = Math.Max(1, alive ? age : cell.DeathSeconds!.Value - cell.BirthSeconds);
        var entry = options.WindowDays is { } days ? Math.Max(0, age - (days * MetricOptions.DaySeconds)) : 0;
        return entry < exit ? new(cell.BirthSeconds, entry, exit, alive ? DeathCause.None : cell.Cause, cell.Authored.Weight) : null;
    }

    /// <summary>Total order of everything but the weight: by birth, then by exit.</summary>
    public static int Compare(in Observation left, in Observation right)
    {
        var order = left.BirthSeconds.CompareTo(right.BirthSeconds);
        order = order != 0 ? order : left.Exit.CompareTo(right.Exit);
        return order != 0 ? order : ((byte)left.Cause).CompareTo((byte)right.Cause);
    }
}
