using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Weight observed from one age to another. Ages are seconds since birth, days are UTC days since 1970 on the mainline clock.</summary>
/// <param name="Entry">At risk at t when Entry &lt; t ≤ Exit.</param>
/// <param name="DeathDay">Of the living, their birth day: they share its cluster.</param>
internal readonly record struct Observation(long Entry, long Exit, DeathCause Cause, long BirthDay, long DeathDay, long Weight)
{
    public bool IsDeath => Cause != DeathCause.None;

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
        if (entry >= exit)
        {
            return null;
        }

        var birthDay = MetricOptions.DayOf(cell.BirthSeconds);
        var deathDay = alive ? birthDay : MetricOptions.DayOf(cell.DeathSeconds!.Value);
        return new(entry, exit, alive ? DeathCause.None : cell.Cause, birthDay, deathDay, cell.Authored.Weight);
    }

    /// <summary>Total order of everything but the weight.</summary>
    public static int Compare(in Observation left, in Observation right)
    {
        var order = left.Entry.CompareTo(right.Entry);
        order = order != 0 ? order : left.Exit.CompareTo(right.Exit);
        order = order != 0 ? order : ((byte)left.Cause).CompareTo((byte)right.Cause);
        order = order != 0 ? order : left.BirthDay.CompareTo(right.BirthDay);
        return order != 0 ? order : left.DeathDay.CompareTo(right.DeathDay);
    }
}
