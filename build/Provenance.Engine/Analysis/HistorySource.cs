using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Ignoring;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Gives the history of a commit: stored, walked on from the nearest stored ancestor, or walked from the beginning.</summary>
/// <remarks>Whoever walks holds a lock until it is disposed of, so that others who want the same history find it, and what was read on the way, in the cache.</remarks>
/// <param name="ignored">Commits that line mode looks through.</param>
/// <param name="cache">Null stores nothing.</param>
/// <param name="slicing">How lines are divided.</param>
/// <param name="observer">Is shown the commits that are read on the way, which are none when the history is stored, and the states that are kept.</param>
internal sealed class HistorySource(CleanRoom room, AnalysisOptions options, IgnoredCommits ignored, CacheFolder? cache, SlicedBy slicing, ReplayObserver observer) : IDisposable
{
    private static readonly PolicyScopes Scopes = new();

    private readonly ReplayOptions _replay = ReplayOptions.Of(options.Mode, ignored);
    private readonly SnapshotStore? _store = cache is null ? null : new SnapshotStore(cache);
    private readonly List<Notice> _notices = [];
    private WalkLock? _lock;
    private Task<Notice?>? _saving;
    private int _commits;
    private int _keptCommits;

    /// <summary>What is to be said of the walk and of the cache. Waits until the history is stored.</summary>
    public IReadOnlyList<Notice> Notices
    {
        get
        {
            AwaitSaved();
            return _notices;
        }
    }

    /// <summary>Called before a stored history is read that another one goes on from.</summary>
    public Action? Resuming { get; init; }

    /// <summary>Whether all that slices and challenges depend on could be read so far: what was walked without it must not be served again when it is back.</summary>
    public Func<bool> MayStore { get; init; } = () => true;

    internal SnapshotKey Key { get; } = new(EngineVersion.Build, ReplayOptions.Of(options.Mode, ignored), room.Repository.ObjectFormat, room.Repository.ShallowContent, slicing.Key);

    /// <exception cref="OperationCanceledException">By the caller, not by the budget.</exception>
    public Outcome<HistoryResult> Get(ObjectId commit, CancellationToken cancellation)
    {
        if (Load(commit) is { } stored)
        {
            return stored.Result;
        }

        if (AwaitTurn(commit, cancellation) is { } found)
        {
            return found.Result;
        }

        using var timeout = new CancellationTokenSource(options.Budget, options.Clock);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            return Finish(WalkOn(commit, budget.Token) ?? Walk(commit, from: null, budget.Token)!);
        }
        catch (MissingTreeException)
        {
            // Walking from the beginning needs only objects: one that was listed could not be read.
            return Notice.Of("PROV912", "1");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Notice.Of(
                "PROV921", options.Budget.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
                _keptCommits.ToString(CultureInfo.InvariantCulture), _commits.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Ends when the history is stored; at once where nothing is.</summary>
    public Task Saving => _saving is { } saving ? saving : Task.CompletedTask;

    /// <summary>Whether there is a file that may hold the history of a commit.</summary>
    public bool IsStored(ObjectId commit) => _store?.Has(Key, commit) ?? false;

    public void Dispose()
    {
        AwaitSaved();
        _lock?.Dispose();
    }

    private void AwaitSaved()
    {
        if (_saving is { } saving)
        {
            _saving = null;
            AddIfAny(saving.GetAwaiter().GetResult());
        }
    }

    /// <summary>Waits for another process that walks to the same commit; gives what it has stored.</summary>
    private Snapshot? AwaitTurn(ObjectId commit, CancellationToken cancellation)
    {
        if (_store is null)
        {
            return null;
        }

        var limit = options.Budget < WalkLock.LongestWait ? options.Budget : WalkLock.LongestWait;
        _lock = _store.Lock(Key, commit, limit, options.Clock, cancellation);
        if (_lock.GaveUpAfter is { } waited)
        {
            _notices.Add(Notice.Of("PROV934", waited.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)));
        }

        var stored = Load(commit);

        // A history with objects missing is never stored: the others must not wait for it one after the other.
        if (stored is not null || (_lock.HasWaited && room.Repository.IsPartialClone))
        {
            _lock.Dispose();
        }

        return stored;
    }

    private ReplayOutcome? WalkOn(ObjectId commit, CancellationToken cancellation)
    {
        if (_store is null || slicing.Slicer is { NeedsWholeHistory: true })
        {
            return null;
        }

        var skipped = 0;
        foreach (var ancestor in RevisionList.FirstParents(room, commit))
        {
            if (skipped-- > 0 || !_store.Has(Key, ancestor))
            {
                continue;
            }

            try
            {
                Resuming?.Invoke();
                if (Walk(commit, ancestor, cancellation) is { } outcome)
                {
                    return outcome;
                }

                // Notes of old commits came or changed: most likely its neighbours are as stale.
                skipped = HistoryReplay.CheckpointSteps - 1;
            }
            catch (MissingTreeException)
            {
                // A branch left the history before what this state remembers; an older one may lie before that. Its near neighbours
                // remember hardly more, and to try each of them could cost more than walking from the beginning.
                skipped = HistoryReplay.CheckpointSteps - 1;
            }
        }

        return null;
    }

    /// <summary>Null when the state of <paramref name="from"/> is not there after all.</summary>
    private ReplayOutcome? Walk(ObjectId commit, ObjectId? from, CancellationToken cancellation)
    {
        var own = new ReplayObserver(
            read =>
            {
                _commits++;
                observer.Commit?.Invoke(read);
            },
            _store is null ? observer.Checkpoint : Checkpoint,
            observer.CheckpointSteps)
        { Ahead = observer.Ahead, Settled = observer.Settled, Progress = options.Progress };
        return HistoryReplay.Run(room, commit, _replay, slicing.Slicer, Scopes, _replay.Mode == UnitMode.Token ? slicing.IsNoChallenge : null, from, ReadState, own, cancellation);

        ReplayState? ReadState()
        {
            var state = from is { } known ? Load(known, withState: true)?.TryReadState() : null;
            _commits = _keptCommits = state?.Result.Commits.Length ?? 0;
            return state;
        }
    }

    private Outcome<HistoryResult> Finish(ReplayOutcome outcome)
    {
        _notices.AddRange(outcome.Notices);
        if (outcome.Result is not { } result || outcome.State is not { } state)
        {
            return outcome.Notices[0];
        }

        // A result with objects missing would be served again after they have been fetched.
        if (outcome.Notices.IsEmpty && MayStore() && _store is { } store)
        {
            // Who asked goes on with the result meanwhile.
            _saving = OwnThread.Run(() => store.Save(Key, state()));
        }

        return result;
    }

    private void Checkpoint(ReplayState state)
    {
        if (state.Result.Unread.Missing == 0 && MayStore() && Save(state))
        {
            _keptCommits = state.Result.Commits.Length;
        }

        observer.Checkpoint?.Invoke(state);
    }

    private Snapshot? Load(ObjectId commit, bool withState = false)
    {
        var (snapshot, notice) = _store?.Load(Key, commit, withState) ?? (null, null);
        AddIfAny(notice);
        return snapshot is not null && IsCurrent(snapshot.Result) ? snapshot : null;
    }

    private bool IsCurrent(HistoryResult stored) =>
        string.Equals(stored.SlicesDigest, slicing.Slicer?.DigestOf(stored.Commits.Select(entry => entry.Id)) ?? "", StringComparison.Ordinal);

    private bool Save(ReplayState state)
    {
        var notice = _store?.Save(Key, state);
        AddIfAny(notice);
        return notice is null;
    }

    private void AddIfAny(Notice? notice)
    {
        if (notice is not null)
        {
            _notices.Add(notice);
        }
    }
}

/// <summary>How the lines of a history are divided, and which commits challenge the code beside what they remove.</summary>
/// <param name="Slicer">Null divides none.</param>
/// <param name="Key">Of what is the same for all commits: part of the snapshot's key.</param>
/// <param name="IsNoChallenge">Whether a commit alone challenges nothing; what it depends on beside the commit is in <paramref name="Key"/> or in the slicer's digest. Null looks for no challenges.</param>
internal readonly record struct SlicedBy(ILineSlicer? Slicer, string Key, Func<ObjectId, bool>? IsNoChallenge);
