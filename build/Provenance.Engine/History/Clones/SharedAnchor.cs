using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Clones;

/// <summary>The paths that hold an anchor, where there are several: their numbers, and in how many places each has it.</summary>
internal sealed class SharedAnchor
{
    // By name as soon as not all of them are named; before that their order tells nothing.
    private readonly List<int> _paths = new(2);

    // Null as long as each has it in one place, which is what nearly all do.
    private List<int>? _times;

    public SharedAnchor(Holder first)
    {
        _paths.Add(first.Path);
        _times = first.Times == 1 ? null : [first.Times];
    }

    /// <summary>The first <see cref="AnchorIndex.MostNamed"/> by name, in no order.</summary>
    public ReadOnlySpan<int> Named => CollectionsMarshal.AsSpan(_paths)[..Math.Min(AnchorIndex.MostNamed, _paths.Count)];

    /// <summary>Counts one place of a path more.</summary>
    public void Add(int path, Numbered<CodePath> names)
    {
        var at = CollectionsMarshal.AsSpan(_paths).IndexOf(path);
        if (at >= 0)
        {
            _times ??= [.. Enumerable.Repeat(1, _paths.Count)];
            _times[at]++;
            return;
        }

        at = _paths.Count > AnchorIndex.MostNamed ? PlaceOf(path, names) : _paths.Count;
        _paths.Insert(at, path);
        _times?.Insert(at, 1);
        if (_paths.Count == AnchorIndex.MostNamed + 1)
        {
            Sort(names);
        }
    }

    /// <summary>Counts one place of a path less.</summary>
    /// <returns>The only path that is left, if it is only one.</returns>
    public Holder? Remove(int path)
    {
        var at = CollectionsMarshal.AsSpan(_paths).IndexOf(path);
        if (_times is not null && --_times[at] > 0)
        {
            return null;
        }

        _paths.RemoveAt(at);
        _times?.RemoveAt(at);
        return _paths.Count == 1 ? new Holder(_paths[0], _times?[0] ?? 1) : null;
    }

    private void Sort(Numbered<CodePath> names)
    {
        var (paths, times) = (_paths.ToArray(), _times?.ToArray());
        var order = Enumerable.Range(0, paths.Length).OrderBy(at => names[paths[at]].Path, StringComparer.Ordinal).ToArray();
        for (var at = 0; at < order.Length; at++)
        {
            _paths[at] = paths[order[at]];
            if (times is not null)
            {
                _times![at] = times[order[at]];
            }
        }
    }

    // Where a path that is not there yet goes among paths by name.
    private int PlaceOf(int path, Numbered<CodePath> names)
    {
        var name = names[path].Path;
        var (low, high) = (0, _paths.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = string.CompareOrdinal(names[_paths[middle]].Path, name) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
