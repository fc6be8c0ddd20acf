using System.Collections.Concurrent;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Replay;

/// <summary>Gives the walk the blobs that it asks for, read and cut ahead of it on a thread of its own, in history order.</summary>
/// <remarks>A version stays until its last use in the history; the trees of the walk hold what they need beyond that.</remarks>
internal sealed class BlobSource : IDisposable
{
    private const int ReadAhead = 256;

    private readonly Dictionary<ObjectId, int> _uses;
    private readonly Dictionary<ObjectId, UnitSequence?> _ready = [];
    private readonly BlockingCollection<(ObjectId Id, UnitSequence? Units)> _queue = new(ReadAhead);
    private readonly CancellationTokenSource _stop;
    private readonly Task<Notice?> _reader;
    private int _missing;
    private int _tooLarge;
    private int _notText;

    private BlobSource(CleanRoom room, List<ObjectId> order, Dictionary<ObjectId, int> uses, IUnitReader units, CancellationToken cancellation)
    {
        _uses = uses;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _reader = Task.Run(() => ReadAll(room, order, units), CancellationToken.None);
    }

    public UnreadFiles Unread => new(_missing, _tooLarge, _notText);

    /// <summary>Plans the blobs of a history: each is read once, when it first appears.</summary>
    public static BlobSource Open(CleanRoom room, IEnumerable<RawCommit> commits, IUnitReader units, CancellationToken cancellation)
    {
        var order = new List<ObjectId>();
        var uses = new Dictionary<ObjectId, int>();
        foreach (var commit in commits)
        {
            foreach (var change in commit.Changes)
            {
                if (change.NewBlob is { } blob && IsSource(change.Path))
                {
                    ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(uses, blob, out var known);
                    count++;
                    if (!known)
                    {
                        order.Add(blob);
                    }
                }
            }
        }

        return new BlobSource(room, order, uses, units, cancellation);
    }

    public static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>The units of the next use of a blob; null when it was not read.</summary>
    public UnitSequence? Take(ObjectId blob)
    {
        UnitSequence? units;
        while (!_ready.TryGetValue(blob, out units))
        {
            if (!_queue.TryTake(out var next, Timeout.Infinite, _stop.Token))
            {
                // git ended before this blob: Finish names the reason, the blob counts as missing.
                _missing++;
                return null;
            }

            _ready.Add(next.Id, next.Units);
        }

        if (--_uses[blob] == 0)
        {
            _ready.Remove(blob);
        }

        return units;
    }

    /// <summary>Waits for the reader and tells what went wrong in it.</summary>
    public Notice? Finish() => _reader.GetAwaiter().GetResult();

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _reader.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The walk was stopped; the reader follows.
        }

        _stop.Dispose();
        _queue.Dispose();
    }

    private Notice? ReadAll(CleanRoom room, List<ObjectId> order, IUnitReader units)
    {
        try
        {
            var (sizes, sizeNotice) = ObjectBatch.ReadSizes(room, order);
            var readable = new List<ObjectId>(order.Count);
            foreach (var id in order)
            {
                if (sizes.GetValueOrDefault(id, -1) is >= 0 and <= GitLimits.SourceBytes)
                {
                    readable.Add(id);
                }
            }

            using var batch = ObjectBatch.Open(room, readable);
            if (batch is null)
            {
                return Notice.Of("PROV902");
            }

            foreach (var id in order)
            {
                _queue.Add((id, Read(batch, id, sizes.GetValueOrDefault(id, -1), units)), _stop.Token);
            }

            return sizeNotice ?? batch.Finish();
        }
        finally
        {
            _queue.CompleteAdding();
        }
    }

    private UnitSequence? Read(ObjectBatch batch, ObjectId id, long size, IUnitReader units)
    {
        if (size > GitLimits.SourceBytes)
        {
            _tooLarge++;
            return null;
        }

        if (size < 0 || batch.Next(out var content) != true)
        {
            _missing++;
            return null;
        }

        var result = units.Read(content);
        _notText += result is null ? 1 : 0;
        return result;
    }
}
