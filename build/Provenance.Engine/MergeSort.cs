namespace Provenance.Engine;

/// <summary>Sorts by merging, stably.</summary>
/// <remarks>Own code beside the framework's, whose sort by comparison is compiled anew in every run for every type of ours, and unoptimised at first: a short run sorts in less time than that takes.</remarks>
internal static class MergeSort
{
    // Below this, shifting is quicker than merging.
    private const int Few = 12;

    /// <summary>Ascending by comparison; of equals, the first stays first.</summary>
    public static void Sort<T>(T[] items, Comparison<T> compare) => Sort(items, 0, items.Length, compare);

    /// <summary>As above, from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public static void Sort<T>(T[] items, int start, int end, Comparison<T> compare) =>
        Sort(items, end - start <= Few ? [] : new T[(end - start + 1) / 2], start, end, compare);

    private static void Sort<T>(T[] items, T[] room, int start, int end, Comparison<T> compare)
    {
        if (end - start <= Few)
        {
            Shift(items, start, end, compare);
            return;
        }

        var middle = start + ((end - start) / 2);
        Sort(items, room, start, middle, compare);
        Sort(items, room, middle, end, compare);
        if (compare(items[middle - 1], items[middle]) <= 0)
        {
            return;
        }

        var count = middle - start;
        for (var i = 0; i < count; i++)
        {
            room[i] = items[start + i];
        }

        for (int left = 0, right = middle, at = start; left < count; at++)
        {
            items[at] = right < end && compare(items[right], room[left]) < 0 ? items[right++] : room[left++];
        }
    }

    private static void Shift<T>(T[] items, int start, int end, Comparison<T> compare)
    {
        for (var i = start + 1; i < end; i++)
        {
            var item = items[i];
            var at = i;
            for (; at > start && compare(items[at - 1], item) > 0; at--)
            {
                items[at] = items[at - 1];
            }

            items[at] = item;
        }
    }
}
