namespace Provenance.Engine.History.Replay;

/// <summary>Finds an item among sorted ones.</summary>
internal static class SortedSearch
{
    public delegate int Order<T>(in T left, in T right);

    /// <summary>The place of an item that is equal under the order; −1 without one.</summary>
    public static int Find<T>(ReadOnlySpan<T> items, in T item, Order<T> compare)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = compare(items[middle], item) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < items.Length && compare(items[low], item) == 0 ? low : -1;
    }
}
