using System.Collections.Immutable;

namespace Provenance.Engine.Git;

/// <summary>Leaves out grafts that would make a commit its own ancestor: who goes on with a branch after it was squashed, and merges the mainline into it, has the squash in the branch.</summary>
internal sealed class AcyclicGrafts
{
    private readonly Dictionary<ObjectId, ImmutableArray<ObjectId>> _parents = [];
    private readonly Dictionary<ObjectId, ObjectId> _made = [];

    /// <summary>Those that can be made together, in the order given; of grafts that cannot, the first ones.</summary>
    /// <param name="grafts">To commits of <paramref name="history"/>, each at most once.</param>
    /// <param name="history">The commits of the tip, parents first.</param>
    /// <param name="branches">The commits that the new parents have beside them, parents first.</param>
    public static ImmutableArray<Graft> Of(ImmutableArray<Graft> grafts, Revisions history, Revisions branches)
    {
        // Nearly every branch holds of the history only what is older than its squash. Such grafts lead back alone, whatever their number.
        var places = new Dictionary<ObjectId, int>();
        foreach (var commit in history.Commits)
        {
            places.Add(commit.Id, places.Count);
        }

        var newest = new Dictionary<ObjectId, int>();
        foreach (var commit in branches.Commits)
        {
            newest[commit.Id] = commit.Parents.Select(parent => places.TryGetValue(parent, out var place) ? place : newest.GetValueOrDefault(parent, -1)).DefaultIfEmpty(-1).Max();
        }

        var leadsBack = grafts.Where(graft => newest.TryGetValue(graft.Parent, out var place) && place < places[graft.Commit]).ToHashSet();
        if (leadsBack.Count == grafts.Length)
        {
            return grafts;
        }

        var result = new AcyclicGrafts();
        foreach (var commit in history.Commits.Concat(branches.Commits))
        {
            result._parents[commit.Id] = commit.Parents;
        }

        foreach (var graft in leadsBack)
        {
            result._made.Add(graft.Commit, graft.Parent);
        }

        return [.. grafts.Where(graft => leadsBack.Contains(graft) || result.TryMake(graft))];
    }

    private bool TryMake(Graft graft)
    {
        if (!_parents.ContainsKey(graft.Parent) || IsReached(graft.Commit, graft.Parent))
        {
            return false;
        }

        _made.Add(graft.Commit, graft.Parent);
        return true;
    }

    private bool IsReached(ObjectId commit, ObjectId from)
    {
        var seen = new HashSet<ObjectId> { from };
        var open = new Stack<ObjectId>(seen);
        while (open.TryPop(out var next))
        {
            if (next == commit)
            {
                return true;
            }

            foreach (var parent in _parents.GetValueOrDefault(next, []).AsSpan())
            {
                Add(parent);
            }

            if (_made.TryGetValue(next, out var made))
            {
                Add(made);
            }
        }

        return false;

        void Add(ObjectId parent)
        {
            if (seen.Add(parent))
            {
                open.Push(parent);
            }
        }
    }
}
