using Provenance.Engine.History;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Html;

/// <summary>Agents and models. Never people.</summary>
internal static class HtmlAgents
{
    public static void Write(PageText page, SurvivalReport report)
    {
        page.Section("agents", "Agents and models", "Shipping code only; code of several agents counts for each. A difference between agents says nothing about them as long as they were given different work.");
        var agents = report.Metric.Agents;
        if (agents.Count == 0)
        {
            page.Element("p", "No commit of this history carries an agent's claim.").Raw("\n").EndSection();
            return;
        }

        var greatest = agents.Max(agent => agent.Hi.Authored.Weight);
        page.BeginTable("Agents", "agent", "", "authored", "alive", "after 30 d", "after 90 d");
        foreach (var agent in agents.OrderByDescending(agent => agent.Hi.Authored.Weight).ThenBy(agent => agent.Agent, StringComparer.Ordinal))
        {
            page.Raw("<tr>").Element("th scope=\"row\"", agent.Agent).Raw("<td class=\"plot\">")
                .Raw(greatest == 0 ? "" : HtmlBars.Length((double)agent.Lo.Authored.Weight / greatest, (double)agent.Hi.Authored.Weight / greatest, "agent")).Raw("</td>")
                .Element("td class=\"n\"", HtmlFunnel.Counts(agent.Lo.Authored.Weight, agent.Hi.Authored.Weight))
                .Element("td class=\"n\"", HtmlFunnel.Counts(agent.Lo.Alive.Weight, agent.Hi.Alive.Weight))
                .Element("td class=\"n\"", Share(agent.Survival.Curve[1].S))
                .Element("td class=\"n\"", Share(agent.Survival.Curve[2].S)).Raw("</tr>\n");
        }

        page.EndTable();
        WriteModels(page, report);
        page.EndSection();
    }

    private static void WriteModels(PageText page, SurvivalReport report)
    {
        var models = report.Figures.Funnel.Where(entry => entry is { Scope: ScopeClass.Ships, Model: not null }).GroupBy(entry => entry.Model!).ToArray();
        if (models.Length == 0)
        {
            return;
        }

        page.BeginTable("Models, as far as claims name them", "model", "authored", "alive");
        foreach (var model in models)
        {
            page.Row(model.Key, [.. model.Where(entry => entry.Stage <= FunnelStage.Alive).OrderBy(entry => entry.Stage).Select(entry => HtmlFunnel.Counts(entry.UnitsLo ?? 0, entry.UnitsHi ?? 0))]);
        }

        page.EndTable();
    }

    private static string Share(double? share) => share is { } value ? Figures.Percent(value) : "–";
}
