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

        var (commits, commitNotice) = ReadCommits(room, raw);
        if (commitNotice is not null)
        {
            return (null, [commitNotice]);
        }

        using var blobs = BlobSource.Open(room, raw, UnitReaders.Create(mode), cancellation);
        var walk = new Walk(raw, commits, blobs);
        walk.Run(cancellation);
        if (blobs.Finish() is { } readNotice)
        {
            notices.Add(readNotice);
        }

        AddUnread(notices, blobs.Unread, room.Repository.IsPartialClone);
        return (walk.Result(mode, commits, blobs.Unread), notices.ToImmutable());
    }

    private static (ImmutableArray<CommitObject> Commits, Notice? Notice) ReadCommits(CleanRoom room, ImmutableArray<RawCommit> raw)
    {
        using var batch = ObjectBatch.Open(room, raw.Select(commit => commit.Id));
        if (batch is null)
        {
            return ([], Notice.Of("PROV902"));
        }

        var commits = ImmutableArray.CreateBuilder<CommitObject>(raw.Length);
        foreach (var commit in raw)
        {
            if (batch.Next(out var content) != true || CommitParser.Parse(commit.Id, content) is not { } parsed)
            {
                return ([], Notice.Of("PROV912", "1"));
            }

            // The log honours the shallow boundary, the object does not.
            commits.Add(parsed with { Parents = commit.Parents });
        }

        return (commits.MoveToImmutable(), batch.Finish());
    }

    private static void AddUnread(ImmutableArray<Notice>.Builder notices, UnreadFiles unread, bool isPartialClone)
    {
        if (unread.Missing > 0)
        {
            notices.Add(Notice.Of(isPartialClone ? "PROV911" : "PROV912", unread.Missing.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }
}
