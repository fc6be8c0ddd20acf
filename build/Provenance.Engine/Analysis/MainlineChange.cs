using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History;

namespace Provenance.Engine.Analysis;

/// <summary>Tells a mainline that was swapped from one that grew. In a swapped one the work of months is born and dies on the day of the swap.</summary>
internal static class MainlineChange
{
    private const long DaySeconds = 86_400;

    /// <summary>More than one part in so many of what was born in the window: then one step decides the headline.</summary>
    private const int Parts = 5;

    /// <summary>One of the tips was merged by the mainline, which should have passed through it.</summary>
    /// <param name="tips">Tips of the mainline at earlier times. What is not in the history says nothing.</param>
    public static bool LeavesOut(HistoryResult history, ImmutableArray<ObjectId> tips)
    {
        if (tips.IsDefaultOrEmpty)
        {
            return false;
        }

        var mainline = history.Mainline.Select(step => history.Commits[step.Commit].Id).ToHashSet();
        var reachable = history.Commits.Select(commit => commit.Id).ToHashSet();
        return tips.Any(tip => reachable.Contains(tip) && !mainline.Contains(tip));
    }

    /// <summary>One step brings more than a fifth of the weight born in the window, written over a longer time than the horizon.</summary>
    /// <remarks>A step of the last days counts, too: it takes what it brings out of the cohort until it is as old as the horizon, and leaves a headline of the rest.</remarks>
    public static bool BringsOldWork(HistoryResult history, int horizonDays, int? windowDays)
    {
        var end = history.Mainline[^1].Seconds;
        var steps = new (long Weight, long First, long Last)[history.Mainline.Length];
        Array.Fill(steps, (0, long.MaxValue, long.MinValue));
        var born = 0L;
        foreach (var cell in history.Cells)
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            var age = end - history.Mainline[life.Entry].Seconds;
            if (cell.Weight == 0 || origin.Scope != ScopeClass.Ships || origin.IsTruncated || age > windowDays * DaySeconds)
            {
                continue;
            }

            var written = history.Commits[origin.Commit].CommitterSeconds;
            var step = steps[life.Entry];
            steps[life.Entry] = (step.Weight + cell.Weight, Math.Min(step.First, written), Math.Max(step.Last, written));
            born += cell.Weight;
        }

        return Array.Exists(steps, step => step.Weight * Parts > born && step.Last - step.First > horizonDays * DaySeconds);
    }
}
