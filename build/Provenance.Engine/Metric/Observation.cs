using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Weight observed from one age to another. Ages are seconds since birth, days are UTC days since 1970 on the mainline clock.</summary>
/// <param name="Entry">At risk at t when Entry &lt; t ≤ Exit.</param>
/// <param name="DeathDay">Of the living, their birth day: they share its cluster.</param>
internal readonly record struct Observation(long Entry, long Exit, DeathCause Cause, long BirthDay, long DeathDay, long Weight)
{
    public bool IsDeath => Cause != DeathCause.None;

    /// <summary>
    /// The observations of the cells that <paramref name="member"/> picks, ordered and free of duplicates. Every floating sum of the curve runs over this list in
    /// this order, after integers were added up, so neither the order of the cells nor their splitting reaches a digit.
    /// </summary>
    public static Observation[] Select(IReadOnlyList<LifeCell> cells, MetricOptions options, Func<LifeCell, bool> member)
    {
        var observations = new List<Observation>();
        foreach (var cell in cells)
        {
            if (Of(cell, options) is { } observation && member(cell))
            {
                observations.Add(observation);
            }
        }

        observations.Sort(Compare);
        var count = 0;
        foreach (var next in observations.ToArray())
        {
            if (count > 0 && Compare(observations[count - 1], next) == 0)
            {
                observations[count - 1] = next with { Weight = checked(observations[count - 1].Weight + next.Weight) };
            }
            else
            {
                observations[count++] = next;
            }
        }

        return [.. observations.Take(count)];
    }

    /// <summary>Null for what the curves do not see: other scopes, unknown births, no weight, younger than h, dead before the window.</summary>
    private static Observation? Of(in LifeCell cell, MetricOptions options)
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

    private static int Compare(Observation left, Observation right) =>
        (left.Entry, left.Exit, left.Cause, left.BirthDay, left.DeathDay).CompareTo((right.Entry, right.Exit, right.Cause, right.BirthDay, right.DeathDay));
}
