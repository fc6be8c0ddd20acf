using Provenance.Engine.Reports.Markdown;

namespace Provenance.Engine.Reports.Compare;

/// <summary>A comparison as the comment of a pull request or a line of a build's summary.</summary>
public static class CompareMarkdown
{
    private const int Rows = 60;
    private const int Steps = 10;

    /// <summary>UTF-8, LF, no raw HTML; its tables have bounded rows.</summary>
    public static byte[] Write(ComparisonReport report)
    {
        var text = new MarkdownText();
        text.Line($"## Provenance: {MarkdownText.Escape(CompareWords.Title(report.Before))} → {MarkdownText.Escape(CompareWords.Title(report.After))}");
        if (!report.Differences.IsEmpty)
        {
            text.Line().TextTableHead("computed differently", "before", "after");
            foreach (var option in report.Differences)
            {
                text.Cells(option.Name, option.Before is { } before ? MarkdownText.Code(before, 160) : "none", option.After is { } after ? MarkdownText.Code(after, 160) : "none");
            }
        }

        text.Line().TableHead("figure", "before", "after", "delta");
        foreach (var change in CompareWords.Shown(report).Take(Rows))
        {
            text.Cells(MarkdownText.Code(change.Name), CompareWords.Value(change.Before), CompareWords.Value(change.After), CompareWords.Delta(change));
        }

        text.Line().Line(CompareWords.Caution);
        WriteMovement(text, report.Movement);
        return text.ToBytes();
    }

    private static void WriteMovement(MarkdownText text, Movement movement)
    {
        if (movement.Reason != MovementGap.None)
        {
            text.Line().Line(CompareWords.Gap(movement.Reason));
            return;
        }

        if (!movement.Moved.IsEmpty)
        {
            text.Line().TableHead("commit", "agent born", "agent died", "other born", "other died");
            foreach (var step in movement.Moved.Take(Steps))
            {
                text.Cells(MarkdownText.Code(step.Commit.Short), Figures.Count(step.AgentBorn), Figures.Count(step.AgentDied), Figures.Count(step.OtherBorn), Figures.Count(step.OtherDied));
            }
        }

        text.Line().Line(CompareWords.Summary(movement));
    }
}
