using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Clones;

/// <summary>One path that holds an anchor, and in how many places.</summary>
/// <param name="Path">Its number; in the table of an index a negative one stands for several paths (<see cref="SharedAnchor"/>).</param>
internal record struct Holder(int Path, int Times);

/// <summary>The paths that hold an anchor, where there are several.</summary>
internal sealed class SharedAnchor
{
    // By name as soon as not all of them are named; before that their order tells nothing.
    private readonly List<Holder> _holders = new(2);

    /// <summary>The first <see cref="AnchorIndex.MostNamed"/> by name, in no order.</summary>
    public ReadOnlySpan<Holder> Named => CollectionsMarshal.AsSpan(_holders)[..Math.Min(AnchorIndex.MostNamed, _holders.Count)];

    /// <summary>Counts more places of a path.</summary>
    public void Add(int path, int times, Numbered<CodePath> paths)
    {
        var at = IndexOf(path, paths);
        if (at >= 0)
        {
            CollectionsMarshal.AsSpan(_holders)[at].Times += times;
        }
        else if (_holders.Count > AnchorIndex.MostNamed)
        {
            _holders.Insert(~at, new Holder(path, times));
        }
        else
        {
            _holders.Add(new Holder(path, times));
            if (_holders.Count > AnchorIndex.MostNamed)
            {
                _holders.Sort((left, right) => string.CompareOrdinal(paths[left.Path].Path, paths[right.Path].Path));
            }
        }
    }

    /// <summary>Counts one place of a path less.</summary>
    /// <returns>The only path that is left, if it is only one.</returns>
    public Holder? Remove(int path, Numbered<CodePath> paths)
    {
        var at = IndexOf(path, paths);
        if (--CollectionsMarshal.AsSpan(_holders)[at].Times > 0)
        {
            return null;
        }

        _holders.RemoveAt(at);
        return _holders.Count == 1 ? _holders[0] : null;
    }

    private int IndexOf(int path, Numbered<CodePath> paths)
    {
        var holders = CollectionsMarshal.AsSpan(_holders);
        if (holders.Length > AnchorIndex.MostNamed)
        {
            return IndexByName(holders, path, paths);
        }

        for (var i = 0; i < holders.Length; i++)
        {
            if (holders[i].Path == path)
            {
                return i;
            }
        }

        return -1;
    }

    private static int IndexByName(ReadOnlySpan<Holder> holders, int path, Numbered<CodePath> paths)
    {
        var name = paths[path].Path;
        var (low, high) = (0, holders.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = string.CompareOrdinal(paths[holders[middle].Path].Path, name) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low < holders.Length && holders[low].Path == path ? low : ~low;
    }
}
