using Provenance.Engine.History;

namespace Provenance.Engine.Analysis;

/// <summary>Tells whether dates out of order leave it open what ages the cohort has.</summary>
/// <remarks>A step that is dated out of order happened between the kept steps around it, and counts as the first of the two. Where both ends lie in one band of ages this moves nothing.</remarks>
internal static class ClockDoubt
{
    private const long DaySeconds = 86_400;

    /// <summary>One part in so many of the cohort may be of another band than it seems.</summary>
    private const int Parts = 100;

    public static bool IsOpen(HistoryResult history, int horizonDays, int? windowDays)
    {
        if (horizonDays == 0 || windowDays is not { } window || Doubtful(history, horizonDays, window) is not { } steps)
        {
            return false;
        }

        var end = history.Mainline[^1].Seconds;
        var (cohort, doubtful) = (0L, 0L);
        foreach (var cell in history.Cells)
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            if (origin.Scope == ScopeClass.Ships && !origin.IsTruncated)
            {
                var age = end - history.Mainline[life.Entry].Seconds;
                cohort += age >= horizonDays * DaySeconds && age <= window * DaySeconds ? cell.Weight : 0;
                doubtful += steps[life.Entry] ? cell.Weight : 0;
            }
        }

        return doubtful * Parts > cohort;
    }

    /// <returns>Of each step, whether an edge of a band lies between its neighbours; null when no date was corrected.</returns>
    private static bool[]? Doubtful(HistoryResult history, int horizon, int window)
    {
        var mainline = history.Mainline;
        var result = new bool[mainline.Length];
        var isAny = false;
        var firstKept = Array.FindIndex([.. mainline], IsKept);
        var end = mainline[^1].Seconds;
        var next = end;
        for (var i = mainline.Length - 1; i >= 0; i--)
        {
            if (IsKept(mainline[i]))
            {
                next = mainline[i].Seconds;
                continue;
            }

            // Before the first kept step there is no neighbour: it may be as old as it likes.
            var from = i > firstKept ? mainline[i].Seconds : long.MinValue;
            result[i] = EdgesUpTo(from) != EdgesUpTo(next);
            isAny |= result[i];
        }

        return isAny ? result : null;

        bool IsKept(MainlineStep step) => history.Commits[step.Commit].CommitterSeconds == step.Seconds;

        int EdgesUpTo(long seconds) => new long[] { horizon, 2L * horizon, 4L * horizon, 8L * horizon, window }.Count(days => end - (days * DaySeconds) <= seconds);
    }
}
