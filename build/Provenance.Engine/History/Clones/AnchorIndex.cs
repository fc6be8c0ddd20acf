using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Clones;

/// <summary>Which paths hold an anchor. What it answers depends on what it holds, not on the way there.</summary>
internal sealed class AnchorIndex
{
    /// <summary>Paths that one anchor names, the first by name: what stands everywhere tells little of where code came from.</summary>
    public const int MostNamed = 64;

    private readonly Dictionary<uint, Holders> holders = [];

    public int Count => holders.Count;

    /// <summary>Counts one vote for each path that has an anchor, for at most the first <see cref="MostNamed"/> by name.</summary>
    public void Vote(uint anchor, Dictionary<string, int> votes)
    {
        if (!holders.TryGetValue(anchor, out var found))
        {
            return;
        }

        if (found.One is { } one)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(votes, one, out _)++;
            return;
        }

        foreach (var path in CollectionsMarshal.AsSpan(found.Many)[..Math.Min(MostNamed, found.Many!.Count)])
        {
            CollectionsMarshal.GetValueRefOrAddDefault(votes, path, out _)++;
        }
    }

    /// <summary>Adds the anchors of <paramref name="added"/> that <paramref name="known"/> does not have; both ascending, each counted once.</summary>
    public void Add(string path, uint[] added, uint[] known)
    {
        foreach (var anchor in OnlyIn(added, known))
        {
            ref var holder = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, anchor, out _);
            holder = holder.With(path);
        }
    }

    /// <summary>Takes away those of <paramref name="removed"/> that <paramref name="kept"/> does not have.</summary>
    public void Remove(string path, uint[] removed, uint[] kept)
    {
        foreach (var anchor in OnlyIn(removed, kept))
        {
            if (holders[anchor].Without(path) is { } rest)
            {
                holders[anchor] = rest;
            }
            else
            {
                holders.Remove(anchor);
            }
        }
    }

    private static List<uint> OnlyIn(uint[] anchors, uint[] others)
    {
        var result = new List<uint>();
        for (int i = 0, j = 0; i < anchors.Length; i++)
        {
            if (i > 0 && anchors[i] == anchors[i - 1])
            {
                continue;
            }

            while (j < others.Length && others[j] < anchors[i])
            {
                j++;
            }

            if (j == others.Length || others[j] != anchors[i])
            {
                result.Add(anchors[i]);
            }
        }

        return result;
    }

    /// <summary>One path, which is what nearly every anchor has, or several in ordinal order.</summary>
    private readonly record struct Holders(string? One, List<string>? Many)
    {
        public Holders With(string path)
        {
            if (Many is { } many)
            {
                many.Insert(~many.BinarySearch(path, StringComparer.Ordinal), path);
                return this;
            }

            return One is not { } one ? new(path, null) : new(null, string.CompareOrdinal(one, path) < 0 ? [one, path] : [path, one]);
        }

        public Holders? Without(string path)
        {
            if (Many is not { } many)
            {
                return null;
            }

            many.RemoveAt(many.BinarySearch(path, StringComparer.Ordinal));
            return many.Count == 1 ? new(many[0], null) : this;
        }
    }
}
