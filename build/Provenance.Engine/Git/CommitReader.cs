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
        var commits = ImmutableArray.CreateBuilder<CommitObject>(ids.Count);
        return Visit(room, ids, commits.Add) is { } notice ? notice : new CommitList(commits.MoveToImmutable());
    }

    /// <summary>Hands out one after the other and keeps none; the notice as in <see cref="Read"/>.</summary>
    public static Notice? Visit(CleanRoom room, IReadOnlyCollection<ObjectId> ids, Action<CommitObject> visit)
    {
        using var batch = ObjectBatch.Open(room, ids);
        if (batch is null)
        {
            return Notice.Of("PROV902");
        }

        foreach (var id in ids)
        {
            var kind = batch.Next(out var content);
            if (kind == ReplyKind.Ended && batch.Finish() is { } reason)
            {
                return reason;
            }

            if (kind is ReplyKind.Ended or ReplyKind.Missing || CommitParser.Parse(id, content) is not { } commit)
            {
                return Notice.Of("PROV912", "1");
            }

            visit(commit);
        }

        return batch.Finish();
    }
}
