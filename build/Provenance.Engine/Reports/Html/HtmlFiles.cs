using Provenance.Engine.History;
using Provenance.Engine.Reports.Detail;

namespace Provenance.Engine.Reports.Html;

/// <summary>Folders and files. The page's script turns the table into a tree that opens files; without it the top folders stand there.</summary>
internal static class HtmlFiles
{
    private const int Shown = 40;

    public static void Write(PageText page, SurvivalReport report)
    {
        page.Section("files", "Folders and files", "The shipping code that lives at this commit, by who wrote it. A file opens with the origin, age and stage of each line in its margin.");
        if (report.Detail is not { Files.IsEmpty: false } detail)
        {
            page.Element("p", "There is no C# file here.").Raw("\n").EndSection();
            return;
        }

        page.Raw("<form id=\"find\" class=\"find\" hidden><label for=\"q\">Find a file</label> <input id=\"q\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"part of its path\"> ")
            .Raw("<label class=\"check\"><input id=\"only\" type=\"checkbox\"> only with agent code</label> <label class=\"check\"><input id=\"tests\" type=\"checkbox\"> tests, generated and vendored code, too</label> <output id=\"found\"></output></form>\n")
            .Raw("<p class=\"legend\" aria-hidden=\"true\">");
        foreach (var name in (string[])["agent", "mixed", "human", "unknown"])
        {
            page.Raw($"<span><svg class=\"chip\" viewBox=\"0 0 10 10\"><rect class=\"part g-{name}\" width=\"10\" height=\"10\"/></svg>{name}</span> ");
        }

        page.Raw("</p>\n<div id=\"tree\" class=\"scroll\">");
        WriteFolders(page, detail);
        page.Raw("</div>\n");
        if (detail.SourcesLeftOut > 0)
        {
            page.Element("p class=\"small\"", $"The source of {Figures.Count(detail.SourcesLeftOut)} more files with agent code is left out to keep the page small: provenance blame FILE shows it.").Raw("\n");
        }

        page.Raw("<p class=\"small keys\" hidden>Arrow keys move in the tree, right and left open and close a folder, Enter opens a file, Escape leaves it.</p>\n").EndSection();
        page.Raw("<dialog id=\"source\" aria-labelledby=\"source-h\"></dialog>\n");
    }

    private static void WriteFolders(PageText page, ReportDetail detail)
    {
        page.Raw("<table>").Element("caption", "Folders with most agent code, shipping code only").Raw("<thead><tr>").Element("th scope=\"col\"", "folder");
        foreach (var column in (string[])["agent", "mixed", "human", "unknown"])
        {
            page.Element("th scope=\"col\" class=\"n\"", column);
        }

        page.Raw("</tr></thead><tbody>\n");
        var folders = detail.Files.Where(file => file.Scope == ScopeClass.Ships).GroupBy(file => FolderOf(file.Path), StringComparer.Ordinal)
            .Select(folder => (folder.Key, Units: folder.Aggregate(default(LabelUnits), (sum, file) => sum + file.Alive)))
            .Where(folder => folder.Units.All > 0)
            .OrderByDescending(folder => folder.Units.Agent).ThenBy(folder => folder.Key, StringComparer.Ordinal)
            .Take(Shown);
        foreach (var (folder, units) in folders)
        {
            page.Row(folder, Figures.Count(units.Agent), Figures.Count(units.Mixed), Figures.Count(units.Human), Figures.Count(units.Unknown));
        }

        page.Raw("</tbody></table>");
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : ".";
}
