namespace Provenance.Engine.Metric;

/// <summary>Groups units by UTC day of birth, by day of death, and by both, and says how much a linear statistic varies between the groups.</summary>
/// <remarks>Two-way: Cameron, Gelbach and Miller, J. Bus. Econ. Stat. 29 (2011), 238–249.</remarks>
internal sealed class DayClusters
{
    private readonly int[] birth;
    private readonly int[] death;
    private readonly int[] cell;

    /// <param name="days">One entry per unit or group of units; the index is that of every span given later.</param>
    public DayClusters(IReadOnlyList<(long Birth, long Death)> days)
    {
        birth = Rank(days.Select(d => d.Birth));
        death = Rank(days.Select(d => d.Death));
        cell = Rank(days);
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
        var sums = new double[Count(birth)];
        for (var i = 0; i < weights.Length; i++)
        {
            sums[birth[i]] += weights[i];
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
    public int[] BirthRanks => birth;

    internal static double? Variance(int[] ranks, ReadOnlySpan<double> terms, ReadOnlySpan<bool> observed)
    {
        var sums = new double[Count(ranks)];
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

    private static int Count(int[] ranks) => ranks.Length == 0 ? 0 : ranks.Max() + 1;

    private static int[] Rank<T>(IEnumerable<T> keys)
        where T : notnull
    {
        var list = keys.ToList();
        var order = list.Distinct().Order().Select((key, rank) => (key, rank)).ToDictionary(p => p.key, p => p.rank);
        return [.. list.Select(key => order[key])];
    }
}
