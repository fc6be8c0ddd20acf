namespace Provenance.Engine.Metric;

/// <summary>95 % intervals with Student's t at the effective number of clusters less one.</summary>
internal static class Interval
{
    private const double Tail = 0.025;

    /// <summary>Below this many effective days no interval is honest.</summary>
    public const double FewestDays = 10;

    /// <summary>Below this many units a share says nothing.</summary>
    public const long FewestUnits = 100;

    /// <summary>For a share: symmetric in log(−log), so it stays inside [0, 1] and holds the share. At 0 and 1, where that scale ends, Clopper and Pearson's bound for the effective days.</summary>
    /// <param name="error">Standard error of the share.</param>
    /// <param name="effectiveDays">At least <see cref="FewestDays"/>.</param>
    public static (double Low, double High) OfShare(double share, double error, double effectiveDays)
    {
        var extreme = Math.Pow(Tail, 1 / effectiveDays);
        if (share >= 1)
        {
            return (extreme, 1);
        }

        if (share <= 0)
        {
            return (0, 1 - extreme);
        }

        var log = Math.Log(share);
        var reach = Quantile(effectiveDays) * error / (share * -log);
        // The point lies inside by definition; rounding in Exp and Log must not put it a digit outside.
        return (Math.Min(share, Math.Exp(log * Math.Exp(reach))), Math.Max(share, Math.Exp(log * Math.Exp(-reach))));
    }

    public static (double Low, double High) Linear(double value, double error, double effectiveDays, double lowest, double highest)
    {
        var reach = Quantile(effectiveDays) * error;
        return (Math.Clamp(value - reach, lowest, highest), Math.Clamp(value + reach, lowest, highest));
    }

    private static double Quantile(double effectiveDays) => StudentT.Quantile(1 - Tail, effectiveDays - 1);
}
