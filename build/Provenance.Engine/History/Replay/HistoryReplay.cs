using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Replay;

/// <summary>Replays a repository once, parents first over the full graph: blame of the tip, births and deaths on the mainline.</summary>
public static class HistoryReplay
{
    /// <summary>Walks the history of <paramref name="tip"/>.</summary>
    /// <returns>The result, or none with the notice that says why; notices may also come beside a result.</returns>
    /// <exception cref="OperationCanceledException">The budget was used up.</exception>
    public static (HistoryResult? Result, ImmutableArray<Notice> Notices) Run(CleanRoom room, ObjectId tip, UnitMode mode, CancellationToken cancellation)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        var (raw, logNotice) = RawLog.Read(room, tip, "*.cs", "*.csproj");
        if (logNotice is not null)
        {
            return (null, [logNotice]);
        }

        var commitObjects = CommitReader.Read(room, [.. raw.Select(commit => commit.Id)]);
        if (!commitObjects.IsSuccess)
        {
            return (null, [commitObjects.Notice]);
        }

        var commits = Link(raw, commitObjects.Value.Commits);

        using var blobs = BlobSource.Open(room, raw, UnitReaders.Create(mode), cancellation);
        var walk = new Walk(raw, commits, blobs);
        walk.Run(cancellation);
        if (blobs.Finish() is { } readNotice)
        {
            notices.Add(readNotice);
        }

        AddUnread(notices, blobs.Unread, room.Repository.IsPartialClone);
        return (walk.Result(mode, blobs.Unread), notices.ToImmutable());
    }

    /// <summary>The log honours the shallow boundary, a commit object does not: parents come from the log.</summary>
    private static ImmutableArray<HistoryCommit> Link(ImmutableArray<RawCommit> raw, ImmutableArray<CommitObject> objects)
    {
        var index = new Dictionary<ObjectId, int>(raw.Length);
        var commits = ImmutableArray.CreateBuilder<HistoryCommit>(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            commits.Add(new HistoryCommit(raw[i].Id, [.. raw[i].Parents.Select(parent => index[parent])], objects[i].Committer.UnixSeconds, raw[i].Parents.IsEmpty && !objects[i].Parents.IsEmpty));
            index.Add(raw[i].Id, i);
        }

        return commits.MoveToImmutable();
    }

    private static void AddUnread(ImmutableArray<Notice>.Builder notices, UnreadFiles unread, bool isPartialClone)
    {
        if (unread.Missing > 0)
        {
            notices.Add(Notice.Of(isPartialClone ? "PROV911" : "PROV912", unread.Missing.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }
}
