using System.Globalization;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Markdown;

/// <summary>The report in one screen of Markdown: for a build server's summary page or a comment.</summary>
public static class MarkdownSummary
{
    private const int Folders = 10;

    /// <summary>UTF-8, LF. No raw HTML. Below 64 KiB for any repository: its tables have bounded rows.</summary>
    public static byte[] Write(SurvivalReport report)
    {
        var text = new MarkdownText();
        WriteHeadline(text, report);
        WriteComparison(text, report);
        WriteChallenge(text, report);
        WriteFunnel(text, report);
        WriteExercised(text, report);
        WriteAgents(text, report);
        WriteFolders(text, report);
        WriteUncounted(text, report);
        WriteNotices(text, report);
        text.Line().Line($"Provenance {report.Options.EngineVersion}, commit {MarkdownText.Code(report.Repository.Commit.Short)}, {ReportText.Day(report.Repository.EndSeconds)}.");
        return text.ToBytes();
    }

    private static void WriteHeadline(MarkdownText text, SurvivalReport report)
    {
        var headline = Headline.Of(report);
        var subject = report.Project ?? report.Path;
        text.Line($"## {headline.Title}{(subject is null ? "" : ": " + MarkdownText.Code(subject))}").Line();
        text.Line(headline.Point is { } point ? $"**{Figures.Percent(point)}** {headline.Sentence}." : $"**No figure**: {headline.Sentence}.");
        if (headline.Note is { } note)
        {
            text.Line().Line($"> {note}");
        }

        text.Line().TableHead("how sure", "", "");
        foreach (var row in Certainty.Of(report, headline))
        {
            text.Cells(row.Name, row.Figure, row.Meaning);
        }
    }

    private static void WriteComparison(MarkdownText text, SurvivalReport report)
    {
        if (Comparison.Of(report) is not { } comparison)
        {
            return;
        }

        text.Heading(3, string.Create(CultureInfo.InvariantCulture, $"Still on the mainline after {comparison.Days} days"));
        text.TableHead("written by", "share", "95 % interval");
        foreach (var (group, point) in comparison.Rows)
        {
            text.Cells(GroupWords.Name(group), Figures.Percent(point.S!.Value), point is { CiLow: { } low, CiHigh: { } high } ? Figures.Range(low, high) : "–");
        }

        text.Line().Line(comparison.Verdict + (comparison.Caution is { } caution ? " " + caution : ""));
    }

    private static void WriteChallenge(MarkdownText text, SurvivalReport report)
    {
        var challenge = report.Metric.Challenge;
        if (challenge.All.Challenged > 0)
        {
            text.Line().Line(
                $"Of the tokens beside which somebody other than an agent changed something, so many survived the first such change: agent {ChallengeText.Of(challenge.Agent)}, "
                + $"human {ChallengeText.Of(challenge.Human)}, unknown {ChallengeText.Of(challenge.Unknown)}, all {ChallengeText.Of(challenge.All)}.");
        }
    }

    private static void WriteFunnel(MarkdownText text, SurvivalReport report)
    {
        var rows = report.Figures.Funnel.Where(entry => entry is { Scope: ScopeClass.Ships, Agent: null, Model: null, Tier: null }).GroupBy(entry => entry.Label).ToArray();
        text.Heading(3, report.Options.Unit == History.Units.UnitMode.Line ? "Shipping code, in lines" : "Shipping code, in tokens");
        text.TableHead(["", .. FunnelEntry.Columns(report.Figures.Funnel)]);
        foreach (var row in rows)
        {
            text.Cells([row.Key, .. row.OrderBy(entry => entry.Stage).Select(entry => entry is { UnitsLo: { } lo, UnitsHi: { } hi } ? Counts(lo, hi) : "–")]);
        }
    }

    private static void WriteExercised(MarkdownText text, SurvivalReport report)
    {
        if (report.Exercised is not { } exercised)
        {
            return;
        }

        text.Heading(3, "How much of it ran").TableHead(["", .. ExercisedWords.Heads(report)]);
        foreach (var row in exercised.Rows)
        {
            text.Cells([row.Label, .. ExercisedWords.Cells(row)]);
        }

        text.Line().Line(ExercisedWords.Lead(exercised));
    }

    private static void WriteAgents(MarkdownText text, SurvivalReport report)
    {
        var metric = report.Metric;
        if (metric.Tiers.Count == 0)
        {
            return;
        }

        text.Heading(3, "Agents, models and tiers").TableHead(["", "", "authored", "alive", .. SliceWords.Heads(metric)]);
        foreach (var (kind, slices) in SliceWords.All(metric))
        {
            foreach (var slice in slices.OrderByDescending(slice => slice.Hi.Authored.Weight).ThenBy(slice => slice.Key, StringComparer.Ordinal).Take(Folders))
            {
                text.Cells(
                    [kind, MarkdownText.Code(slice.Key), Counts(slice.Lo.Authored.Weight, slice.Hi.Authored.Weight), Counts(slice.Lo.Alive.Weight, slice.Hi.Alive.Weight), .. SliceWords.Cells(slice)]);
            }
        }

        text.Line().Line(SliceWords.Caution);
    }

    private static void WriteFolders(MarkdownText text, SurvivalReport report)
    {
        var folders = (report.Detail?.Files ?? [])
            .Where(file => file.Scope == ScopeClass.Ships)
            .GroupBy(file => file.Path.LastIndexOf('/') is >= 0 and var slash ? file.Path[..slash] : ".", StringComparer.Ordinal)
            .Select(folder => (folder.Key, Agent: folder.Sum(file => file.Alive.Agent), All: folder.Sum(file => file.Alive.All)))
            .Where(folder => folder.Agent > 0)
            .OrderByDescending(folder => folder.Agent).ThenBy(folder => folder.Key, StringComparer.Ordinal)
            .Take(Folders)
            .ToArray();
        if (folders.Length == 0)
        {
            return;
        }

        text.Heading(3, "Folders with most agent code, of shipping code").TableHead("folder", "agent", "share of what lives there");
        foreach (var (path, agent, all) in folders)
        {
            text.Cells(MarkdownText.Code(Shortened(path)), Figures.Count(agent), Figures.Percent((double)agent / all));
        }
    }

    private static void WriteUncounted(MarkdownText text, SurvivalReport report)
    {
        if (report.Detail is not { Uncounted.IsEmpty: false } detail)
        {
            return;
        }

        text.Heading(3, "Not counted above").TableHead("what", "how much", "why");
        foreach (var row in detail.Uncounted)
        {
            text.Cells(row.What, row.Count is { } count ? $"{Figures.Count(count)} {row.Unit}" : "", row.Why);
        }
    }

    private static void WriteNotices(MarkdownText text, SurvivalReport report)
    {
        if (report.Notices.IsEmpty)
        {
            return;
        }

        text.Heading(3, "Notices");
        foreach (var notice in report.Notices)
        {
            text.Line($"- **{notice.Code}** {MarkdownText.Escape(NoticeCatalog.Format(notice))}");
        }
    }

    // A path may have 4,096 bytes; the end tells more than the beginning.
    private static string Shortened(string path) => path.Length <= 200 ? path : "…" + path[^199..];

    private static string Counts(long lo, long hi) => lo == hi ? Figures.Count(lo) : $"{Figures.Count(lo)}–{Figures.Count(hi)}";

    private static string Share(double? share) => share is { } value ? Figures.Percent(value) : "–";
}
