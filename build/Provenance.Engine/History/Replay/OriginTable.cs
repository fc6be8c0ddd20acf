namespace Provenance.Engine.History.Replay;

/// <summary>An origin as the walk knows it: with the path and the project themselves, not their numbers.</summary>
internal readonly record struct WalkedOrigin(int Commit, string Path, string Slice, Lineage? Project, ScopeClass Scope, bool IsTruncated, bool IsUnread);

/// <summary>Numbers origins in the order in which the walk meets them.</summary>
internal sealed class OriginTable
{
    private readonly List<WalkedOrigin> _origins = [];

    public int Count => _origins.Count;

    public WalkedOrigin this[int index] => _origins[index];

    public int Add(WalkedOrigin origin)
    {
        _origins.Add(origin);
        return _origins.Count - 1;
    }
}
