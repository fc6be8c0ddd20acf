using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Gives the history of a commit: stored, walked on from the nearest stored ancestor, or walked from the beginning.</summary>
/// <param name="onCommit">Receives the commits that are read on the way, which are none when the history is stored.</param>
internal sealed class HistorySource(CleanRoom room, AnalysisOptions options, Action<CommitObject> onCommit)
{
    private readonly ReplayOptions _replay = ReplayOptions.Of(options.Mode);
    private readonly SnapshotStore? _store = options.CacheFolder is null ? null : new SnapshotStore(options.CacheFolder);
    private readonly SnapshotKey _key = new(EngineVersion.Build, ReplayOptions.Of(options.Mode), room.Repository.ObjectFormat, room.Repository.ShallowContent);
    private readonly List<Notice> _notices = [];

    public IReadOnlyList<Notice> Notices => _notices;

    private ReplayObserver Observer => new(onCommit, _store is null ? null : Checkpoint);

    /// <exception cref="OperationCanceledException">By the caller, not by the budget.</exception>
    public Outcome<HistoryResult> Get(ObjectId commit, CancellationToken cancellation)
    {
        if (Load(commit) is { } stored)
        {
            return stored.Result;
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(options.Budget);
        try
        {
            var outcome = WalkOn(commit, budget.Token) ?? HistoryReplay.Run(room, commit, _replay, from: null, Observer, budget.Token);
            return Finish(outcome);
        }
        catch (MissingTreeException)
        {
            // Walking from the beginning needs only objects: one that was listed could not be read.
            return Notice.Of("PROV912", "1");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Notice.Of("PROV921", options.Budget.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        }
    }

    private ReplayOutcome? WalkOn(ObjectId commit, CancellationToken cancellation)
    {
        if (_store is null)
        {
            return null;
        }

        foreach (var ancestor in RevisionList.FirstParents(room, commit))
        {
            if (!_store.Has(_key, ancestor) || Load(ancestor)?.TryReadState() is not { } state)
            {
                continue;
            }

            try
            {
                return HistoryReplay.Run(room, commit, _replay, state, Observer, cancellation);
            }
            catch (MissingTreeException)
            {
                // A branch left the history before what this state remembers; an older one may lie before that.
            }
        }

        return null;
    }

    private Outcome<HistoryResult> Finish(ReplayOutcome outcome)
    {
        _notices.AddRange(outcome.Notices);
        if (outcome.State is not { } state)
        {
            return outcome.Notices[0];
        }

        // A result with objects missing would be served again after they have been fetched.
        if (outcome.Notices.IsEmpty)
        {
            Save(state);
        }

        return state.Result;
    }

    private void Checkpoint(ReplayState state)
    {
        if (state.Result.Unread.Missing == 0)
        {
            Save(state);
        }
    }

    private Snapshot? Load(ObjectId commit)
    {
        var (snapshot, notice) = _store?.Load(_key, commit) ?? (null, null);
        AddIfAny(notice);
        return snapshot;
    }

    private void Save(ReplayState state) => AddIfAny(_store?.Save(_key, state));

    private void AddIfAny(Notice? notice)
    {
        if (notice is not null)
        {
            _notices.Add(notice);
        }
    }
}
