using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.History;
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
        using var facts = new FactsSource(room, policy, options.CacheFolder);
        var source = new HistorySource(room, options, facts.Add);
        var outcome = source.Get(commit, cancellation);
        notices.AddRange(source.Notices);
        if (outcome.Value is not { } history)
        {
            return outcome.Notice!;
        }

        if (facts.Complete(history) is { } notice)
        {
            return notice;
        }

        var block = BlockOf(location, history, policy.Policy, options.Clock, notices);
        return new AnalyzedRepository(
            location, commit, policy, history, [.. history.Commits.Select(entry => facts[entry.Id])], block,
            [.. notices.Distinct().OrderBy(notice => notice.Code, StringComparer.Ordinal)]);
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
