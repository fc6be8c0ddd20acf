using Provenance.Engine.Metric;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Html;

/// <summary>How much of the code a coverage file says ran; nothing when none was given.</summary>
internal static class HtmlExercised
{
    public static void Write(PageText page, SurvivalReport report)
    {
        if (report.Exercised is not { } exercised)
        {
            return;
        }

        page.Section("exercised", "How much of it ran", ExercisedWords.Lead(exercised))
            .BeginTable("Exercised code", ["written by", .. ExercisedWords.Heads(report)]);
        foreach (var row in exercised.Rows)
        {
            page.Row(row.Label, ExercisedWords.Cells(row));
        }

        page.EndTable().EndSection();
    }
}
