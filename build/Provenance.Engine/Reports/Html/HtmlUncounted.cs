using Provenance.Engine.Notices;

namespace Provenance.Engine.Reports.Html;

/// <summary>What was left out and why, and the conditions that the reader should know of.</summary>
internal static class HtmlUncounted
{
    public static void Write(PageText page, SurvivalReport report)
    {
        page.Section("uncounted", "What was not counted, and why", "No survival figure above holds any of this.");
        if (report.Detail is { } detail)
        {
            page.BeginTable("Not counted", "what", "how much", "of it agents'", "why");
            foreach (var row in detail.Uncounted)
            {
                page.Raw("<tr>").Element("th scope=\"row\"", row.What)
                    .Element("td class=\"n\"", row.Count is { } count ? $"{Figures.Count(count)} {row.Unit}" : "")
                    .Element("td class=\"n\"", row.OfAgents is { } agents ? Figures.Count(agents) : "")
                    .Element("td class=\"why\"", row.Why).Raw("</tr>\n");
            }

            page.EndTable();
        }

        page.Element("h3", "Notices").Raw("\n");
        if (report.Notices.IsEmpty)
        {
            page.Element("p", "None.").Raw("\n");
        }
        else
        {
            page.Raw("<ul class=\"notices\">\n");
            foreach (var notice in report.Notices)
            {
                page.Raw("<li>").Element("b", notice.Code).Raw(" ").Text(NoticeCatalog.Format(notice)).Raw("</li>\n");
            }

            page.Raw("</ul>\n");
        }

        page.EndSection();
    }
}
