using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Replay;

/// <summary>Sorts what a walk numbered. Most of it was in order when the walk began and has something added at its end.</summary>
internal static class CanonicalOrder
{
    /// <summary>The indexes that are kept, in the order of their keys, which are all different.</summary>
    /// <param name="compare">Compares the keys of two indexes.</param>
    public static int[] Of(bool[] kept, Comparison<int> compare)
    {
        var order = new int[kept.AsSpan().Count(true)];
        var isSorted = true;
        for (int index = 0, at = 0; index < kept.Length; index++)
        {
            if (kept[index])
            {
                order[at] = index;
                isSorted &= at == 0 || compare(order[at - 1], index) < 0;
                at++;
            }
        }

        if (!isSorted)
        {
            MergeSort.Sort(order, compare);
        }

        return order;
    }

    /// <summary>Items by their group, and within a group by comparison; no two are equal.</summary>
    public static ImmutableArray<T> Of<T>(List<T> items, int groups, Func<T, int> groupOf, Comparison<T> compare)
    {
        var ends = new int[groups + 1];
        foreach (var item in items)
        {
            ends[groupOf(item) + 1]++;
        }

        for (var group = 0; group < groups; group++)
        {
            ends[group + 1] += ends[group];
        }

        var result = new T[items.Count];
        foreach (var item in items)
        {
            result[ends[groupOf(item)]++] = item;
        }

        for (int group = 0, start = 0; group < groups; start = ends[group++])
        {
            MergeSort.Sort(result, start, ends[group], compare);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(result);
    }
}
