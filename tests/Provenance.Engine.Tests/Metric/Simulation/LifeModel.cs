using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>How synthetic code is written and dies. The truth is known: <see cref="Survival"/>.</summary>
/// <param name="Hazard">Deaths per day of old code; young code dies five times as fast, easing off over a fortnight.</param>
/// <param name="Frailty">Standard deviation of the logarithm of a birth day's own hazard: what is written on one day is good or bad together.</param>
/// <param name="CleanUpsPerDay">Chance that a day brings a clean-up.</param>
/// <param name="CleanUpShare">Chance that a clean-up kills a living chunk.</param>
/// <param name="ChunkSize">Units that live and die together, on the average.</param>
/// <param name="Tail">Pareto shape of the size of a day's work; below 2 the variance is infinite.</param>
internal sealed record LifeModel(double Hazard, double Frailty, double CleanUpsPerDay, double CleanUpShare, double ChunkSize, double Tail)
{
    /// <summary>A day's work is cut here: nobody writes more in one.</summary>
    private const double LargestDay = 60_000;

    /// <summary>Share of the code that lives longer than an age, in days, over all days that might have been.</summary>
    public double Survival(double days)
    {
        // The mean over the frailty by a fine grid of its normal quantiles.
        const int steps = 4000;
        var sum = 0.0;
        var weights = 0.0;
        for (var i = 0; i <= steps; i++)
        {
            var z = -8 + (16.0 * i / steps);
            var weight = Math.Exp(-z * z / 2);
            sum += weight * Math.Exp(-Math.Exp(Frailty * z) * CumulativeHazard(days));
            weights += weight;
        }

        return sum / weights * Math.Pow(1 - (CleanUpsPerDay * CleanUpShare), days);
    }

    /// <summary>One history.</summary>
    /// <param name="sizes">Relative amount of work by day, oldest first: how usage varied.</param>
    /// <param name="cleanUps">Days on which a clean-up comes; shared by all code of the history.</param>
    public List<LifeCell> Draw(RandomStream random, IReadOnlyList<double> sizes, bool[] cleanUps, long end, Label label)
    {
        var cells = new List<LifeCell>();
        for (var day = 0; day < sizes.Count; day++)
        {
            var size = sizes[day] > 0 ? Math.Min(LargestDay, sizes[day] * random.Pareto(100, Tail)) : 0;
            var frailty = Math.Exp(Frailty * random.Normal());
            var birth = end - ((sizes.Count - day) * MetricOptions.DaySeconds) + random.Below(80_000);
            for (var left = size; left >= 1;)
            {
                var chunk = Math.Max(1, Math.Min(left, Math.Ceiling(ChunkSize * random.Exponential())));
                left -= chunk;
                cells.Add(Chunk(random, birth, frailty, (long)chunk, cleanUps, day, end, label));
            }
        }

        return cells;
    }

    public bool[] DrawCleanUps(RandomStream random, int days) => [.. Enumerable.Range(0, days).Select(_ => random.Chance(CleanUpsPerDay))];

    private LifeCell Chunk(RandomStream random, long birth, double frailty, long units, bool[] cleanUps, int day, long end, Label label)
    {
        var life = Inverse(random.Exponential() / frailty);
        for (var later = day + 1; later < cleanUps.Length && later - day < life; later++)
        {
            if (cleanUps[later] && random.Chance(CleanUpShare))
            {
                // All of a clean-up's victims die in one second, at their own ages.
                var at = end - ((cleanUps.Length - later) * MetricOptions.DaySeconds) + 40_000;
                return CellTables.Dead(birth, Math.Max(1, at - birth), units, label, DeathCause.Deleted);
            }
        }

        var death = birth + Math.Max(1, (long)Math.Min(1e9, life * MetricOptions.DaySeconds));
        return death <= end ? CellTables.Dead(birth, death - birth, units, label) : CellTables.Living(birth, units, label);
    }

    private double CumulativeHazard(double days) => Hazard * (days + (4 * 14 * (1 - Math.Exp(-days / 14))));

    /// <summary>The age by which a hazard has run up.</summary>
    private double Inverse(double cumulated)
    {
        var (low, high) = (0.0, (cumulated / Hazard) + 1);
        for (var round = 0; round < 60; round++)
        {
            var middle = (low + high) / 2;
            (low, high) = CumulativeHazard(middle) < cumulated ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
