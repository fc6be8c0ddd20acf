using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Copies;

/// <summary>Finds the commits that repeat others: cherry-picks, backports, equal patches (docs/claims.md, "Copies").</summary>
public static class CopyFinder
{
    /// <param name="commits">In the order of the walk, parents first: of two equal ones the earlier is the original.</param>
    /// <param name="patches">The stable patch id of a commit in any form that is equal for equal changes, or null where it has none (merges, empty commits) or is not known.</param>
    /// <param name="exists">True when an id that is not in the walk is a commit in the object store.</param>
    /// <returns>In the order of the walk; at most one per commit.</returns>
    public static ImmutableArray<CommitCopy> Find(ImmutableArray<CopyTraits> commits, Func<ObjectId, string?> patches, Func<ObjectId, bool> exists)
    {
        var walk = new Dictionary<ObjectId, int>(commits.Length);
        var byTitle = new Dictionary<ulong, List<int>>();
        var byPatch = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < commits.Length; i++)
        {
            walk.TryAdd(commits[i].Commit, i);
            if (!byTitle.TryGetValue(commits[i].Title, out var titled))
            {
                titled = [];
                byTitle.Add(commits[i].Title, titled);
            }

            titled.Add(i);
        }

        var copies = ImmutableArray.CreateBuilder<CommitCopy>();
        var found = new Dictionary<ObjectId, CommitCopy>();
        for (var i = 0; i < commits.Length; i++)
        {
            var commit = commits[i];
            var patch = patches(commit.Commit);
            var picked = commit.Picked.FirstOrDefault(id => walk.ContainsKey(id) || exists(id));
            var source = patch is not null && byPatch.TryGetValue(patch, out var equal) ? (commits[equal].Commit, CopyReason.EqualPatch)
                : !picked.IsZero ? (picked, CopyReason.CherryPick)
                : commit.BackportOf is { } title && byTitle.TryGetValue(title, out var titled) && Nearest(commits, titled, i) is { } original ? (commits[original].Commit, CopyReason.Backport)
                : ((ObjectId, CopyReason)?)null;
            if (patch is not null)
            {
                byPatch.TryAdd(patch, i);
            }

            if (source is var (id, reason))
            {
                found[commit.Commit] = new CommitCopy(commit.Commit, id, reason, walk.ContainsKey(id));
            }
        }

        foreach (var commit in commits)
        {
            if (found.TryGetValue(commit.Commit, out var copy) && FirstOf(copy, found) is { } first)
            {
                copies.Add(copy with { Original = first, IsInWalk = walk.ContainsKey(first) });
            }
        }

        return copies.ToImmutable();
    }

    // Titles recur: a backport is made soon after what it brings.
    private static int? Nearest(ImmutableArray<CopyTraits> commits, List<int> titled, int backport)
    {
        int? nearest = null;
        foreach (var candidate in titled)
        {
            if (candidate != backport && (nearest is not { } best || Distance(candidate) < Distance(best)))
            {
                nearest = candidate;
            }
        }

        return nearest;

        Int128 Distance(int at) => Int128.Abs((Int128)commits[at].AuthorSeconds - commits[backport].AuthorSeconds);
    }

    // Messages can be written so that copies point at each other; then none of them is one.
    private static ObjectId? FirstOf(CommitCopy copy, Dictionary<ObjectId, CommitCopy> found)
    {
        var seen = new HashSet<ObjectId> { copy.Commit };
        var original = copy.Original;
        while (found.TryGetValue(original, out var next))
        {
            if (!seen.Add(original))
            {
                return null;
            }

            original = next.Original;
        }

        // Long chains of copies are followed once.
        foreach (var passed in seen)
        {
            found[passed] = found[passed] with { Original = original };
        }

        return original;
    }
}
