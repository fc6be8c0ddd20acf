using System.Globalization;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Html;

/// <summary>The first screen: how much of what agents wrote is still there, how sure that is, and compared with what.</summary>
internal static class HtmlHero
{
    public static void Write(PageText page, SurvivalReport report)
    {
        var headline = Headline.Of(report);
        page.Raw("<section class=\"hero\" aria-labelledby=\"headline\">\n<div class=\"answer\">\n")
            .Element("p class=\"eyebrow\"", headline.Title).Raw("\n<h1 id=\"headline\">");
        if (headline.Point is { } point)
        {
            page.Element("span class=\"big\"", Figures.Percent(point)).Raw(" ").Element("span class=\"says\"", headline.Sentence + ".").Raw("</h1>\n");
            page.Raw(HtmlBars.Range(point, headline.ClaimLo, headline.ClaimHi, headline.CiLow, headline.CiHigh, "agent")).Raw(HtmlBars.Scale());
            page.Element("p class=\"key\"", Key(headline)).Raw("\n");
        }
        else
        {
            page.Element("span class=\"says\"", "No figure: " + LowerFirst(headline.Sentence) + ".").Raw("</h1>\n");
        }

        page.Element("p class=\"of\"", Whole(report, headline)).Raw("\n");
        if (headline.Note is { } note)
        {
            page.Element("p class=\"note\"", note).Raw("\n");
        }

        page.Raw("</div>\n");
        WriteComparison(page, report);
        WriteCertainty(page, report, headline);
        page.EndSection();
    }

    private static string Key(Headline headline) => headline.CiLow is null
        ? "The mark is the figure; the box is its range by attribution."
        : "The mark is the figure, the box its range by attribution, the line its 95 % interval by chance.";

    private static string Whole(SurvivalReport report, Headline headline)
    {
        var isLines = report.Options.Unit == UnitMode.Line;
        var units = $"{Figures.Count(headline.Whole)} agent {(isLines ? "lines" : "tokens")}";
        var lines = isLines ? "" : $" (about {Figures.Count((headline.Whole + (Figures.TokensPerLine / 2)) / Figures.TokensPerLine)} lines)";
        var records = report.Project is not null ? "from this project's own build"
            : report.Records.Records.IsEmpty ? "no build record"
            : string.Create(CultureInfo.InvariantCulture, $"from the builds of {report.Records.Projects} of {report.Repository.History.Projects.Length} projects");
        return $"Of {units}{lines}, {records}.";
    }

    private static void WriteComparison(PageText page, SurvivalReport report)
    {
        page.Raw("<div class=\"compared\">\n").Element("h2", "Compared with what?").Raw("\n");
        if (Comparison.Of(report) is not { } comparison)
        {
            page.Element("p", "Agent code has too few units or days for a comparison.").Raw("</div>\n");
            return;
        }

        page.Element("p class=\"lead\"", string.Create(CultureInfo.InvariantCulture, $"Code of this repository that is still on the mainline {comparison.Days} days after it was written:"))
            .Raw("\n<dl class=\"forest\">\n");
        foreach (var (group, row) in comparison.Rows)
        {
            var slug = GroupWords.Slug(group);
            page.Raw($"<div><dt class=\"g-{slug}\">").Text(GroupWords.Name(group)).Raw("</dt><dd class=\"n\">").Text(Figures.Percent(row.S!.Value)).Raw("</dd><dd class=\"plot\">")
                .Raw(HtmlBars.Range(row.S.Value, null, null, row.CiLow, row.CiHigh, slug)).Raw("</dd><dd class=\"range\">")
                .Text(row is { CiLow: { } low, CiHigh: { } high } ? Figures.Range(low, high) : "no interval").Raw("</dd></div>\n");
        }

        page.Raw("</dl>\n").Element("p class=\"verdict\"", comparison.Verdict).Raw("\n");
        if (comparison.Caution is { } caution)
        {
            page.Element("p class=\"small\"", caution).Raw("\n");
        }

        page.Raw("</div>\n");
    }

    private static void WriteCertainty(PageText page, SurvivalReport report, Headline headline)
    {
        page.Raw("<div class=\"sure\">\n").Element("h2", "How sure is that?").Raw("\n<dl class=\"tiles\">\n");
        foreach (var row in Certainty.Of(report, headline))
        {
            page.Raw(row.IsWeak ? "<div class=\"weak\">" : "<div>").Element("dt", row.Name)
                .Element("dd class=\"fig\"", row.Figure).Element("dd class=\"small\"", row.Meaning).Raw("</div>\n");
        }

        page.Raw("</dl>\n</div>\n");
    }

    private static string LowerFirst(string text) => text.StartsWith("HEAD", StringComparison.Ordinal) ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
