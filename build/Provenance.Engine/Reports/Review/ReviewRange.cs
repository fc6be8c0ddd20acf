using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Reports.Review;

/// <summary>What a change adds to its base.</summary>
/// <param name="MergeBase">Where the change began; null when the two have no history in common. Of several the latest in the walk.</param>
/// <param name="IsNew">Per commit of the history: the base does not reach it.</param>
public sealed record ReviewRange(ObjectId Base, ObjectId? MergeBase, ObjectId Head, ImmutableArray<bool> IsNew)
{
    /// <param name="repository">The analysis of the change's tip.</param>
    /// <returns>The range, or the notice of why the graph cannot be read.</returns>
    public static Outcome<ReviewRange> Of(CleanRoom room, AnalyzedRepository repository, ObjectId @base)
    {
        var revisions = RevisionList.Read(room, repository.Commit, @base);
        if (revisions.Value is not { } list)
        {
            return revisions.Notice!;
        }

        var commits = repository.History.Commits;
        var indexes = commits.Select((commit, index) => (commit.Id, Index: index)).ToDictionary(pair => pair.Id, pair => pair.Index);
        var isNew = Enumerable.Repeat(true, commits.Length).ToArray();
        var added = list.Commits.Select(commit => commit.Id).ToHashSet();

        // What the base reaches of this history is what lies below the edge of the range, in the history's own graph: it may have been given parents that the repository does not know.
        foreach (var edge in list.Commits.SelectMany(commit => commit.Parents).Append(@base).Append(repository.Commit).Where(id => !added.Contains(id)).Distinct())
        {
            if (indexes.TryGetValue(edge, out var index))
            {
                isNew[index] = false;
            }
        }

        // Parents come before their children, so that one pass backwards meets every child first.
        var hasOldChild = new bool[commits.Length];
        for (var i = commits.Length - 1; i >= 0; i--)
        {
            foreach (var parent in isNew[i] ? [] : commits[i].Parents)
            {
                isNew[parent] = false;
                hasOldChild[parent] = true;
            }
        }

        var mergeBase = Enumerable.Range(0, commits.Length).Where(index => !isNew[index] && !hasOldChild[index]).Select(index => (int?)index).LastOrDefault();
        return new ReviewRange(@base, mergeBase is { } found ? commits[found].Id : null, repository.Commit, [.. isNew]);
    }
}
