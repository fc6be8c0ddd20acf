using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Replay;

/// <summary>What a replay ended with.</summary>
/// <param name="Result">Null when there is none; the notices say why.</param>
/// <param name="State">Makes the state that another walk can go on from, on any one thread; it holds the tables of this walk until then.</param>
internal sealed record ReplayOutcome(HistoryResult? Result, Func<ReplayState>? State, ImmutableArray<Notice> Notices);

/// <summary>Those who want to know of a walk while it goes on.</summary>
/// <param name="Commit">Receives every commit that the walk is going to visit, as its object says.</param>
/// <param name="Checkpoint">Receives states on the way: every <paramref name="CheckpointSteps"/> mainline steps, and the last one when the budget is used up.</param>
internal sealed record ReplayObserver(Action<CommitObject>? Commit, Action<ReplayState>? Checkpoint, int CheckpointSteps = HistoryReplay.CheckpointSteps)
{
    public static ReplayObserver None { get; } = new(null, null);

    /// <summary>Receives the new commits above a known one as soon as git has named them, if they are few, on another thread than the walk's. Each is given to <see cref="Commit"/> later, if there is a walk.</summary>
    public Action<CommitObject>? Ahead { get; init; }

    /// <summary>
    /// Receives the commits of a walk, in the order of its result, as soon as no other walk can take its place: before it where it goes from the beginning, after it
    /// where it goes on from a state that may not reach far enough back. All of them were given to <see cref="Commit"/> or are known. Never twice.
    /// </summary>
    public Action<ImmutableArray<ObjectId>>? Settled { get; init; }

    /// <summary>Told after every commit how many are walked, of how many.</summary>
    public Action<int, int>? Progress { get; init; }
}

/// <summary>Replays a repository once, parents first over the full graph: blame of the tip, births and deaths on the mainline.</summary>
public static class HistoryReplay
{
    /// <summary>A state is kept whenever the mainline has grown by so many steps.</summary>
    public const int CheckpointSteps = RecentSteps.Kept;

    // So many commit objects are held at once without a thought.
    private const int FewCommits = 256;

    /// <summary>Walks the history of <paramref name="tip"/>.</summary>
    /// <returns>The result, or none with the notice that says why; notices may also come beside a result.</returns>
    /// <exception cref="OperationCanceledException">The budget was used up.</exception>
    public static (HistoryResult? Result, ImmutableArray<Notice> Notices) Run(CleanRoom room, ObjectId tip, ReplayOptions options, CancellationToken cancellation)
    {
        var outcome = Run(room, tip, options, slicer: null, rules: null, isNoChallenge: null, from: null, ReplayObserver.None, cancellation);
        return (outcome.Result, outcome.Notices);
    }

    /// <summary>Walks on from a state.</summary>
    /// <param name="slicer">Null divides no lines. The same for <paramref name="from"/>.</param>
    /// <param name="rules">Null: scopes are told by paths, headers and projects alone. The same for <paramref name="from"/>.</param>
    /// <param name="isNoChallenge">Whether a commit alone challenges no code beside what it removes. Asked of commits that <paramref name="observer"/> was shown; null looks for no challenges. The same for <paramref name="from"/>.</param>
    /// <param name="from">State of a commit on the first-parent chain of <paramref name="tip"/>; null to begin at the beginning.</param>
    /// <param name="fewAhead">See <see cref="CommitSource.FewAhead"/>.</param>
    /// <exception cref="OperationCanceledException">The budget was used up.</exception>
    /// <exception cref="MissingTreeException"><paramref name="from"/> does not reach far enough back.</exception>
    internal static ReplayOutcome Run(
        CleanRoom room, ObjectId tip, ReplayOptions options, ILineSlicer? slicer, IScopeRules? rules, Func<ObjectId, bool>? isNoChallenge, ReplayState? from, ReplayObserver observer,
        CancellationToken cancellation, int fewAhead = CommitSource.FewAhead) =>
        Run(room, tip, options, slicer, rules, isNoChallenge, from?.Result.Commits[from.Result.Mainline[^1].Commit].Id, () => from, observer, cancellation, fewAhead)!;

    /// <summary>Walks on from a state that is read while git lists what came after it.</summary>
    /// <param name="known">The commit whose state it is; null to begin at the beginning.</param>
    /// <param name="read">Called once, on this thread. Null where there is no such state after all.</param>
    /// <returns>Null when there was no state.</returns>
    internal static ReplayOutcome? Run(
        CleanRoom room, ObjectId tip, ReplayOptions options, ILineSlicer? slicer, IScopeRules? rules, Func<ObjectId, bool>? isNoChallenge, ObjectId? known, Func<ReplayState?> read, ReplayObserver observer,
        CancellationToken cancellation, int fewAhead = CommitSource.FewAhead)
    {
        var listing = OwnThread.Run(() => List(room, tip, known, observer.Ahead));
        using var source = CommitSource.Open(room, tip, known, options, slicer, rules, fewAhead, cancellation);
        var from = read();
        var (revisions, ahead) = listing.GetAwaiter().GetResult();
        if (known is not null && from is null)
        {
            return null;
        }

        if (!revisions.IsSuccess)
        {
            return Failed(revisions.Notice);
        }

        var graph = new CommitGraph(from?.Result.Commits ?? []);
        var (added, isWhole) = (0, true);
        Notice? readNotice = null;
        if (ahead is null)
        {
            readNotice = CommitReader.Visit(room, Ids(revisions.Value), Add);
        }
        else
        {
            foreach (var commit in ahead.Commits)
            {
                Add(commit);
            }
        }

        if (readNotice is not null || !isWhole || graph.IndexOf(tip) < 0)
        {
            return Failed(readNotice ?? Notice.Of("PROV903", "rev-list"));
        }

        var mainline = graph.ChainOf(graph.IndexOf(tip));
        if (from is not null && !StartsWith(mainline, from.Result.Mainline))
        {
            throw new MissingTreeException();
        }

        if (from is null)
        {
            Settle();
        }

        var walk = new Walk(graph, mainline, source, options, rules, isNoChallenge, from);
        var walked = 0;
        try
        {
            while (walk.Visit())
            {
                observer.Progress?.Invoke(++walked, added);
                cancellation.ThrowIfCancellationRequested();
                if (observer.Checkpoint is { } keep && !source.IsWithoutRenames && walk.IsAtMainline && (walk.LastStep + 1) % observer.CheckpointSteps == 0 && walk.LastStep + 1 < mainline.Length)
                {
                    keep(StateOf(walk, graph, mainline, options, slicer).Complete());
                }
            }
        }
        catch (OperationCanceledException) when (observer.Checkpoint is not null && !source.IsWithoutRenames && walk.LastMainline >= 0)
        {
            observer.Checkpoint(StateOf(walk, graph, mainline, options, slicer).Complete());
            throw;
        }

        if (source.FinishList() is { } listNotice)
        {
            return Failed(listNotice);
        }

        // The tip comes last, unless git printed something else or nothing.
        if (walk.IsLost || walk.LastStep + 1 != mainline.Length)
        {
            return Failed(Notice.Of("PROV903", "log"));
        }

        var notices = ImmutableArray.CreateBuilder<Notice>();
        if (source.FinishTexts() is { } textNotice)
        {
            notices.Add(textNotice);
        }

        if (from is not null)
        {
            Settle();
        }

        var state = StateOf(walk, graph, mainline, options, slicer);

        // Where git could not look for renames, at least one object is absent, be it of a file that nobody reads: such a history, or a state of it, must not pass for a whole one.
        if (Math.Max(state.Result.Unread.Missing, source.IsWithoutRenames ? 1 : 0) is > 0 and var missing)
        {
            notices.Add(Notice.Of(room.Repository.IsPartialClone ? "PROV911" : "PROV912", missing.ToString(CultureInfo.InvariantCulture)));
        }

        return new ReplayOutcome(state.Result, state.Complete, notices.ToImmutable());

        void Add(CommitObject commit)
        {
            isWhole &= graph.TryAdd(revisions.Value.Commits[added++], commit);
            observer.Commit?.Invoke(commit);
        }

        void Settle() => observer.Settled?.Invoke([.. graph.CanonicalOrder(mainline[^1]).Select(commit => graph[commit].Id)]);
    }

    /// <summary>The commits that are new, and what they say when they are few: then nobody has to wait for that until a state was read.</summary>
    private static (Outcome<Revisions> Revisions, CommitList? Commits) List(CleanRoom room, ObjectId tip, ObjectId? known, Action<CommitObject>? ahead)
    {
        var revisions = RevisionList.Read(room, tip, known);
        if (known is null || revisions.Value is not { Commits.Length: > 0 and <= FewCommits } list || CommitReader.Read(room, Ids(list)).Value is not { } read)
        {
            return (revisions, null);
        }

        foreach (var commit in read.Commits)
        {
            ahead?.Invoke(commit);
        }

        return (revisions, read);
    }

    private static ObjectId[] Ids(Revisions revisions)
    {
        var ids = new ObjectId[revisions.Commits.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = revisions.Commits[i].Id;
        }

        return ids;
    }

    private static ReplayOutcome Failed(Notice notice) => new(null, null, [notice]);

    private static CanonicalState StateOf(Walk walk, CommitGraph graph, int[] mainline, ReplayOptions options, ILineSlicer? slicer) =>
        new(graph, walk.Tables, walk.LastTree, mainline.AsSpan(0, walk.LastStep + 1), options.Mode, slicer);

    private static bool StartsWith(int[] mainline, ImmutableArray<MainlineStep> earlier)
    {
        if (mainline.Length < earlier.Length)
        {
            return false;
        }

        for (var step = 0; step < earlier.Length; step++)
        {
            if (mainline[step] != earlier[step].Commit)
            {
                return false;
            }
        }

        return true;
    }
}
