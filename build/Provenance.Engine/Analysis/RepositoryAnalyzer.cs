using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Runs the stages over a repository: snapshot or replay, commits, claims.</summary>
public static class RepositoryAnalyzer
{
    /// <summary>Analyses <paramref name="commit"/>.</summary>
    /// <returns>The analysis, or the one notice that says why there is none.</returns>
    public static Outcome<AnalyzedRepository> Analyze(
        GitHost host, RepositoryLocation location, ObjectId commit, string directory, AnalysisOptions options, CancellationToken cancellation)
    {
        var policy = PolicySource.Load(location, directory, options.PolicyPath);
        using var room = CleanRoom.Open(host, location);
        var notices = ImmutableArray.CreateBuilder<Notice>();
        var history = LoadOrReplay(room, commit, options, notices, cancellation);
        if (!history.IsSuccess)
        {
            return history.Notice;
        }

        var commits = CommitReader.Read(room, [.. history.Value.Commits.Select(entry => entry.Id)]);
        if (!commits.IsSuccess)
        {
            return commits.Notice;
        }

        var registry = PolicySource.ExtendRegistry(policy.Policy);
        var facts = CommitLabels.Read(commits.Value.Commits, policy, registry);
        var block = BlockOf(location, history.Value, policy.Policy, options.Clock, notices);
        return new AnalyzedRepository(
            location, commit, policy, registry, history.Value, facts, block,
            [.. notices.Distinct().OrderBy(notice => notice.Code, StringComparer.Ordinal)]);
    }

    private static Outcome<HistoryResult> LoadOrReplay(
        CleanRoom room, ObjectId commit, AnalysisOptions options, ImmutableArray<Notice>.Builder notices, CancellationToken cancellation)
    {
        var key = new SnapshotKey(EngineVersion.Current, options.Mode, room.Repository.ObjectFormat, commit, room.Repository.ShallowContent);
        var store = options.CacheFolder is null ? null : new SnapshotStore(options.CacheFolder);
        if (store is not null)
        {
            var (stored, damage) = store.Load(key);
            AddIfAny(notices, damage);
            if (stored is not null)
            {
                return stored;
            }
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(options.Budget);
        try
        {
            var (result, replayNotices) = HistoryReplay.Run(room, commit, options.Mode, budget.Token);
            notices.AddRange(replayNotices);
            if (result is null)
            {
                return replayNotices[0];
            }

            // A result with objects missing would be served again after they have been fetched.
            if (store is not null && replayNotices.IsEmpty)
            {
                AddIfAny(notices, store.Save(key, result));
            }

            return result;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Notice.Of("PROV921", options.Budget.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        }
    }

    private static HeadlineBlock BlockOf(
        RepositoryLocation location, HistoryResult history, ProvenancePolicy policy, TimeProvider clock, ImmutableArray<Notice>.Builder notices)
    {
        var end = history.Mainline[^1].Seconds;
        var daysAhead = (end - clock.GetUtcNow().ToUnixTimeSeconds()) / 86_400;
        if (daysAhead >= 1)
        {
            notices.Add(Notice.Of("PROV923", daysAhead.ToString(CultureInfo.InvariantCulture)));
            return HeadlineBlock.ClockAhead;
        }

        if (!location.IsShallow)
        {
            return HeadlineBlock.None;
        }

        var (alive, truncated) = (0L, 0L);
        foreach (var cell in history.Cells.Where(cell => cell.Exit < 0))
        {
            alive += cell.Count;
            truncated += history.Origins[history.Lives[cell.Life].Origin].IsTruncated ? cell.Count : 0;
        }

        notices.Add(Notice.Of(
            "PROV910",
            history.Commits.Length.ToString(CultureInfo.InvariantCulture),
            (alive == 0 ? 0 : truncated * 100 / alive).ToString(CultureInfo.InvariantCulture)));
        return policy.WindowDays is { } window && history.Mainline[0].Seconds <= end - (window * 86_400L)
            ? HeadlineBlock.None
            : HeadlineBlock.ShallowInsideWindow;
    }

    private static void AddIfAny(ImmutableArray<Notice>.Builder notices, Notice? notice)
    {
        if (notice is not null)
        {
            notices.Add(notice);
        }
    }
}
