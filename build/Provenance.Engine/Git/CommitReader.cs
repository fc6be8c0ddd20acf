using System.Collections.Immutable;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>Commit objects in the order in which they were asked for.</summary>
public sealed record CommitList(ImmutableArray<CommitObject> Commits);

/// <summary>Reads commit objects by id.</summary>
public static class CommitReader
{
    /// <summary>All of them, or PROV902, 912, 913 or 915: labels of a part of a history would be taken for those of the whole.</summary>
    public static Outcome<CommitList> Read(CleanRoom room, IReadOnlyCollection<ObjectId> ids)
    {
        using var batch = ObjectBatch.Open(room, ids);
        if (batch is null)
        {
            return Notice.Of("PROV902");
        }

        var commits = ImmutableArray.CreateBuilder<CommitObject>(ids.Count);
        foreach (var id in ids)
        {
            var present = batch.Next(out var content);
            if (present == ReplyKind.Ended && batch.Finish() is { } reason)
            {
                return reason;
            }

            if (present is ReplyKind.Ended or ReplyKind.Missing || CommitParser.Parse(id, content) is not { } commit)
            {
                return Notice.Of("PROV912", "1");
            }

            commits.Add(commit);
        }

        return batch.Finish() is { } notice ? notice : new CommitList(commits.MoveToImmutable());
    }
}
