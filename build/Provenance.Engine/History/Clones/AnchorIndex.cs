using System.Runtime.InteropServices;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>A path with living code.</summary>
internal sealed class CodePath(string path)
{
    public string Path { get; } = path;

    /// <summary>Anchors of what lives; null while the path's first version is being added.</summary>
    public uint[]? Living { get; set; }

    /// <summary>Anchors of what the current step brings, once they are in the index.</summary>
    public uint[]? Brought { get; set; }

    /// <summary>The text of what the step brings; null of a file that it only renamed.</summary>
    public UnitSequence? BroughtText { get; set; }

    /// <summary>Anchors that the path shares with the stretch of this <see cref="Round"/>.</summary>
    public int Votes { get; set; }

    public int Round { get; set; }
}

/// <summary>Which paths hold an anchor. What it answers depends on what it holds, not on the way there.</summary>
internal sealed class AnchorIndex
{
    /// <summary>Paths that one anchor names, the first by name: what stands everywhere tells little of where code came from.</summary>
    public const int MostNamed = 64;

    private readonly Dictionary<uint, Holders> holders = [];
    private int round;

    public static AnchorIndex Of(IEnumerable<CodePath> paths)
    {
        var result = new AnchorIndex();
        foreach (var path in paths)
        {
            result.Add(path, path.Living ?? [], []);
            result.Add(path, path.Brought ?? [], path.Living ?? []);
        }

        return result;
    }

    /// <summary>Counts for each path how many anchors of a text it has; of one anchor, for at most the first <see cref="MostNamed"/> by name.</summary>
    /// <returns>The paths that have any, in no order.</returns>
    public List<CodePath> Vote(uint[] anchors)
    {
        round++;
        var voted = new List<CodePath>();
        foreach (var anchor in anchors)
        {
            if (!holders.TryGetValue(anchor, out var found))
            {
                continue;
            }

            if (found.One is { } one)
            {
                Count(one);
                continue;
            }

            foreach (var path in CollectionsMarshal.AsSpan(found.Many)[..Math.Min(MostNamed, found.Many!.Count)])
            {
                Count(path);
            }
        }

        return voted;

        void Count(CodePath path)
        {
            if (path.Round != round)
            {
                (path.Round, path.Votes) = (round, 0);
                voted.Add(path);
            }

            path.Votes++;
        }
    }

    /// <summary>Adds the anchors of <paramref name="added"/> that <paramref name="known"/> does not have; both ascending, each counted once.</summary>
    public void Add(CodePath path, uint[] added, uint[] known)
    {
        foreach (var anchor in OnlyIn(added, known))
        {
            ref var holder = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, anchor, out _);
            holder = holder.With(path);
        }
    }

    /// <summary>Takes away those of <paramref name="removed"/> that <paramref name="kept"/> does not have.</summary>
    public void Remove(CodePath path, uint[] removed, uint[] kept)
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
    private readonly record struct Holders(CodePath? One, List<CodePath>? Many)
    {
        private static readonly Comparer<CodePath> ByName = Comparer<CodePath>.Create((left, right) => string.CompareOrdinal(left.Path, right.Path));

        public Holders With(CodePath path)
        {
            if (Many is { } many)
            {
                many.Insert(~many.BinarySearch(path, ByName), path);
                return this;
            }

            return One is not { } one ? new(path, null) : new(null, ByName.Compare(one, path) < 0 ? [one, path] : [path, one]);
        }

        public Holders? Without(CodePath path)
        {
            if (Many is not { } many)
            {
                return null;
            }

            many.RemoveAt(many.BinarySearch(path, ByName));
            return many.Count == 1 ? new(many[0], null) : this;
        }
    }
}
