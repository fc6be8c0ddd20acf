namespace Provenance.Engine.Metric;

/// <summary>Groups units by UTC day of birth, by day of death, and by both, and says how much a linear statistic varies between the groups.</summary>
/// <remarks>Two-way: Cameron, Gelbach and Miller, J. Bus. Econ. Stat. 29 (2011), 238–249.</remarks>
internal sealed class DayClusters
{
    private readonly Grouping birth;
    private readonly Grouping death;
    private readonly Grouping cell;

    /// <param name="days">One entry per unit or group of units; the index is that of every span given later.</param>
    public DayClusters((long Birth, long Death)[] days)
    {
        birth = Grouping.By(Array.ConvertAll(days, d => d.Birth));
        death = Grouping.By(Array.ConvertAll(days, d => d.Death));
        cell = Grouping.By([.. birth.Ranks.Zip(death.Ranks, (b, d) => ((long)b << 32) | (uint)d)]);
    }

    /// <summary>Variance of the sum of <paramref name="terms"/>: the largest of those by birth day, by death day and two-way.</summary>
    /// <param name="terms">Linearised contribution of each entry, its weight applied.</param>
    /// <param name="observed">Which entries were under observation: clusters without any are not counted.</param>
    /// <returns>0 when fewer than two clusters exist in each dimension.</returns>
    public double WidestVariance(ReadOnlySpan<double> terms, ReadOnlySpan<bool> observed)
    {
        var byBirth = Variance(birth, terms, observed);
        var byDeath = Variance(death, terms, observed);
        var widest = Math.Max(byBirth ?? 0, byDeath ?? 0);
        // A negative difference is no variance; Max against 0 leaves it out.
        return byBirth + byDeath - Variance(cell, terms, observed) is { } twoWay ? Math.Max(widest, twoWay) : widest;
    }

    /// <summary>(Σ n)² / Σ n² over birth days; 0 for nothing.</summary>
    /// <param name="weights">Of each entry; counts where it has some.</param>
    /// <remarks>
    /// Birth days in every dimension: the days of later deaths are an outcome, and one clean-up must not decide whether a figure exists.
    /// </remarks>
    public double EffectiveDays(ReadOnlySpan<double> weights)
    {
        var sums = new double[birth.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            sums[birth.Ranks[i]] += weights[i];
        }

        var total = 0.0;
        var squares = 0.0;
        foreach (var sum in sums)
        {
            total += sum;
            squares += sum * sum;
        }

        return squares > 0 ? total * total / squares : 0;
    }

    /// <summary>Per entry, the rank of its birth day.</summary>
    public int[] BirthRanks => birth.Ranks;

    internal static double? Variance(Grouping grouping, ReadOnlySpan<double> terms, ReadOnlySpan<bool> observed)
    {
        var ranks = grouping.Ranks;
        var sums = new double[grouping.Count];
        var seen = new bool[sums.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            sums[ranks[i]] += terms[i];
            seen[ranks[i]] |= observed[i];
        }

        var count = 0;
        var total = 0.0;
        for (var c = 0; c < sums.Length; c++)
        {
            if (seen[c])
            {
                count++;
                total += sums[c];
            }
        }

        if (count < 2)
        {
            return null;
        }

        var mean = total / count;
        var squares = 0.0;
        for (var c = 0; c < sums.Length; c++)
        {
            if (seen[c])
            {
                squares += (sums[c] - mean) * (sums[c] - mean);
            }
        }

        return squares * count / (count - 1);
    }

    /// <summary>Which group each entry is in.</summary>
    /// <param name="Ranks">Per entry the place of its key among the distinct keys, ascending.</param>
    /// <param name="Count">Of groups.</param>
    internal readonly record struct Grouping(int[] Ranks, int Count)
    {
        public static Grouping By(long[] keys)
        {
            var sorted = (long[])keys.Clone();
            var order = Enumerable.Range(0, keys.Length).ToArray();
            Array.Sort(sorted, order);
            var ranks = new int[keys.Length];
            var rank = 0;
            for (var i = 0; i < keys.Length; i++)
            {
                rank += i > 0 && sorted[i] != sorted[i - 1] ? 1 : 0;
                ranks[order[i]] = rank;
            }

            return new(ranks, keys.Length == 0 ? 0 : rank + 1);
        }
    }
}
