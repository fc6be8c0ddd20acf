namespace Provenance.Engine.Metric;

/// <summary>Risk sets at each distinct death age, and the product limit over them.</summary>
/// <remarks>Kaplan and Meier, JASA 53 (1958), 457–481, with delayed entry. Counts are integers; products and sums run by ascending age.</remarks>
internal sealed class RiskTable
{
    private const int MostBuckets = 1 << 18;
    private readonly Observation[] observations;
    private readonly int bucketShift;
    private readonly int[] bucketStarts;

    public RiskTable(Observation[] observations)
    {
        this.observations = observations;
        Ages = AgesOfDeath(observations);
        (bucketShift, bucketStarts) = Buckets(Ages);
        EntryIndex = Array.ConvertAll(observations, o => EventsUpTo(o.Entry));
        ExitIndex = Array.ConvertAll(observations, o => EventsUpTo(o.Exit));
        AtRisk = new long[Ages.Length];
        Deaths = new long[Ages.Length];
        Survival = new double[Ages.Length + 1];
        CountRisk();
        Survival[0] = 1;
        for (var i = 0; i < Ages.Length; i++)
        {
            Survival[i + 1] = Survival[i] * ((AtRisk[i] - Deaths[i]) / (double)AtRisk[i]);
        }
    }

    /// <summary>Ages in seconds, ascending, at which somebody dies. Indexes <see cref="AtRisk"/> and <see cref="Deaths"/>.</summary>
    public long[] Ages { get; }

    public long[] AtRisk { get; }

    public long[] Deaths { get; }

    /// <summary>After the first i death ages; one longer than <see cref="Ages"/>, starting at 1.</summary>
    public double[] Survival { get; }

    /// <summary>Per observation: how many death ages lie at or before its entry.</summary>
    public int[] EntryIndex { get; }

    /// <summary>Per observation: how many death ages lie at or before its exit. A death's own age is the last of them.</summary>
    public int[] ExitIndex { get; }

    /// <summary>How many death ages are at most <paramref name="age"/>: the index into <see cref="Survival"/>.</summary>
    public int EventsUpTo(long age)
    {
        // Asked for each birth and day of a history, so the search begins where few death ages are left.
        if (age < 0)
        {
            return 0;
        }

        var bucket = (int)Math.Min(age >> bucketShift, bucketStarts.Length - 2);
        var (low, high) = (bucketStarts[bucket], bucketStarts[bucket + 1]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Ages[middle] <= age ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Weight at risk at any age, death or not.</summary>
    public long AtRiskAt(long age)
    {
        var sum = 0L;
        foreach (var observation in observations)
        {
            sum += observation.Entry < age && age <= observation.Exit ? observation.Weight : 0;
        }

        return sum;
    }

    public long DeathsUpTo(long age)
    {
        var sum = 0L;
        for (var i = EventsUpTo(age) - 1; i >= 0; i--)
        {
            sum = checked(sum + Deaths[i]);
        }

        return sum;
    }

    /// <summary>Ascending, each once.</summary>
    private static long[] AgesOfDeath(Observation[] observations)
    {
        // Many die at the same few ages.
        var distinct = new Dictionary<long, bool>();
        foreach (var observation in observations)
        {
            if (observation.IsDeath)
            {
                distinct.TryAdd(observation.Exit, true);
            }
        }

        var ages = new long[distinct.Count];
        var at = 0;
        foreach (var (age, _) in distinct)
        {
            ages[at++] = age;
        }

        MergeSort.Sort(ages, (left, right) => left.CompareTo(right));
        return ages;
    }

    /// <summary>Per stretch of 2^shift seconds of age how many death ages lie before it; one more at the end.</summary>
    private static (int Shift, int[] Starts) Buckets(long[] ages)
    {
        var last = ages.Length == 0 ? 0 : ages[^1];
        var shift = 0;
        while (last >> shift >= Math.Min(MostBuckets, 2L * ages.Length + 1))
        {
            shift++;
        }

        var starts = new int[(last >> shift) + 2];
        foreach (var age in ages)
        {
            starts[(age >> shift) + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        return (shift, starts);
    }

    private void CountRisk()
    {
        // An observation is at risk at the death ages EntryIndex … ExitIndex − 1: add where it enters, take away after it leaves, then run the sum.
        var change = new long[Ages.Length + 1];
        for (var i = 0; i < observations.Length; i++)
        {
            var weight = observations[i].Weight;
            change[EntryIndex[i]] = checked(change[EntryIndex[i]] + weight);
            change[ExitIndex[i]] -= weight;
            if (observations[i].IsDeath)
            {
                Deaths[ExitIndex[i] - 1] += weight;
            }
        }

        var running = 0L;
        for (var i = 0; i < Ages.Length; i++)
        {
            running = checked(running + change[i]);
            AtRisk[i] = running;
        }
    }
}
