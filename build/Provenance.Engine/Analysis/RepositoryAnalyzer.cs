using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Analysis.Lines;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
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
        var policy = options.Policy ?? PolicySource.Load(location, directory, options.PolicyPath);
        using var room = CleanRoom.Open(host, location);
        var notices = ImmutableArray.CreateBuilder<Notice>();
        var cache = options.OpenCache();
        var registry = new Lazy<Registry>(() => PolicySource.ExtendRegistry(policy.Policy));
        var unread = new UnreadObjects();
        using var notes = new NoteSource(room, registry, unread);
        var inputs = LineEvidenceInputs.Read(room, commit, policy, registry, unread);
        var squashes = SquashExpansion.Apply(host, directory, room, commit, policy, unread);
        using var slicer = new LineEvidenceSlicer(room, inputs, notes, unread);
        using var facts = new FactsSource(room, policy, notes, cache);

        var observer = new ReplayObserver(facts.Add, Checkpoint: null) { Ahead = facts.Add, Settled = commits => facts.StartCompleting(commit, commits, policy.Policy) };

        // Held until the facts are stored, too.
        using var source = new HistorySource(room, options, PolicySource.IgnoredBy(policy), cache, new SlicedBy(slicer, inputs.Digest + squashes + FactsSource.AgentsKey(policy), facts.IsAgents), observer) { Resuming = facts.Preload, MayStore = () => unread.IsEmpty };
        if (source.IsStored(commit))
        {
            facts.Preload();
        }

        var outcome = source.Get(commit, cancellation);
        if (outcome.Value is not { } history)
        {
            return outcome.Notice!;
        }

        var labelled = facts.Complete(commit, [.. history.Commits.Select(entry => entry.Id)], policy.Policy);
        if (labelled.Value is not { Facts: var commits })
        {
            return labelled.Notice!;
        }

        facts.Save(source.Saving);
        var lines = OriginLabels.Resolve(history, commits);
        var diagnostics = Diagnose(inputs, notes, history, commits, lines);
        AddNotices(diagnostics, notes, notices);
        var block = BlockOf(location, history, policy.Policy, options, notices);
        var told = new Lazy<ImmutableArray<Notice>>(() =>
        [
            .. UnreadNotice.Join(notices.Concat(source.Notices).Concat(facts.Notices), location, history, unread, facts.Unread).DistinctBy(notice => notice.Code, StringComparer.Ordinal).OrderBy(notice => notice.Code, StringComparer.Ordinal),
        ]);
        var analyzed = new AnalyzedRepository(location, commit, policy, history, commits, lines, diagnostics.All, block, told);
        options.Meanwhile?.Invoke(analyzed);

        // Now, as both sources end here.
        _ = told.Value;
        return analyzed;
    }

    private static ClaimDiagnostics Diagnose(
        LineEvidenceInputs inputs, NoteSource notes, HistoryResult history, ImmutableArray<CommitFacts> commits, ImmutableArray<LineLabel> lines)
    {
        var diagnostics = CommitDiagnostics.Of(inputs.Agents.Value, inputs.Policy, notes, commits, isWholeHistory: true);
        var unproved = int.TryParse(history.SlicesRemark, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        diagnostics.AddUnverified(unproved + inputs.BadTraces);
        foreach (var cell in history.Cells)
        {
            diagnostics.Add(lines[history.Lives[cell.Life].Origin], cell.Count);
        }

        return diagnostics;
    }

    private static void AddNotices(ClaimDiagnostics diagnostics, NoteSource notes, ImmutableArray<Notice>.Builder notices)
    {
        if (diagnostics.Cut > 0)
        {
            notices.Add(Notice.Of("PROV919", diagnostics.Cut.ToString(CultureInfo.InvariantCulture)));
        }

        if (!notes.HasRef)
        {
            notices.Add(Notice.Of("PROV920", NoteSource.Ref, NoteSource.Ref, NoteSource.Ref));
        }
    }

    private static HeadlineBlock BlockOf(
        RepositoryLocation location, HistoryResult history, ProvenancePolicy policy, AnalysisOptions options, ImmutableArray<Notice>.Builder notices)
    {
        var end = history.Mainline[^1].Seconds;
        var daysAhead = (end - options.Clock.GetUtcNow().ToUnixTimeSeconds()) / 86_400;
        if (daysAhead >= 1)
        {
            notices.Add(Notice.Of("PROV923", daysAhead.ToString(CultureInfo.InvariantCulture)));
            return HeadlineBlock.ClockAhead;
        }

        if (location.IsShallow)
        {
            notices.Add(ShallowNotice(history));
            if (policy.WindowDays is not { } window || history.Mainline[0].Seconds > end - (window * 86_400L))
            {
                return HeadlineBlock.ShallowInsideWindow;
            }
        }

        if (MainlineChange.LeavesOut(history, options.MainlineTips) || MainlineChange.BringsOldWork(history, policy.HorizonDays, policy.WindowDays))
        {
            notices.Add(Notice.Of("PROV924"));
            return HeadlineBlock.MainlineChanged;
        }

        if (UnreadBirths.AreMany(history, policy.WindowDays))
        {
            return HeadlineBlock.HistoryUnread;
        }

        return ClockDoubt.IsOpen(history, policy.HorizonDays, policy.WindowDays) ? HeadlineBlock.ClockOutOfOrder : HeadlineBlock.None;
    }

    private static Notice ShallowNotice(HistoryResult history)
    {
        var (alive, truncated) = (0L, 0L);
        foreach (var cell in history.Cells.Where(cell => cell.Exit < 0))
        {
            alive += cell.Count;
            truncated += history.Origins[history.Lives[cell.Life].Origin].IsTruncated ? cell.Count : 0;
        }

        return Notice.Of(
            "PROV910",
            history.Commits.Length.ToString(CultureInfo.InvariantCulture),
            (alive == 0 ? 0 : truncated * 100 / alive).ToString(CultureInfo.InvariantCulture));
    }
}
