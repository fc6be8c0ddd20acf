namespace Provenance.Engine.Reports.Html;

/// <summary>What the page is about, and the way to its parts.</summary>
internal static class HtmlHead
{
    private static readonly (string Id, string Name)[] Parts =
        [("survival", "Survival"), ("stages", "Stages"), ("deaths", "Deaths"), ("agents", "Agents"), ("files", "Files"), ("uncounted", "Not counted"), ("method", "Method")];

    public static string Subject(SurvivalReport report) =>
        $"{report.Project ?? report.Path ?? "report"} {report.Repository.Commit.Short}";

    public static void Write(PageText page, SurvivalReport report)
    {
        page.Raw("<a class=\"skip\" href=\"#content\">Skip to the figures</a>\n<header class=\"top\"><div class=\"wrap\">\n")
            .Raw("<p class=\"brand\"><b>Provenance</b> <span>").Text(report.Project ?? report.Path ?? "repository").Raw("</span></p>\n")
            .Raw("<p class=\"at\">commit <code>").Text(report.Repository.Commit.Short).Raw("</code> · <time datetime=\"")
            .Text(ReportText.Day(report.Repository.EndSeconds)).Raw("\">").Text(ReportText.Day(report.Repository.EndSeconds)).Raw("</time></p>\n")
            .Raw("<nav aria-label=\"Parts of the report\"><ul>");
        foreach (var (id, name) in Parts)
        {
            page.Raw($"<li><a href=\"#{id}\">").Text(name).Raw("</a></li>");
        }

        page.Raw("</ul></nav>\n</div></header>\n");
    }
}
