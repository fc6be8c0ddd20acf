using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Replay;

/// <summary>Gives names numbers in the order in which they are met, and then their places in ordinal order.</summary>
internal sealed class NumberedNames
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The number of a name, which is made when it is new.</summary>
    public int Add(string name)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, name, out var isKnown);
        if (!isKnown)
        {
            number = _names.Count;
            _names.Add(name);
        }

        return number;
    }

    /// <summary>The names in ordinal order, and per number the place there.</summary>
    public (ImmutableArray<string> Sorted, int[] Places) Sort()
    {
        var names = _names.ToArray();
        var numbers = new int[names.Length];
        for (var number = 0; number < numbers.Length; number++)
        {
            numbers[number] = number;
        }

        Array.Sort(names, numbers, StringComparer.Ordinal);
        var places = new int[numbers.Length];
        for (var place = 0; place < places.Length; place++)
        {
            places[numbers[place]] = place;
        }

        return (ImmutableCollectionsMarshal.AsImmutableArray(names), places);
    }
}
