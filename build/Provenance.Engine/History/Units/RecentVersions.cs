using Provenance.Engine.Git;

namespace Provenance.Engine.History.Units;

/// <summary>Versions that were read, up to a number of bytes, while somebody holds their units.</summary>
/// <remarks>
/// What was asked for goes first: most versions are replaced once, and only a branch asks again. Then goes what was read first, so that little memory
/// finds nearly all. Not safe for concurrent use.
/// </remarks>
internal sealed class RecentVersions(long mostBytes)
{
    private readonly Dictionary<ObjectId, LinkedListNode<(ObjectId Blob, ReadVersion Version)>> _nodes = [];
    private readonly LinkedList<(ObjectId Blob, ReadVersion Version)> _order = new();

    /// <summary>Memory of all versions that are kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>The version of a blob; null when it is not kept, or of no use. Valid until the next <see cref="Add"/>.</summary>
    public ReadVersion? Find(ObjectId blob)
    {
        if (!_nodes.TryGetValue(blob, out var node))
        {
            return null;
        }

        if (node.Value.Version.Units is null)
        {
            Remove(node);
            return null;
        }

        _order.Remove(node);
        _order.AddFirst(node);
        return node.Value.Version;
    }

    /// <summary>Keeps a version, for which others go; not even it stays when it is larger than all may be.</summary>
    public void Add(ObjectId blob, ReadVersion version)
    {
        if (_nodes.TryGetValue(blob, out var known))
        {
            Remove(known);
        }

        _nodes.Add(blob, _order.AddLast((blob, version)));
        Bytes += version.Bytes;
        while (Bytes > mostBytes)
        {
            Remove(_order.First!);
        }
    }

    private void Remove(LinkedListNode<(ObjectId Blob, ReadVersion Version)> node)
    {
        var (blob, version) = node.Value;
        _nodes.Remove(blob);
        _order.Remove(node);
        Bytes -= version.Bytes;
        version.Release();
    }
}
