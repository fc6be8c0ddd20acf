namespace Provenance.Engine.History.Clones;

/// <summary>Things known by a number, which is given again when a thing is gone: the numbers grow with what is there, not with what ever was.</summary>
internal sealed class Numbered<T>
    where T : class
{
    private readonly List<T?> items = [];
    private readonly Stack<int> free = new();

    /// <summary>Above every number that was given.</summary>
    public int Length => items.Count;

    public T this[int number] => items[number]!;

    /// <returns>Its number.</returns>
    public int Add(T item)
    {
        if (free.TryPop(out var number))
        {
            items[number] = item;
            return number;
        }

        items.Add(item);
        return items.Count - 1;
    }

    public void Free(int number)
    {
        items[number] = null;
        free.Push(number);
    }
}
