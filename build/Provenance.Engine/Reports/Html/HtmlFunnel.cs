using Provenance.Engine.History;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Html;

/// <summary>The funnel: what was authored, and how much of it reached each later stage.</summary>
internal static class HtmlFunnel
{
    public static void Write(PageText page, SurvivalReport report)
    {
        var rows = report.Figures.Funnel.Where(entry => entry is { Agent: null, Model: null, Tier: null }).ToArray();
        var agent = rows.Where(entry => entry is { Scope: ScopeClass.Ships, Label: "agent" }).ToArray();
        page.Section("stages", "How far agent code gets", "Everything that agents ever wrote as shipping code, whatever its age. Each stage is a part of the one before; the light part is code that agents wrote only in part.");
        var authored = agent.FirstOrDefault(entry => entry.Stage == FunnelStage.Authored);
        page.Raw("<dl class=\"funnel\">\n");
        foreach (var entry in agent)
        {
            page.Raw("<div>").Element("dt", LedgerWords.Of(entry.Stage));
            if (entry is { UnitsLo: { } lo, UnitsHi: { } hi } && authored is { UnitsHi: > 0 and { } whole })
            {
                page.Raw("<dd class=\"plot\">").Raw(HtmlBars.Length((double)lo / whole, (double)hi / whole, "agent")).Raw("</dd>")
                    .Element("dd class=\"n\"", Counts(lo, hi))
                    .Element("dd class=\"range\"", entry.Stage == FunnelStage.Authored || authored.UnitsLo is null or 0 ? "" : Figures.Percent((double)lo / authored.UnitsLo.Value));
            }
            else
            {
                page.Element("dd class=\"none\"", entry.Reason is { } reason ? "not known: " + ReasonText.Of(reason) : "none");
            }

            page.Raw("</div>\n");
        }

        page.Raw("</dl>\n").BeginDetails("All code, by scope and label");
        var unit = report.Options.Unit == History.Units.UnitMode.Line ? "lines" : "tokens";
        page.BeginTable($"Funnel in {unit}, without and with mixed code", ["", .. FunnelEntry.Columns(report.Figures.Funnel)]);
        foreach (var scope in rows.GroupBy(entry => entry.Scope))
        {
            foreach (var slice in scope.GroupBy(entry => entry.Label))
            {
                var counts = slice.OrderBy(entry => entry.Stage).Select(entry => entry is { UnitsLo: { } lo, UnitsHi: { } hi } ? Counts(lo, hi) : "–");
                page.Row($"{(scope.Key == ScopeClass.Ships ? "shipping" : LedgerWords.Of(scope.Key))} code, {slice.Key}", [.. counts]);
            }
        }

        page.EndTable().EndDetails().EndSection();
    }

    internal static string Counts(long lo, long hi) => lo == hi ? Figures.Count(lo) : $"{Figures.Count(lo)}–{Figures.Count(hi)}";
}
