using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Identity;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Replay;

/// <summary>
/// Gives the walk its commits with the texts that are new in them. Three things run at once: git lists changes, git reads the blobs
/// in that order, and a thread cuts them into units and finds, if the walk has enough to do, which of them a commit keeps.
/// </summary>
/// <remarks>
/// The list is taken as fast as git writes it and is bounded only by the history's length; texts are read at most
/// <see cref="ReadAhead"/> commits ahead. A list that waited for the texts could wait for ever: git hands texts on in large pieces.
/// </remarks>
internal sealed class CommitSource : IDisposable
{
    private const int ReadAhead = 64;

    /// <summary>With fewer commits before it the walk finds out itself what a commit keeps, and the reader reads: neither waits long for the other, whichever has more to do.</summary>
    public const int FewAhead = 16;

    private static readonly string[] Pathspecs = ["*.cs", "*.csproj"];

    private readonly CleanRoom _room;
    private readonly IUnitReader _onDemandReader;
    private readonly ILineSlicer? _slicer;
    private readonly string[] _pathspecs;
    private readonly bool _weighsOnce;
    private readonly StepIdentity _identity;
    private readonly int _fewAhead;
    private readonly CancellationTokenSource _stop;
    private readonly BlockingCollection<PlannedCommit> _listed = [];
    private readonly BlockingCollection<string> _wanted = [];
    private readonly BlockingCollection<PlannedCommit> _planned = new(ReadAhead);
    private readonly Task<Notice?> _lister;
    private readonly Task<Notice?> _reader;
    private readonly HashSet<ObjectId> _seen = [];
    private ObjectReader? _onDemand;
    private volatile bool _isWithoutRenames;

    private CommitSource(CleanRoom room, ObjectId tip, ObjectId? known, ReplayOptions options, ILineSlicer? slicer, IScopeRules? rules, int fewAhead, CancellationToken cancellation)
    {
        _room = room;
        _slicer = slicer;
        _pathspecs = rules is { FileName: var name } ? [.. Pathspecs, name, "*/" + name] : Pathspecs;
        _weighsOnce = options.WeighsOnce;
        _identity = new StepIdentity(options);
        _fewAhead = fewAhead;
        _onDemandReader = UnitReaders.Create(options);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _lister = OwnThread.Run(() => List(tip, known));
        _reader = OwnThread.Run(() => ReadAll(UnitReaders.Create(options)));
    }

    /// <summary>Starts reading the commits of a tip that a known commit does not have.</summary>
    /// <param name="fewAhead">As <see cref="FewAhead"/>; the commits are the same with each.</param>
    public static CommitSource Open(
        CleanRoom room, ObjectId tip, ObjectId? known, ReplayOptions options, ILineSlicer? slicer, IScopeRules? rules, int fewAhead, CancellationToken cancellation) =>
        new(room, tip, known, options, slicer, rules, fewAhead, cancellation);

    public static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>Texts that somebody holds: the walk tells which.</summary>
    public UnitsAtHand AtHand { get; } = new();

    /// <summary>Renames were given up in a partial clone, as git ended over them. Known before the first commit is handed out.</summary>
    public bool IsWithoutRenames => _isWithoutRenames;

    /// <summary>The next commit; false at the end, of whatever kind.</summary>
    /// <exception cref="OperationCanceledException">The budget was used up.</exception>
    public bool TryTake([NotNullWhen(true)] out PlannedCommit? commit) => _planned.TryTake(out commit, Timeout.Infinite, _stop.Token);

    /// <summary>Reads one blob that nobody asked for ahead; null when it cannot be read any more.</summary>
    public UnitSequence? Load(ObjectId blob)
    {
        _onDemand ??= ObjectReader.Open(_room);
        return _onDemand is not null && _onDemand.Read(blob, out var content) == ReplyKind.Whole ? _onDemandReader.Read(content) : null;
    }

    /// <summary>The bytes of a blob, of a too large one the beginning.</summary>
    public ReplyKind LoadText(ObjectId blob, out ReadOnlySpan<byte> content)
    {
        content = [];
        _onDemand ??= ObjectReader.Open(_room);
        return _onDemand?.Read(blob, out content) ?? ReplyKind.Ended;
    }

    /// <summary>Waits for the list; the notice says what went wrong, and then what was walked is a part.</summary>
    public Notice? FinishList() => _lister.GetAwaiter().GetResult();

    /// <summary>Waits for the texts; the notice says why some counted as missing.</summary>
    public Notice? FinishTexts() => _reader.GetAwaiter().GetResult();

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var task in new Task[] { _lister, _reader })
        {
            try
            {
                task.GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // The walk was stopped; its sources follow.
            }
        }

        _onDemand?.Dispose();
        _stop.Dispose();
        _listed.Dispose();
        _wanted.Dispose();
        _planned.Dispose();
    }

    private Notice? List(ObjectId tip, ObjectId? known)
    {
        try
        {
            if (!_room.Repository.IsPartialClone)
            {
                return ListAll(tip, known, findsRenames: true, Hand);
            }

            // A clone may be marked partial and miss nothing. Only when git dies over an absent blob are renames given up, so that nothing may be handed on before.
            var commits = new List<RawCommit>();
            var notice = ListAll(tip, known, findsRenames: true, commits.Add);
            if (notice is not null)
            {
                _isWithoutRenames = true;
                commits.Clear();
                notice = ListAll(tip, known, findsRenames: false, commits.Add);
            }

            commits.ForEach(Hand);
            return notice;
        }
        finally
        {
            _listed.CompleteAdding();
            _wanted.CompleteAdding();
        }
    }

    private Notice? ListAll(ObjectId tip, ObjectId? known, bool findsRenames, Action<RawCommit> hand)
    {
        using var log = RawLog.Open(_room, tip, known, findsRenames, _pathspecs);
        if (log is null)
        {
            return Notice.Of("PROV902");
        }

        using var stop = _stop.Token.Register(log.Stop);
        while (log.TryRead(out var commit))
        {
            hand(commit);
        }

        return log.Finish();
    }

    // On the lister's thread: every blob is asked for where it first appears.
    private void Hand(RawCommit commit)
    {
        var blobs = new PlannedBlob[commit.Changes.Length];
        for (var i = 0; i < blobs.Length; i++)
        {
            if (commit.Changes[i] is { NewBlob: { } blob, Path: var path } && IsSource(path))
            {
                blobs[i] = new PlannedBlob(null, UnreadReason.None, IsRepeated: !_seen.Add(blob));
                if (!blobs[i].IsRepeated)
                {
                    _wanted.Add(blob.ToString());
                }
            }
        }

        _listed.Add(new PlannedCommit(commit, blobs));
    }

    private Notice? ReadAll(IUnitReader units)
    {
        try
        {
            using var batch = ObjectBatch.Open(_room, _wanted.GetConsumingEnumerable(_stop.Token));
            if (batch is null)
            {
                return Notice.Of("PROV902");
            }

            using var again = new RepeatedVersions(_room, _slicer, units);

            foreach (var commit in _listed.GetConsumingEnumerable(_stop.Token))
            {
                _slicer?.Visit(commit.Raw);
                var (replaced, brought) = (new UnitSequence?[commit.Blobs.Length], new UnitSequence?[commit.Blobs.Length]);
                for (var i = 0; i < commit.Blobs.Length; i++)
                {
                    // Now, as the next version that is read may take its place.
                    replaced[i] = commit.Raw.Changes[i].OldBlob is { } old ? units.Recent(old) ?? AtHand.Find(old) : null;
                    if (commit.Raw.Changes[i].NewBlob is not null && IsSource(commit.Raw.Changes[i].Path))
                    {
                        commit.Blobs[i] = commit.Blobs[i].IsRepeated
                            ? commit.Blobs[i] with { Slices = again.Slice(commit.Raw, commit.Raw.Changes[i]) }
                            : Read(batch, commit.Raw, commit.Raw.Changes[i], units);
                        var blob = commit.Raw.Changes[i].NewBlob!.Value;
                        brought[i] = commit.Blobs[i].IsRepeated ? units.Recent(blob) ?? AtHand.Find(blob) : commit.Blobs[i].Units;
                    }
                }

                commit.Ahead = _planned.Count < _fewAhead ? null : StepAhead.Of(commit.Raw, replaced, brought, _identity);
                _planned.Add(commit, _stop.Token);
            }

            return batch.Finish();
        }
        finally
        {
            _planned.CompleteAdding();
        }
    }

    private PlannedBlob Read(ObjectBatch batch, RawCommit commit, RawChange change, IUnitReader units)
    {
        switch (batch.Next(out var content))
        {
            case ReplyKind.Whole when content.Count((byte)'\n') <= GitLimits.SourceLines:
                var sequence = units.Read(content, change.NewBlob!.Value, change.OldBlob);
                if (_weighsOnce)
                {
                    // Here and not when it is asked for: the walk's own thread has more to do than this one.
                    _ = sequence?.Anchors;
                }

                return new PlannedBlob(sequence, sequence is null ? UnreadReason.NotText : UnreadReason.None, IsRepeated: false, sequence is null ? null : Slice(_slicer, commit, change, content, units));
            case ReplyKind.Whole or ReplyKind.Cut:
                return new PlannedBlob(null, UnreadReason.TooLarge, IsRepeated: false);
            default:
                return new PlannedBlob(null, UnreadReason.Missing, IsRepeated: false);
        }
    }

    private static UnitSlices? Slice(ILineSlicer? slicer, RawCommit commit, RawChange change, ReadOnlySpan<byte> content, IUnitReader units) =>
        slicer?.Slice(commit, change, content) is { IsDefaultOrEmpty: false } slices ? new UnitSlices(units.LinesOf(content), slices) : null;

    /// <summary>Reads texts that an earlier commit had once more, for what is known about their lines in this one.</summary>
    private sealed class RepeatedVersions(CleanRoom room, ILineSlicer? slicer, IUnitReader units) : IDisposable
    {
        private ObjectReader? _objects;

        public UnitSlices? Slice(RawCommit commit, RawChange change)
        {
            if (slicer is null || !slicer.Concerns(commit, change))
            {
                return null;
            }

            _objects ??= ObjectReader.Open(room);
            return _objects?.Read(change.NewBlob!.Value, out var content) == ReplyKind.Whole
                ? CommitSource.Slice(slicer, commit, change, content, units)
                : null;
        }

        public void Dispose() => _objects?.Dispose();
    }
}
