using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>A history and the commits that were read for it, which a stored one has none of.</summary>
internal sealed record ReadHistory(HistoryResult History, ImmutableArray<CommitObject> Commits);

/// <summary>Gives the history of a commit: stored, walked on from the nearest stored ancestor, or walked from the beginning.</summary>
internal sealed class HistorySource(CleanRoom room, AnalysisOptions options)
{
    private readonly ReplayOptions _replay = ReplayOptions.Of(options.Mode);
    private readonly SnapshotStore? _store = options.CacheFolder is null ? null : new SnapshotStore(options.CacheFolder);
    private readonly SnapshotKey _key = new(EngineVersion.Current, ReplayOptions.Of(options.Mode), room.Repository.ObjectFormat, room.Repository.ShallowContent);
    private readonly List<Notice> _notices = [];

    public IReadOnlyList<Notice> Notices => _notices;

    /// <exception cref="OperationCanceledException">By the caller, not by the budget.</exception>
    public Outcome<ReadHistory> Get(ObjectId commit, CancellationToken cancellation)
    {
        if (Load(commit) is { } stored)
        {
            return new ReadHistory(stored.Result, []);
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(options.Budget);
        try
        {
            var outcome = WalkOn(commit, budget.Token) ?? HistoryReplay.Run(room, commit, _replay, from: null, Checkpoint, budget.Token);
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
                return HistoryReplay.Run(room, commit, _replay, state, Checkpoint, cancellation);
            }
            catch (MissingTreeException)
            {
                // A branch left the history before what this state remembers; an older one may lie before that.
            }
        }

        return null;
    }

    private Outcome<ReadHistory> Finish(ReplayOutcome outcome)
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

        return new ReadHistory(state.Result, outcome.Commits);
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
