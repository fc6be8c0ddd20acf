namespace Provenance.Engine.Metric;

/// <summary>A linear statistic summed within clusters.</summary>
/// <param name="Keys">Ascending, distinct; every cluster that was under observation, one that contributes 0 too.</param>
/// <param name="Sums">Of each key.</param>
internal sealed record ClusterSums(long[] Keys, double[] Sums)
{
    public double SquareSum => SumOf(square => square * square);

    /// <summary>Sums of contributions whose clusters come in ascending order.</summary>
    public static ClusterSums OfAscending(ReadOnlySpan<long> keys, ReadOnlySpan<double> contributions)
    {
        var (distinct, sums) = (new List<long>(), new List<double>());
        for (var i = 0; i < keys.Length; i++)
        {
            if (distinct.Count == 0 || keys[i] != distinct[^1])
            {
                distinct.Add(keys[i]);
                sums.Add(0);
            }

            sums[^1] += contributions[i];
        }

        return new([.. distinct], [.. sums]);
    }

    public ClusterSums Times(double factor) => this with { Sums = Array.ConvertAll(Sums, sum => factor * sum) };

    /// <summary>Over the clusters of both: what hits two groups on one day meets in one sum.</summary>
    public static ClusterSums operator -(ClusterSums left, ClusterSums right)
    {
        var keys = new List<long>(left.Keys.Length + right.Keys.Length);
        var sums = new List<double>(keys.Capacity);
        for (int i = 0, j = 0; i < left.Keys.Length || j < right.Keys.Length;)
        {
            var (leftKey, rightKey) = (i < left.Keys.Length ? left.Keys[i] : long.MaxValue, j < right.Keys.Length ? right.Keys[j] : long.MaxValue);
            keys.Add(Math.Min(leftKey, rightKey));
            sums.Add((leftKey <= rightKey ? left.Sums[i++] : 0) - (rightKey <= leftKey ? right.Sums[j++] : 0));
        }

        return new([.. keys], [.. sums]);
    }

    /// <summary>K/(K−1) · Σ(s − s̄)²; null for fewer than two clusters.</summary>
    public double? Variance()
    {
        if (Keys.Length < 2)
        {
            return null;
        }

        var mean = SumOf(sum => sum) / Keys.Length;
        return SumOf(sum => (sum - mean) * (sum - mean)) * Keys.Length / (Keys.Length - 1);
    }

    /// <summary>(K−1)/K · Σs², for sums that are already what leaving the cluster out would change; null for fewer than two clusters.</summary>
    public double? JackknifeVariance() => Keys.Length < 2 ? null : SquareSum * (Keys.Length - 1) / Keys.Length;

    /// <summary>(Σs²)² / Σs⁴: how many clusters of equal size would be as uneven; 0 when every sum is.</summary>
    public double EvenClusters()
    {
        var squares = SquareSum;
        return squares > 0 ? squares * squares / SumOf(sum => sum * sum * sum * sum) : 0;
    }

    private double SumOf(Func<double, double> term)
    {
        var total = 0.0;
        foreach (var sum in Sums)
        {
            total += term(sum);
        }

        return total;
    }
}
