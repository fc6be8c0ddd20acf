using System.Numerics;
using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Clones;

/// <summary>The paths that hold an anchor, where there are several: lists of their numbers, all in one array, for there are a hundred thousand of them and the collector would look at each.</summary>
/// <param name="names">The paths by their numbers.</param>
/// <remarks>A list is known by its place in the array, which another one may have as soon as it changes. Its length stands there, and its room is the next power of two.</remarks>
internal sealed class SharedAnchors(Numbered<CodePath> names)
{
    private const int LeastRoom = 2;

    // By the power of two of their room: places of lists that are gone.
    private readonly Stack<int>[] _free = [.. Enumerable.Range(0, 32).Select(_ => new Stack<int>())];

    // Of an anchor that a path has in several places, how many there are beside the first.
    private readonly Dictionary<(uint Anchor, int Path), int> _more = [];
    private int[] _memory = new int[1 << 12];
    private int _used;

    /// <summary>The first <see cref="AnchorIndex.MostNamed"/> paths of a list by name, in no order.</summary>
    public ReadOnlySpan<int> Named(int list) => PathsOf(list)[..Math.Min(AnchorIndex.MostNamed, _memory[list])];

    /// <summary>Makes a list of the only path that held an anchor.</summary>
    public int Add(uint anchor, Holder first)
    {
        var list = Take(1);
        _memory[list + 1] = first.Path;
        if (first.Times > 1)
        {
            _more.Add((anchor, first.Path), first.Times - 1);
        }

        return list;
    }

    /// <summary>Counts one place of a path more.</summary>
    /// <returns>Where the list is now.</returns>
    public int Add(uint anchor, int list, int path)
    {
        if (PathsOf(list).Contains(path))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_more, (anchor, path), out _)++;
            return list;
        }

        // By name as soon as not all of them are named; before that their order tells nothing.
        var at = _memory[list] > AnchorIndex.MostNamed ? PlaceOf(path, PathsOf(list)) : _memory[list];
        list = Resize(list, _memory[list] + 1);
        var paths = PathsOf(list);
        paths[at..^1].CopyTo(paths[(at + 1)..]);
        paths[at] = path;
        if (paths.Length == AnchorIndex.MostNamed + 1)
        {
            paths.Sort((left, right) => string.CompareOrdinal(names[left].Path, names[right].Path));
        }

        return list;
    }

    /// <summary>Counts one place of a path less.</summary>
    /// <returns>The path that is left, if it is only one; else where the list is now.</returns>
    public Holder Remove(uint anchor, int list, int path)
    {
        if (_more.Remove((anchor, path), out var more))
        {
            if (more > 1)
            {
                _more.Add((anchor, path), more - 1);
            }

            return Holder.OfList(list);
        }

        var paths = PathsOf(list);
        var at = paths.IndexOf(path);
        paths[(at + 1)..].CopyTo(paths[at..]);
        if (paths.Length > LeastRoom)
        {
            return Holder.OfList(Resize(list, paths.Length - 1));
        }

        var last = paths[0];
        Give(list);
        return new Holder(last, _more.Remove((anchor, last), out more) ? more + 1 : 1);
    }

    private Span<int> PathsOf(int list) => _memory.AsSpan(list + 1, _memory[list]);

    private int Resize(int list, int length)
    {
        if (RoomFor(length) == RoomFor(_memory[list]))
        {
            _memory[list] = length;
            return list;
        }

        var resized = Take(length);
        var paths = PathsOf(list);
        paths[..Math.Min(length, paths.Length)].CopyTo(PathsOf(resized));
        Give(list);
        return resized;
    }

    private int Take(int length)
    {
        var room = RoomFor(length);
        if (!_free[BitOperations.Log2((uint)room)].TryPop(out var list))
        {
            list = _used;
            _used += room + 1;
            if (_used > _memory.Length)
            {
                Array.Resize(ref _memory, Math.Max(_used, _memory.Length * 2));
            }
        }

        _memory[list] = length;
        return list;
    }

    private void Give(int list) => _free[BitOperations.Log2((uint)RoomFor(_memory[list]))].Push(list);

    private static int RoomFor(int length) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(LeastRoom, length));

    // Where a path that is not there yet goes among paths by name.
    private int PlaceOf(int path, ReadOnlySpan<int> paths)
    {
        var name = names[path].Path;
        var (low, high) = (0, paths.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = string.CompareOrdinal(names[paths[middle]].Path, name) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
