using System.Collections.Immutable;
using Provenance.Engine.Analysis.Lines;
using Provenance.Engine.Claims.Copies;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Git;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Reads what single commits changed in files of any kind, line by line: for the few of which something must be known that the walk does not see.</summary>
/// <param name="unread">Receives texts that are not there or damaged.</param>
internal sealed class ChangeReader(CleanRoom room, UnreadObjects unread, CancellationToken cancellation) : IDisposable
{
    private readonly LineUnits _units = new();
    private ObjectReader? _objects;

    /// <summary>A text of the commit that was asked about last is not there or damaged.</summary>
    public bool IsUnread { get; private set; }

    /// <summary>Hands out each commit with its changes; fewer when git fails, which the notice says and which is no reason to say nothing of the rest.</summary>
    /// <exception cref="OperationCanceledException">Somebody stopped it.</exception>
    public Notice? Visit(IReadOnlyCollection<ObjectId> commits, Action<RawCommit> visit)
    {
        if (commits.Count == 0)
        {
            return null;
        }

        using var log = RawLog.OpenEach(room, commits, findsRenames: !room.Repository.IsPartialClone);
        while (log is not null && log.TryRead(out var commit))
        {
            cancellation.ThrowIfCancellationRequested();
            visit(commit);
        }

        return log is null ? Notice.Of("PROV902") : log.Finish();
    }

    /// <summary>The lines that a commit added, by path. Null when a text cannot be read.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<LineRange>>? AddedLines(RawCommit commit)
    {
        IsUnread = false;
        var added = new Dictionary<string, ImmutableArray<LineRange>>(StringComparer.Ordinal);
        foreach (var change in commit.Changes)
        {
            if (Read(change.OldBlob, change.OldPath) is not var (_, before) || Read(change.NewBlob, change.Path) is not var (_, after))
            {
                return null;
            }

            added[change.Path] = AddedLineRanges.Between(before, after);
        }

        return added;
    }

    /// <summary>The stable patch id; empty for a commit that changes nothing or has too large texts, null where a text is not there or damaged.</summary>
    public string? PatchOf(RawCommit commit)
    {
        IsUnread = false;
        var patch = new PatchId();
        var aligner = new Aligner();
        foreach (var change in commit.Changes)
        {
            if (Read(change.OldBlob, change.OldPath) is not var (oldText, before) || Read(change.NewBlob, change.Path) is not var (newText, after))
            {
                return IsUnread ? null : "";
            }

            var matches = aligner.Align(before, after);
            patch.Add(
                change.NewBlob is null ? change.OldPath : change.Path,
                Without(oldText, before, matches.Select(match => (match.OldStart, match.Length))),
                Without(newText, after, matches.Select(match => (match.NewStart, match.Length))));
        }

        return patch.Read() ?? "";
    }

    public void Dispose() => _objects?.Dispose();

    private (byte[] Text, UnitSequence Lines)? Read(ObjectId? blob, string path)
    {
        if (blob is not { } id)
        {
            return ([], UnitSequence.Empty);
        }

        _objects ??= ObjectReader.Open(room);
        ReadOnlySpan<byte> content = [];
        switch (_objects?.Read(id, out content))
        {
            case ReplyKind.Whole:
                return (content.ToArray(), _units.Read(content)!);
            case ReplyKind.Cut:
                return null;
            default:
                unread.Add(id, CommitSource.IsSource(path));
                IsUnread = true;
                return null;
        }
    }

    /// <summary>The lines outside the runs, which ascend.</summary>
    private static byte[] Without(byte[] text, UnitSequence lines, IEnumerable<(int Start, int Length)> runs)
    {
        var kept = new MemoryStream();
        var (line, at) = (0, 0);
        foreach (var (start, length) in runs)
        {
            MoveTo(start, isKept: true);
            MoveTo(start + length, isKept: false);
        }

        MoveTo(lines.Count, isKept: true);
        return kept.ToArray();

        void MoveTo(int end, bool isKept)
        {
            var from = at;
            for (; line < end; line++)
            {
                at += lines.LineLengths![line];
            }

            if (isKept)
            {
                kept.Write(text, from, at - from);
            }
        }
    }
}
