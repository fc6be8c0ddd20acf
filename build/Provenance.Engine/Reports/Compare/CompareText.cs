using System.Text;

namespace Provenance.Engine.Reports.Compare;

/// <summary>A comparison for a terminal.</summary>
public static class CompareText
{
    private const int Steps = 10;

    public static string Write(ComparisonReport report, TextStyle style)
    {
        var text = new StringBuilder();
        text.Append($"{CompareWords.Title(report.Before)} → {CompareWords.Title(report.After)}\n");
        if (!report.Differences.IsEmpty)
        {
            text.Append('\n').Append(style.Heading("computed differently")).Append('\n');
            var options = new TextTable();
            foreach (var option in report.Differences)
            {
                options.Words(option.Name, $"{option.Before ?? "none"} → {option.After ?? "none"}");
            }

            options.AppendTo(text);
        }

        text.Append('\n').Append(style.Heading("figures that moved")).Append('\n');
        var figures = new TextTable().Row("", "before", "after", "delta");
        foreach (var change in CompareWords.Shown(report))
        {
            figures.Row(change.Name, CompareWords.Value(change.Before), CompareWords.Value(change.After), CompareWords.Delta(change));
        }

        figures.AppendTo(text);
        text.Append("  ").Append(CompareWords.Caution).Append('\n');
        WriteMovement(text, report.Movement, style);
        return text.ToString();
    }

    private static void WriteMovement(StringBuilder text, Movement movement, TextStyle style)
    {
        text.Append('\n').Append(style.Heading("commits that moved agent code")).Append('\n');
        if (movement.Reason != MovementGap.None)
        {
            text.Append("  ").Append(CompareWords.Gap(movement.Reason)).Append('\n');
            return;
        }

        var table = new TextTable().Row("", "agent born", "agent died", "other born", "other died");
        foreach (var step in movement.Moved.Take(Steps))
        {
            table.Row($"{step.Commit.Short} {ReportText.Day(step.Seconds)}", Figures.Count(step.AgentBorn), Figures.Count(step.AgentDied), Figures.Count(step.OtherBorn), Figures.Count(step.OtherDied));
        }

        if (!movement.Moved.IsEmpty)
        {
            table.AppendTo(text);
        }

        text.Append("  ").Append(CompareWords.Summary(movement)).Append('\n');
    }
}
