namespace Provenance.Engine.Metric;

/// <summary>UTC days of birth.</summary>
internal static class BirthDays
{
    /// <summary>(Σ n)² / Σ n² over the clusters; 0 for nothing.</summary>
    /// <remarks>
    /// Over birth days for every figure: the days of later deaths are an outcome, and one clean-up must not decide whether a figure exists.
    /// </remarks>
    public static double Effective(ClusterSums weights)
    {
        var total = 0.0;
        foreach (var sum in weights.Sums)
        {
            total += sum;
        }

        return weights.SquareSum > 0 ? total * total / weights.SquareSum : 0;
    }

    /// <summary>What the estimate would change by without each day: its sum ÷ (1 − its share of what could be observed).</summary>
    /// <param name="sums">Contributions by birth day.</param>
    /// <param name="exposure">What could be observed of each, same keys; how long code lived does not enter.</param>
    /// <remarks>A day that made a third of the code drags the estimate along and so hides its own deviation. Without censoring this is the jackknife exactly.</remarks>
    public static ClusterSums LeftOut(ClusterSums sums, ClusterSums exposure)
    {
        var total = 0.0;
        foreach (var part in exposure.Sums)
        {
            total += part;
        }

        var result = new double[sums.Sums.Length];
        for (var i = 0; i < result.Length; i++)
        {
            // Nothing but this day: fewer than two clusters, no variance.
            var rest = (total - exposure.Sums[i]) / total;
            result[i] = rest > 0 ? sums.Sums[i] / rest : 0;
        }

        return sums with { Sums = result };
    }
}
