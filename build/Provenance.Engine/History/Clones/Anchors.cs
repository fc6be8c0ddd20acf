namespace Provenance.Engine.History.Clones;

/// <summary>A sample of the short runs of a text such that two texts with a common run of <see cref="Seed"/> shapes share at least one of them.</summary>
/// <param name="Hashes">In the order of the text, or ascending (<see cref="Sorted"/>); a run that stands in several places is there several times.</param>
/// <param name="Places">Of each, where the run begins; ascending under equal hashes.</param>
/// <remarks>Winnowing: of each window the run with the smallest hash, the last of equal ones. Schleimer, Wilkerson and Aiken, SIGMOD 2003.</remarks>
internal sealed record Anchors(uint[] Hashes, int[] Places)
{
    /// <summary>So many equal shapes in a row make a match.</summary>
    public const int Seed = 16;

    /// <summary>Shapes of an anchor.</summary>
    public const int Length = 10;

    private const int Window = Seed - Length + 1;
    private const ulong Base = 0x9E3779B97F4A7C15;

    private static readonly ulong Leading = Power(Length - 1);

    public static Anchors Of(ReadOnlySpan<uint> shapes)
    {
        var (hashes, places) = Choose(shapes);
        return new(Array.ConvertAll(places, place => hashes[place]), places);
    }

    /// <summary>By ascending hash, for <see cref="First"/>; these are gone then.</summary>
    public Anchors Sorted()
    {
        var (keys, places) = (Hashes, Places);
        Array.Sort(keys, places);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            // Sort is not stable.
            Array.Sort(places, start, end - start);
            start = end;
        }

        return new(keys, places);
    }

    private static (uint[] Hashes, int[] Places) Choose(ReadOnlySpan<uint> shapes)
    {
        var runs = shapes.Length - Length + 1;
        if (runs < Window)
        {
            return ([], []);
        }

        var hashes = Runs(shapes, runs);
        var chosen = new List<int>(runs / 2);
        var smallest = -1;
        for (var start = 0; start + Window <= runs; start++)
        {
            smallest = smallest >= start && hashes[start + Window - 1] > hashes[smallest] ? smallest : Smallest(hashes, start, smallest);
            if (chosen.Count == 0 || chosen[^1] != smallest)
            {
                chosen.Add(smallest);
            }
        }

        return (hashes, [.. chosen]);
    }

    /// <summary>In sorted anchors, index of the first with a hash, or of where it would stand.</summary>
    public int First(uint hash)
    {
        var (low, high) = (0, Hashes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Hashes[middle] < hash ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int Smallest(uint[] hashes, int start, int known)
    {
        // The known one left the window, or the new one is not larger: then only the new one can win.
        var best = known >= start ? known : start;
        for (var i = Math.Max(start, known >= start ? start + Window - 1 : start); i < start + Window; i++)
        {
            best = hashes[i] <= hashes[best] ? i : best;
        }

        return best;
    }

    private static uint[] Runs(ReadOnlySpan<uint> shapes, int runs)
    {
        var hashes = new uint[runs];
        var rolling = 0UL;
        for (var i = 0; i < shapes.Length; i++)
        {
            rolling -= i >= Length ? shapes[i - Length] * Leading : 0;
            rolling = (rolling * Base) + shapes[i];
            if (i >= Length - 1)
            {
                // The low bits of a polynomial depend on few shapes; the smallest hash must not.
                var mixed = (rolling ^ (rolling >> 32)) * 0xD6E8FEB86659FD93;
                hashes[i - Length + 1] = (uint)(mixed >> 32);
            }
        }

        return hashes;
    }

    private static ulong Power(int exponent)
    {
        var power = 1UL;
        for (var i = 0; i < exponent; i++)
        {
            power *= Base;
        }

        return power;
    }
}
