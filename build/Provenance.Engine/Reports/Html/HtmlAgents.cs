using Provenance.Engine.Metric;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Html;

/// <summary>Agents, models and tiers. Never people.</summary>
internal static class HtmlAgents
{
    public static void Write(PageText page, SurvivalReport report)
    {
        var metric = report.Metric;
        page.Section("agents", "Agents, models and tiers", $"Shipping code only; code of several agents counts for each. In parentheses the 95 % interval; –: fewer than 100 units or 10 independent days, which is too few to say. {SliceWords.Caution}");
        if (metric.Tiers.Count == 0)
        {
            page.Element("p", "No commit of this history carries an agent's claim.").Raw("\n").EndSection();
            return;
        }

        Table("Agents", "agent", metric.Agents);
        Table("Models, as far as claims name them", "model", metric.Models);
        Table("Tiers: who vouches for the claim", "tier", metric.Tiers);
        page.EndSection();

        void Table(string caption, string kind, IReadOnlyList<SliceFigures> slices)
        {
            if (slices.Count == 0)
            {
                return;
            }

            page.BeginTable(caption, [kind, "authored", "alive", .. SliceWords.Heads(metric)]);
            foreach (var slice in slices.OrderByDescending(slice => slice.Hi.Authored.Weight).ThenBy(slice => slice.Key, StringComparer.Ordinal))
            {
                page.Raw("<tr>").Element("th scope=\"row\"", slice.Key)
                    .Element("td class=\"n\"", HtmlFunnel.Counts(slice.Lo.Authored.Weight, slice.Hi.Authored.Weight))
                    .Element("td class=\"n\"", HtmlFunnel.Counts(slice.Lo.Alive.Weight, slice.Hi.Alive.Weight));
                foreach (var cell in SliceWords.Cells(slice))
                {
                    page.Element("td class=\"n\"", cell == Reasons.Insufficient ? "–" : cell);
                }

                page.Raw("</tr>\n");
            }

            page.EndTable();
        }
    }
}
