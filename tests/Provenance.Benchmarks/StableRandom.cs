namespace Provenance.Benchmarks;

/// <summary>Random numbers that are the same for a seed on every version of .NET, which <see cref="Random"/> does not promise.</summary>
/// <remarks>SplitMix64: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
internal sealed class StableRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 to below <paramref name="limit"/>, which is at least 1.</summary>
    public int Next(int limit) => (int)(NextBits() % (ulong)limit);

    public bool Chance(double probability) => (NextBits() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(IReadOnlyList<T> values) => values[Next(values.Count)];

    /// <summary>Different elements, in random order.</summary>
    public IEnumerable<T> Sample<T>(IReadOnlyList<T> values, int count)
    {
        T[] pool = [.. values];
        for (var i = 0; i < count; i++)
        {
            var other = i + Next(pool.Length - i);
            (pool[i], pool[other]) = (pool[other], pool[i]);
            yield return pool[i];
        }
    }

    private ulong NextBits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
