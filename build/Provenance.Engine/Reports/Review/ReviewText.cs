using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Reports.Check;

namespace Provenance.Engine.Reports.Review;

/// <summary>A review for a terminal.</summary>
public static class ReviewText
{
    public static string Write(ReviewReport review, TextStyle style)
    {
        var text = new StringBuilder();
        var range = review.Range;
        var from = range.MergeBase is not { } start ? "which has no history in common with it" : start == range.Base ? "" : $"which it left at {start.Short}";
        text.Append($"{range.Head.Short} against {range.Base.Short}{(from.Length == 0 ? "" : ", " + from)}\n{ReviewWords.Summary(review)}\n");
        WriteLines(text, review, style);
        WriteCommits(text, review, style);
        text.Append('\n').Append(style.Heading("reviews")).Append("\n  ").Append(ReviewWords.Reviews(review)).Append('\n');
        WriteFindings(text, review, style);
        WriteFates(text, review, style);
        WriteFiles(text, review, style);
        return text.ToString();
    }

    private static void WriteLines(StringBuilder text, ReviewReport review, TextStyle style)
    {
        if (review.Lines.All == 0)
        {
            return;
        }

        text.Append('\n').Append(style.Heading("added lines")).Append('\n');
        var table = new TextTable();
        foreach (var (kind, name, meaning) in ReviewWords.Kinds.Where(row => ReviewWords.Of(review.Lines, row.Kind) > 0))
        {
            table.Words($"{name} {Figures.Count(ReviewWords.Of(review.Lines, kind))}", meaning);
        }

        table.AppendTo(text);
        if (review.OtherFiles > 0)
        {
            text.Append($"  {ReviewWords.Counted(review.OtherFiles, "other changed file")} not looked at: no C#, or no line added\n");
        }
    }

    private static void WriteCommits(StringBuilder text, ReviewReport review, TextStyle style)
    {
        if (review.Commits.IsEmpty)
        {
            return;
        }

        text.Append('\n').Append(style.Heading("evidence")).Append('\n');
        foreach (var commit in review.Commits)
        {
            var claims = commit.Claims;
            text.Append($"  {claims.Commit.Short} {ClaimWords.Of(claims.Label)}: {LabelText.Of(claims)}; {ReviewWords.Counted(commit.Lines.All, "line")}{ReviewWords.Review(commit, ", ")}\n");
            foreach (var evidence in ReviewWords.Evidence(commit))
            {
                text.Append($"    {TerminalText.Encode(evidence)}\n");
            }
        }
    }

    private static void WriteFindings(StringBuilder text, ReviewReport review, TextStyle style)
    {
        text.Append('\n').Append(style.Heading("policy")).Append("\n  ").Append(ReviewWords.Policy(review)).Append('\n');
        foreach (var breach in review.Findings.Breaches)
        {
            text.Append("  ").Append(CheckText.Line(breach)).Append('\n');
        }
    }

    private static void WriteFates(StringBuilder text, ReviewReport review, TextStyle style)
    {
        if (review.Fates.IsEmpty)
        {
            return;
        }

        text.Append('\n').Append(style.Heading($"comparable code, still there after {Figures.Plain(review.Fates[0].Days)} days")).Append('\n');
        var table = new TextTable();
        foreach (var fate in ReviewWords.InOrder(review))
        {
            table.Words($"{(fate.IsWider ? "wider: " : "")}{(fate.Folder.Length == 0 ? "the repository" : fate.Folder)}, {fate.Agent}", $"{ReviewWords.FateFigure(fate)}{(ReviewWords.FateCounts(fate) is { Length: > 0 } counts ? "; " + counts : "")}");
        }

        table.AppendTo(text);
        text.Append("  ").Append(ReviewWords.FateCaution).Append('\n');
    }

    private static void WriteFiles(StringBuilder text, ReviewReport review, TextStyle style)
    {
        foreach (var file in review.Files)
        {
            var scope = ReviewWords.Scope(file.Scope);
            var old = file.OldPath is { } path ? $", was {path}" : "";
            text.Append('\n').Append(style.Heading(TerminalText.Encode($"{file.Path}{old}{(scope.Length == 0 ? "" : ", " + scope)}"))).Append('\n');
            if (!file.IsRead)
            {
                text.Append("  not read: too large, not text or missing. Nothing is known about its lines.\n");
                continue;
            }

            text.Append("  ").Append(ReviewWords.Counts(file.Lines)).Append('\n');
            foreach (var (first, parts) in ReviewWords.ByOrigin(file))
            {
                text.Append($"  {ReviewWords.Origin(first)}: {ReviewWords.Ranges(parts, int.MaxValue)}\n");
            }
        }
    }
}
