using System.Collections.Immutable;
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
        && history.Mainline.All(step => IsIndex(step.Commit, history.Commits.Length))
        && history.Origins.All(origin => IsIndex(origin.Commit, history.Commits.Length) && IsIndex(origin.Path, history.Paths.Length) && origin.Scope <= ScopeClass.Vendored)
        && history.Lives.All(life => IsIndex(life.Origin, history.Origins.Length) && IsIndex(life.Entry, history.Mainline.Length))
        && history.Cells.All(cell => IsIndex(cell.Life, history.Lives.Length) && (cell.Exit == -1 || IsIndex(cell.Exit, history.Mainline.Length)) && cell.Cause <= DeathCause.MovedOut)
        && history.Files.All(file => AreRuns(file.Origins, history.Origins.Length) && AreRuns(file.Lives, history.Lives.Length));

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
