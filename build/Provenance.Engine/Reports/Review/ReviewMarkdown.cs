using System.Text;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Claims;
using Provenance.Engine.Reports.Markdown;

namespace Provenance.Engine.Reports.Review;

/// <summary>A review as the comment of a pull request.</summary>
public static class ReviewMarkdown
{
    /// <summary>Code hosts take 65,536 characters a comment.</summary>
    public const int LimitBytes = 64 * 1024;

    private const int MostRows = 25;
    private const int MostParts = 12;

    // The last line, which says what was left out.
    private const int Reserve = 512;

    /// <summary>UTF-8, LF, no raw HTML, at most <see cref="LimitBytes"/>: files come last and stop where the room ends.</summary>
    public static byte[] Write(ReviewReport review)
    {
        var text = new MarkdownText();
        text.Line("## Provenance of this change").Line().Line(ReviewWords.Summary(review)).Line();
        text.TextTableHead("added lines", "", "");
        foreach (var (kind, name, meaning) in ReviewWords.Kinds.Where(row => ReviewWords.Of(review.Lines, row.Kind) > 0))
        {
            text.Cells(name, Figures.Count(ReviewWords.Of(review.Lines, kind)), meaning);
        }

        text.Line().Line($"**Reviews.** {ReviewWords.Reviews(review)}");
        WriteFindings(text, review);
        WriteFates(text, review);
        WriteCommits(text, review);
        WriteFiles(text, review);
        return text.ToBytes();
    }

    private static void WriteFindings(MarkdownText text, ReviewReport review)
    {
        text.Line().Line($"**Policy.** {ReviewWords.Policy(review)}");
        if (review.Findings.Breaches.IsEmpty)
        {
            return;
        }

        text.Line().TextTableHead("finding", "where", "what");
        foreach (var breach in review.Findings.Breaches.Take(MostRows))
        {
            text.Cells($"{breach.Finding.DiagnosticId} {BreachText.Of(breach.Finding.Severity)}", $"{Path(breach.Path)} line {Figures.Plain(breach.Line)}", MarkdownText.Escape(BreachText.Message(breach)));
        }

        WriteRest(text, review.Findings.Breaches.Length - MostRows, "finding");
    }

    private static void WriteFates(MarkdownText text, ReviewReport review)
    {
        if (review.Fates.IsEmpty)
        {
            return;
        }

        text.Heading(3, $"Comparable code: still there after {Figures.Plain(review.Fates[0].Days)} days").TextTableHead("folder and agent", "share (95 %)", "seen");
        foreach (var fate in ReviewWords.InOrder(review).Take(MostRows))
        {
            var folder = fate.Folder.Length == 0 ? "the repository" : Path(fate.Folder);
            text.Cells($"{(fate.IsWider ? "wider: " : "")}{folder}, {MarkdownText.Code(fate.Agent)}", ReviewWords.FateFigure(fate), ReviewWords.FateCounts(fate));
        }

        WriteRest(text, review.Fates.Length - MostRows, "row");
        text.Line().Line(ReviewWords.FateCaution);
    }

    private static void WriteCommits(MarkdownText text, ReviewReport review)
    {
        if (review.Commits.IsEmpty)
        {
            return;
        }

        text.Heading(3, "Evidence").TextTableHead("commit", "lines", "label", "because", "review");
        foreach (var commit in review.Commits.Take(MostRows))
        {
            var evidence = ReviewWords.Evidence(commit).Take(3).Select(one => $"; {MarkdownText.Escape(one)}");
            text.Cells(
                MarkdownText.Code(commit.Claims.Commit.Short), Figures.Count(commit.Lines.All), ClaimWords.Of(commit.Claims.Label), LabelText.Of(commit.Claims) + string.Concat(evidence),
                ReviewWords.Review(commit, ""));
        }

        WriteRest(text, review.Commits.Length - MostRows, "commit");
    }

    private static void WriteFiles(MarkdownText text, ReviewReport review)
    {
        if (review.Files.IsEmpty)
        {
            return;
        }

        text.Heading(3, "Files");
        var room = LimitBytes - Reserve - text.ToBytes().Length;
        var written = 0;
        foreach (var file in review.Files.OrderByDescending(file => file.Lines.Agent + file.Lines.Mixed).ThenBy(file => file.Path, StringComparer.Ordinal))
        {
            var block = Block(file);
            room -= Encoding.UTF8.GetByteCount(block);
            if (room < 0)
            {
                break;
            }

            text.Text(block);
            written++;
        }

        if (review.Files.Length > written)
        {
            text.Line().Line($"{ReviewWords.Counted(review.Files.Length - written, "more file")}: see the result as JSON.");
        }
    }

    private static string Block(ReviewedFile file)
    {
        var block = new MarkdownText();
        var scope = ReviewWords.Scope(file.Scope);
        block.Line($"- {Path(file.Path)}{(scope.Length == 0 ? "" : $" ({scope})")}: {(file.IsRead ? ReviewWords.Counts(file.Lines) : "not read, nothing is known about its lines")}");
        foreach (var (first, parts) in ReviewWords.ByOrigin(file).Where(origin => origin.First.Kind is LineKind.Agent or LineKind.Mixed))
        {
            block.Line($"  - {MarkdownText.Escape(ReviewWords.Origin(first))}: {ReviewWords.Ranges(parts, MostParts)}");
        }

        return block.ToString();
    }

    private static void WriteRest(MarkdownText text, int count, string what)
    {
        if (count > 0)
        {
            text.Line().Line($"and {ReviewWords.Counted(count, "more " + what)}");
        }
    }

    private static string Path(string path) => MarkdownText.Code(path, most: 160);
}
