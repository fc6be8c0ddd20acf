using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Snapshots;

/// <summary>Whether what was read can be a history: every index leads somewhere and every run covers something.</summary>
internal static class SnapshotShape
{
    public static bool IsSound(HistoryResult history) =>
        history.Mode is UnitMode.Line or UnitMode.Token
        && !history.Mainline.IsEmpty
        && ParentsComeFirst(history.Commits)
        && AreDistinct(history.Commits)
        && history.Mainline.All(step => IsIndex(step.Commit, history.Commits.Length))
        && history.Origins.All(origin => IsIndex(origin.Commit, history.Commits.Length) && IsIndex(origin.Path, history.Paths.Length) && IsIndex(origin.Slice, history.Slices.Length) && origin.Scope <= ScopeClass.Vendored && (origin.IsTruncated || !origin.IsUnread))
        && history.Lives.All(life => IsIndex(life.Origin, history.Origins.Length) && IsIndex(life.Entry, history.Mainline.Length) && life.Kind <= (UnitKind.Weightless | UnitKind.Renamed | UnitKind.Succeeded))
        && history.Cells.All(cell => IsIndex(cell.Life, history.Lives.Length) && (cell.Exit == -1 || IsIndex(cell.Exit, history.Mainline.Length)) && cell.Cause <= DeathCause.MovedOut)
        && history.Challenges.All(cell => IsIndex(cell.Origin, history.Origins.Length) && IsIndex(cell.Step, history.Mainline.Length) && IsIndex(cell.Entry, cell.Step) && cell.Weight > 0)
        && AreAscending(history.Challenges, (a, b) => a.CompareTo(b))
        && history.Slices is ["", ..]
        && AreAscending(history.Slices, string.CompareOrdinal)
        && AreAscending(history.Lives, (a, b) => Compare(a.Origin, b.Origin, a.Entry, b.Entry, (int)a.Kind, (int)b.Kind))
        && AreAscending(history.Cells, (a, b) => Compare(a.Life, b.Life, a.Exit, b.Exit, (int)a.Cause, (int)b.Cause))
        && AreAscending(history.Files, (a, b) => string.CompareOrdinal(a.Path, b.Path))
        && history.Files.All(file => AreRuns(file.Origins, history.Origins.Length) && AreRuns(file.Lives, history.Lives.Length));

    /// <summary>The same of what a walk goes on from, given that its result is sound.</summary>
    public static bool IsSound(ReplayState state)
    {
        var (result, commits) = (state.Result, state.Result.Commits.Length);
        return state.Files.Length == result.Files.Length
            && state.Files.All(file => IsIndex(file.Lineage.Commit, commits) && IsAscending(file.Anchors))
            && FitTheirFiles(state.Files, result.Files)
            && state.Projects.All(project => IsIndex(project.Commit, commits))
            && result.Origins.All(origin => origin.Project < state.Projects.Length)
            && result.Projects.All(project => IsIndex(project.Lineage, state.Projects.Length))
            && state.Buried.All(run => IsIndex(run.Step, result.Mainline.Length) && IsIndex(run.File.Commit, commits) && run.Units.Length > 0
                && run.Origins.Count == run.Units.Length && run.Lives.Count == run.Units.Length
                && AreRuns(run.Origins, result.Origins.Length) && AreRuns(run.Lives, result.Lives.Length) && AreStates(run.Challenges, run.Units.Length, StepChallenges.Ended))
            && state.Recent.All(step => IsIndex(step.Commit, commits)
                && step.Files.All(file => file.Before is not { } before || (IsIndex(before.Lineage.Commit, commits) && AreRuns(before.Origins, result.Origins.Length)))
                && step.Projects.All(project => project.Before is not { } before || IsIndex(before.Commit, commits)));
    }

    private static bool FitTheirFiles(ImmutableArray<FileState> states, ImmutableArray<HeadFile> files)
    {
        for (var i = 0; i < states.Length; i++)
        {
            if ((states[i].TextBlob is null && files[i].Origins.Count > 0) || !AreStates(states[i].Challenges, files[i].Lives.Count, StepChallenges.Before))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreDistinct(ImmutableArray<HistoryCommit> commits)
    {
        var ids = new HashSet<ObjectId>(commits.Length);
        foreach (var commit in commits)
        {
            if (!ids.Add(commit.Id))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAscending(ImmutableArray<uint> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i - 1] > values[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool ParentsComeFirst(ImmutableArray<HistoryCommit> commits)
    {
        for (var i = 0; i < commits.Length; i++)
        {
            if (!commits[i].Parents.All(parent => IsIndex(parent, i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Strictly, as they were written: none is there twice.</summary>
    private static bool AreAscending<T>(ImmutableArray<T> items, Comparison<T> compare)
    {
        for (var i = 1; i < items.Length; i++)
        {
            if (compare(items[i - 1], items[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Compare(int a1, int b1, int a2, int b2, int a3, int b3) => a1 != b1 ? a1.CompareTo(b1) : a2 != b2 ? a2.CompareTo(b2) : a3.CompareTo(b3);

    private static bool AreStates(RunList? challenges, int count, int last) => challenges is null || (challenges.Count == count && AreRuns(challenges, last + 1));

    private static bool AreRuns(RunList runs, int values)
    {
        for (var run = 0; run < runs.Starts.Length; run++)
        {
            if (runs.EndOf(run) <= runs.Starts[run] || !IsIndex(runs.Values[run], values))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsIndex(int value, int length) => (uint)value < (uint)length;
}
