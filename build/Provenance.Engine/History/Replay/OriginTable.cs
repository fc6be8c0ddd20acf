using System.Collections.Immutable;

namespace Provenance.Engine.History.Replay;

/// <summary>Numbers paths and origins in the order of their first appearance, which is the order of the walk.</summary>
internal sealed class OriginTable
{
    private readonly Dictionary<string, int> _pathIndex = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];
    private readonly List<Origin> _origins = [];

    public int PathOf(string path)
    {
        if (!_pathIndex.TryGetValue(path, out var index))
        {
            index = _paths.Count;
            _pathIndex.Add(path, index);
            _paths.Add(path);
        }

        return index;
    }

    public Origin this[int index] => _origins[index];

    public int Add(Origin origin)
    {
        _origins.Add(origin);
        return _origins.Count - 1;
    }

    public ImmutableArray<string> Paths() => [.. _paths];

    public ImmutableArray<Origin> Origins() => [.. _origins];
}
