namespace Provenance.Benchmarks.Formulas;

/// <summary>Lines that came with one commit of the mainline and went with another.</summary>
/// <param name="Death">The commit that removed them; of the living a number that no other birth has and no removal.</param>
/// <param name="Exit">Age at death or at the end, at least 1.</param>
internal readonly record struct ObservedLines(int Birth, int Death, long Exit, bool IsDeath, long Lines);

/// <summary>Standard errors of S at one age.</summary>
internal readonly record struct ClusterErrors(double ByBirth, double ByDeath, double TwoWay);

/// <summary>The linearised variance of the product limit over commits instead of days, as the reference values of docs/metric.md have it: influence on the cumulative hazard, divided by Y².</summary>
internal static class CommitClusters
{
    public static ClusterErrors At(IEnumerable<ObservedLines> lines, long age)
    {
        ObservedLines[] all = [.. lines.Where(line => line.Lines > 0).OrderBy(line => line.Exit)];
        var atRisk = all.Sum(line => line.Lines);
        var (survival, hazard) = (1.0, 0.0);
        var terms = new (int Birth, int Death, double Value)[all.Length];
        for (var i = 0; i < all.Length;)
        {
            var end = i;
            var (leaving, deaths) = (0L, 0L);
            for (; end < all.Length && all[end].Exit == all[i].Exit; end++)
            {
                leaving += all[end].Lines;
                deaths += all[end].IsDeath ? all[end].Lines : 0;
            }

            if (all[i].Exit <= age)
            {
                survival *= 1 - (deaths / (double)atRisk);
                hazard += deaths / ((double)atRisk * atRisk);
            }

            for (; i < end; i++)
            {
                terms[i] = (all[i].Birth, all[i].Death, all[i].Lines * ((all[i].IsDeath && all[i].Exit <= age ? 1.0 / atRisk : 0) - hazard));
            }

            atRisk -= leaving;
        }

        var byBirth = Variance(terms.GroupBy(term => (term.Birth, 0)), survival);
        var byDeath = Variance(terms.GroupBy(term => (term.Death, 0)), survival);
        var byBoth = Variance(terms.GroupBy(term => (term.Birth, term.Death)), survival);
        return new(Math.Sqrt(byBirth), Math.Sqrt(byDeath), Math.Sqrt(Math.Max(0, byBirth + byDeath - byBoth)));
    }

    private static double Variance(IEnumerable<IGrouping<(int, int), (int Birth, int Death, double Value)>> clusters, double survival)
    {
        double[] sums = [.. clusters.Select(cluster => cluster.Sum(term => term.Value))];
        var mean = sums.Average();
        return survival * survival * sums.Length / (sums.Length - 1) * sums.Sum(sum => (sum - mean) * (sum - mean));
    }
}
