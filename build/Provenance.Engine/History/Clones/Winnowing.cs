using System.Buffers;

namespace Provenance.Engine.History.Clones;

/// <summary>Samples the short runs of a text such that two texts with a common run of <see cref="Seed"/> shapes share at least one of them.</summary>
/// <remarks>Of each window the run with the smallest hash, the last of equal ones. Schleimer, Wilkerson and Aiken, SIGMOD 2003.</remarks>
internal static class Winnowing
{
    /// <summary>So many equal shapes in a row make a match.</summary>
    public const int Seed = 16;

    /// <summary>Shapes of an anchor.</summary>
    public const int Length = 10;

    /// <summary>Anchors of which one is chosen. Whether an anchor is chosen depends on the <see cref="Window"/> − 1 shapes before it and the <see cref="Seed"/> from it on.</summary>
    public const int Window = Seed - Length + 1;

    private const ulong Base = 0x9E3779B97F4A7C15;

    private static readonly ulong Leading = Power(Length - 1);

    /// <returns>The hashes of the chosen runs, and the shapes where they begin, ascending; none of less than <see cref="Seed"/> shapes.</returns>
    public static (uint[] Hashes, int[] Places) Choose(ReadOnlySpan<uint> shapes)
    {
        var count = shapes.Length - Length + 1;
        if (count < Window)
        {
            return ([], []);
        }

        var (runs, places) = (ArrayPool<uint>.Shared.Rent(count), ArrayPool<int>.Shared.Rent(count));
        Hash(shapes, runs);
        var chosen = 0;
        var smallest = -1;
        for (var start = 0; start + Window <= count; start++)
        {
            var next = smallest >= start && runs[start + Window - 1] > runs[smallest] ? smallest : Smallest(runs, start, smallest);
            if (next != smallest)
            {
                places[chosen++] = next;
                smallest = next;
            }
        }

        var result = (Hashes: new uint[chosen], Places: places[..chosen]);
        for (var i = 0; i < chosen; i++)
        {
            result.Hashes[i] = runs[places[i]];
        }

        ArrayPool<uint>.Shared.Return(runs);
        ArrayPool<int>.Shared.Return(places);
        return result;
    }

    private static int Smallest(uint[] runs, int start, int known)
    {
        // The known one left the window, or the new one is not larger: then only the new one can win.
        var best = known >= start ? known : start;
        for (var i = known >= start ? start + Window - 1 : start; i < start + Window; i++)
        {
            best = runs[i] <= runs[best] ? i : best;
        }

        return best;
    }

    private static void Hash(ReadOnlySpan<uint> shapes, uint[] runs)
    {
        var rolling = 0UL;
        for (var i = 0; i < shapes.Length; i++)
        {
            rolling -= i >= Length ? shapes[i - Length] * Leading : 0;
            rolling = (rolling * Base) + shapes[i];
            if (i >= Length - 1)
            {
                // The low bits of a polynomial depend on few shapes; the smallest hash must not.
                var mixed = (rolling ^ (rolling >> 32)) * 0xD6E8FEB86659FD93;
                runs[i - Length + 1] = (uint)(mixed >> 32);
            }
        }
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
