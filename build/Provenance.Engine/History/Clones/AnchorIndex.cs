using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Clones;

/// <summary>Which paths hold an anchor. What it answers depends on what it holds, not on the way there.</summary>
/// <remarks>It holds numbers and no references where it can: it is the largest table of a walk, and the collector need not look into it.</remarks>
internal sealed class AnchorIndex
{
    /// <summary>Paths that one anchor names, the first by name: what stands everywhere tells little of where code came from.</summary>
    public const int MostNamed = 64;

    private readonly Dictionary<uint, Holder> holders = [];
    private readonly Numbered<CodePath> paths = new();
    private readonly SharedAnchors shared;
    private readonly List<(CodePath Path, int Votes)> elected = [];
    private readonly List<int> voted = [];
    private readonly AnchorDifference difference = new();
    private int[] votes = [];

    public AnchorIndex() => shared = new SharedAnchors(paths);

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
    /// <returns>The paths that have so many, in no order; valid until the next call.</returns>
    public List<(CodePath Path, int Votes)> Vote(uint[] anchors, int least)
    {
        if (votes.Length < paths.Length)
        {
            votes = new int[Math.Max(paths.Length, votes.Length * 2)];
        }

        foreach (var anchor in anchors)
        {
            if (!holders.TryGetValue(anchor, out var holder))
            {
                continue;
            }

            if (!holder.IsList)
            {
                Count(holder.Path);
                continue;
            }

            foreach (var number in shared.Named(holder.List))
            {
                Count(number);
            }
        }

        elected.Clear();
        foreach (var number in voted)
        {
            if (votes[number] >= least)
            {
                elected.Add((paths[number], votes[number]));
            }

            votes[number] = 0;
        }

        voted.Clear();
        return elected;

        void Count(int number)
        {
            if (votes[number]++ == 0)
            {
                voted.Add(number);
            }
        }
    }

    /// <summary>Adds the anchors of a text where those of another one of the path are already there.</summary>
    public void Add(CodePath path, uint[] added, uint[] known)
    {
        difference.Compare(known, added);
        foreach (var anchor in difference.Added)
        {
            path.Number = path.Held++ == 0 ? paths.Add(path) : path.Number;
            ref var holder = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, anchor, out var isKnown);
            if (!isKnown)
            {
                holder = new Holder(path.Number, 1);
            }
            else if (holder.Path == path.Number)
            {
                holder.Times++;
            }
            else
            {
                holder = Holder.OfList(shared.Add(anchor, holder.IsList ? holder.List : shared.Add(anchor, holder), path.Number));
            }
        }
    }

    /// <summary>Takes away the anchors of a text where those of another one, which was added to it, stay.</summary>
    public void Remove(CodePath path, uint[] removed, uint[] kept)
    {
        difference.Compare(removed, kept);
        foreach (var anchor in difference.Removed)
        {
            ref var holder = ref CollectionsMarshal.GetValueRefOrNullRef(holders, anchor);
            if (holder.IsList)
            {
                holder = shared.Remove(anchor, holder.List, path.Number);
            }
            else if (--holder.Times == 0)
            {
                holders.Remove(anchor);
            }

            if (--path.Held == 0)
            {
                paths.Free(path.Number);
            }
        }
    }
}
