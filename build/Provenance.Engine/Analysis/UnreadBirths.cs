using Provenance.Engine.History;

namespace Provenance.Engine.Analysis;

/// <summary>Tells whether so much of a cohort was born behind versions that were not read that the rest does not speak for it.</summary>
internal static class UnreadBirths
{
    private const long DaySeconds = 86_400;

    /// <summary>One part in so many of the code that came inside the window may be left out unsaid.</summary>
    private const int Parts = 100;

    public static bool AreMany(HistoryResult history, int? windowDays)
    {
        var end = history.Mainline[^1].Seconds;
        var (born, unread) = (0L, 0L);
        foreach (var cell in history.Cells)
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            if (origin.Scope == ScopeClass.Ships && (!origin.IsTruncated || origin.IsUnread) && !(end - history.Mainline[life.Entry].Seconds > windowDays * DaySeconds))
            {
                born += cell.Weight;
                unread += origin.IsUnread ? cell.Weight : 0;
            }
        }

        return unread * Parts > born;
    }
}
