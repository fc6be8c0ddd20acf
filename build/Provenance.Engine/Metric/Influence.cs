namespace Provenance.Engine.Metric;

/// <summary>What an estimate owes to each day, in the three groupings whose variances are compared.</summary>
/// <param name="ByBirth">By UTC day of birth: what the estimate would change by without the code of that day.</param>
/// <param name="ByDay">By UTC day of the mainline clock: deaths on that day less those that the code at risk was to expect.</param>
/// <param name="ByCell">The same by day of birth and day together.</param>
/// <param name="EffectiveDays">(Σ n)² / Σ n² over birth days.</param>
/// <remarks>
/// Code written on a day is good or bad together, and code dies on the days of clean-ups, whenever it was written. Two-way: Cameron, Gelbach and Miller, J. Bus. Econ.
/// Stat. 29 (2011), 238–249.
/// </remarks>
internal sealed record Influence(ClusterSums ByBirth, ClusterSums ByDay, ClusterSums ByCell, double EffectiveDays)
{
    /// <summary>Σ s² over <see cref="ByCell"/> where that is all that is asked of it, and nothing else is kept.</summary>
    public double? CellSquares { get; init; }

    /// <summary>Of one with all its cells.</summary>
    public Influence Times(double factor) => new(ByBirth.Times(factor), ByDay.Times(factor), ByCell.Times(factor), EffectiveDays);

    /// <summary>Of a difference. Many days of one group do not make few days of the other more.</summary>
    public static Influence operator -(Influence left, Influence right) =>
        new(left.ByBirth - right.ByBirth, left.ByDay - right.ByDay, left.ByCell - right.ByCell, Math.Min(left.EffectiveDays, right.EffectiveDays));

    /// <summary>The largest of the variances by birth day, by day, and by both.</summary>
    /// <returns>Standard error and its degrees of freedom.</returns>
    public (double Error, double Freedom) Widest()
    {
        var byBirth = ByBirth.JackknifeVariance() ?? 0;
        var byDay = ByDay.Variance() ?? 0;
        // Negative where the two overlap entirely; Max leaves it out.
        var variance = Math.Max(Math.Max(byBirth, byDay), byBirth + byDay - (CellSquares ?? ByCell.SquareSum));
        return (Math.Sqrt(variance), FreedomOf(byBirth, byDay));
    }

    /// <remarks>Satterthwaite, Biometrics Bulletin 2 (1946), 110–114: few clean-ups carry few degrees of freedom, as far as the variance is theirs.</remarks>
    private double FreedomOf(double byBirth, double byDay)
    {
        var whole = byBirth + byDay;
        var freedom = EffectiveDays - 1;
        if (whole <= 0)
        {
            return freedom;
        }

        var (birthShare, dayShare) = (byBirth / whole, byDay / whole);
        return 1 / ((birthShare * birthShare / freedom) + (dayShare * dayShare / Math.Max(1, ByDay.EvenClusters())));
    }
}
