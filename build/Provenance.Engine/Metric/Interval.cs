namespace Provenance.Engine.Metric;

/// <summary>95 % intervals with Student's t over clusters of days.</summary>
internal static class Interval
{
    private const double Tail = 0.025;

    /// <summary>Below this many effective days no interval is honest.</summary>
    public const double FewestDays = 10;

    /// <summary>Below this many units a share says nothing.</summary>
    public const long FewestUnits = 100;

    /// <summary>For a share: symmetric in log(−log), so it stays inside [0, 1] and holds the share. At 0 and 1, where that scale ends, Clopper and Pearson's bound for the effective days.</summary>
    /// <param name="influence">On the share; of at least <see cref="FewestDays"/>.</param>
    public static (double Low, double High) OfShare(double share, Influence influence)
    {
        var extreme = Math.Pow(Tail, 1 / influence.EffectiveDays);
        if (share >= 1)
        {
            return (extreme, 1);
        }

        if (share <= 0)
        {
            return (0, 1 - extreme);
        }

        var log = Math.Log(share);
        var reach = Reach(influence) / (share * -log);
        // The point lies inside by definition; rounding in Exp and Log must not put it a digit outside.
        return (Math.Min(share, Math.Exp(log * Math.Exp(reach))), Math.Max(share, Math.Exp(log * Math.Exp(-reach))));
    }

    public static (double Low, double High) Linear(double value, Influence influence, double lowest, double highest)
    {
        var reach = Reach(influence);
        return (Math.Clamp(value - reach, lowest, highest), Math.Clamp(value + reach, lowest, highest));
    }

    private static double Reach(Influence influence)
    {
        var (error, freedom) = influence.Widest();
        return StudentT.Quantile(1 - Tail, freedom) * error;
    }
}
