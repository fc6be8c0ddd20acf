using Provenance.Engine.History;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Reports.Markdown;

/// <summary>A build record in a few lines of Markdown: a build of hundreds of projects shares one summary page.</summary>
public static class RecordMarkdown
{
    /// <summary>UTF-8, LF, no raw HTML; a table, so that it stands under the ones of other projects.</summary>
    public static byte[] Write(BuildRecord record)
    {
        var headline = record.Figures.ShippedSurvival;
        var figure = headline.Figure;
        var kind = record.Kind == RecordKind.Compiled ? "Compiled" : "Shipped";
        var text = new MarkdownText();
        text.Line($"### {MarkdownText.Code(CiHosts.CiFigure.ProjectOf(record))}").Line();
        text.TableHead($"{kind} survival, {Figures.Plain(headline.Days)} days", "by attribution", "by chance", "agent units", "coverage");
        text.Cells(
            figure.Point is { } point ? $"**{Figures.Percent(point)}**" : $"not given: {ReasonText.Of(figure.Reason!)}",
            figure is { ClaimLo: { } lo, ClaimHi: { } hi } ? Figures.Range(lo, hi) : "–",
            figure is { CiLow: { } low, CiHigh: { } high } ? Figures.Range(low, high) : headline.Flags.FirstOrDefault(flag => flag.StartsWith("few days", StringComparison.Ordinal)) ?? "–",
            Figures.Count(headline.AgentUnits),
            record.Figures.Coverage.Share is { } share ? Figures.Percent(share) : "–");
        var stages = record.Figures.Funnel
            .Where(entry => entry is { Scope: ScopeClass.Ships, Label: "agent", Agent: null, Model: null, Tier: null, UnitsLo: not null })
            .Select(entry => $"{LedgerWords.Of(entry.Stage)} {Figures.Count(entry.UnitsLo!.Value)}");
        text.Line().Line($"Agent units: {string.Join(" → ", stages)}.");
        foreach (var notice in record.Notices.Where(notice => NoticeCatalog.All.Any(known => string.Equals(known.Code, notice.Code, StringComparison.Ordinal))))
        {
            text.Line().Line($"- **{notice.Code}** {MarkdownText.Escape(NoticeCatalog.Format(notice))}");
        }

        return text.Line().ToBytes();
    }
}
