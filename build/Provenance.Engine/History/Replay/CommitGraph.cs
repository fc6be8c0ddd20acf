using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>The commits of a walk: those that an earlier walk left, then the new ones, parents first.</summary>
internal sealed class CommitGraph
{
    private readonly List<HistoryCommit> _commits;
    private readonly Dictionary<ObjectId, int> _index;

    public CommitGraph(ImmutableArray<HistoryCommit> known)
    {
        _commits = [.. known];
        _index = new Dictionary<ObjectId, int>(known.Length);
        for (var i = 0; i < known.Length; i++)
        {
            _index.Add(known[i].Id, i);
        }

        FirstNew = known.Length;
    }

    /// <summary>Index of the first commit that this walk visits.</summary>
    public int FirstNew { get; }

    public int Count => _commits.Count;

    public HistoryCommit this[int commit] => _commits[commit];

    public int IndexOf(ObjectId id) => _index.GetValueOrDefault(id, -1);

    /// <summary>Adds a commit as git lists it: the list honours the shallow boundary, a commit object does not, so that parents come from the list.</summary>
    /// <returns>False when a parent is neither listed nor known.</returns>
    public bool TryAdd(Revision revision, CommitObject commit)
    {
        var parents = ImmutableArray.CreateBuilder<int>(revision.Parents.Length);
        foreach (var parent in revision.Parents)
        {
            if (!_index.TryGetValue(parent, out var at))
            {
                return false;
            }

            parents.Add(at);
        }

        _index.Add(revision.Id, _commits.Count);
        _commits.Add(new HistoryCommit(revision.Id, parents.MoveToImmutable(), commit.Committer.UnixSeconds, revision.Parents.IsEmpty && !commit.Parents.IsEmpty));
        return true;
    }

    /// <summary>First-parent chain of a commit, oldest first.</summary>
    public int[] ChainOf(int tip)
    {
        var chain = new List<int>();
        for (var commit = tip; ; commit = _commits[commit].Parents[0])
        {
            chain.Add(commit);
            if (_commits[commit].Parents.IsEmpty)
            {
                break;
            }
        }

        chain.Reverse();
        return [.. chain];
    }

    /// <summary>
    /// The ancestors of a commit, itself included, in an order that depends on nothing but the graph: by the length of the longest way to a
    /// root, then by name. Whoever walked them in whatever order numbers them alike.
    /// </summary>
    public int[] CanonicalOrder(int tip)
    {
        var isAncestor = new bool[tip + 1];
        isAncestor[tip] = true;
        var levels = new int[tip + 1];
        for (var commit = tip; commit >= 0; commit--)
        {
            if (isAncestor[commit])
            {
                foreach (var parent in _commits[commit].Parents)
                {
                    isAncestor[parent] = true;
                }
            }
        }

        var order = new List<int>();
        for (var commit = 0; commit <= tip; commit++)
        {
            if (isAncestor[commit])
            {
                foreach (var parent in _commits[commit].Parents)
                {
                    levels[commit] = Math.Max(levels[commit], levels[parent] + 1);
                }

                order.Add(commit);
            }
        }

        CollectionsMarshal.AsSpan(order).Sort((a, b) => levels[a] != levels[b] ? levels[a].CompareTo(levels[b]) : _commits[a].Id.CompareTo(_commits[b].Id));
        return [.. order];
    }
}
