using System.Globalization;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports.Svg;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Html;

/// <summary>The survival curves, drawn for wide and for narrow screens, and their numbers.</summary>
internal static class HtmlCurves
{
    public static void Write(PageText page, SurvivalReport report)
    {
        page.Section("survival", "How long code stays", "The share of code that is still on the mainline, by days since it was written. Bands are 95 % intervals; \"all\" is the repository's own baseline.");
        if (CurveFigure.HasCurves(report))
        {
            Figure(page, report, "wide", 900, 380);
            Figure(page, report, "narrow", 330, 300);
        }

        page.BeginTable("Survival by days since birth, with 95 % interval", ["written by", .. report.Metric.Survival.All.Curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Days} d")), "mean of 180 d", "median"]);
        foreach (var group in Enum.GetValues<CodeGroup>())
        {
            var survival = report.Metric.Survival[group];
            if (survival.Units > 0)
            {
                page.Row(GroupWords.Name(group), [.. survival.Curve.Select(Cell), Mean(survival.Rmst180), Median(survival.Median)]);
            }
        }

        page.EndTable();
        page.Element("p class=\"small\"", $"–: fewer than {Interval.FewestUnits} units at risk or {Interval.FewestDays:0} independent days, which is too few to say. The mean is of the days that code lives within its first 180.").Raw("\n");
        page.EndSection();
    }

    private static void Figure(PageText page, SurvivalReport report, string name, int width, int height) => page
        .Raw($"<svg class=\"figure {name}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"c-{name}\"><title id=\"c-{name}\">")
        .Text("Survival curves. " + CurveFigure.Describe(report)).Raw("</title>")
        .Raw(CurveFigure.Draw(report, width, height)).Raw("</svg>\n");

    private static string Cell(CurvePoint point) => point switch
    {
        { S: { } s, CiLow: { } low, CiHigh: { } high } => $"{Figures.Percent(s)} ({Figures.Range(low, high)})",
        { S: { } s } => Figures.Percent(s),
        _ => "–",
    };

    private static string Mean(RestrictedMean mean) => mean.Mean is { } days ? days.ToString("0", CultureInfo.InvariantCulture) + " d" : "–";

    private static string Median(MedianAge median) => median.Days is { } days ? days.ToString("0", CultureInfo.InvariantCulture) + " d"
        : median.Reason == Reasons.NotReached ? Reasons.NotReached : "–";
}
