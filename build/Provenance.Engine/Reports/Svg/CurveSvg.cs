using System.Text;
using Provenance.Engine.Reports.Html;

namespace Provenance.Engine.Reports.Svg;

/// <summary>The survival curves as a file of their own.</summary>
public static class CurveSvg
{
    private const int Width = 760;
    private const int Height = 430;
    private const int Head = 58;

    /// <summary>UTF-8, one final newline. Needs <see cref="SurvivalReport.Detail"/>; without curves it says so.</summary>
    public static byte[] Write(SurvivalReport report)
    {
        var svg = new SvgText()
            .Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-labelledby=\"t d\">\n")
            .Raw($"<title id=\"t\">{HtmlText.Encode("Survival of C# code by author, " + report.Repository.Commit.Short)}</title>\n")
            .Raw($"<desc id=\"d\">{HtmlText.Encode(CurveFigure.HasCurves(report) ? CurveFigure.Describe(report) : "No curve.")}</desc>\n")
            .Raw($"<style>{FigureStyle.Css}</style>\n")
            .Rect(0, 0, Width, Height, "paper")
            .Label(16, 28, "How long code stays, by who wrote it", "title")
            .Label(16, 47, $"commit {report.Repository.Commit.Short}, {ReportText.Day(report.Repository.EndSeconds)} · bands: 95 %, days as clusters", "note");
        _ = CurveFigure.HasCurves(report)
            ? svg.Raw($"<g transform=\"translate(0 {Head})\">").Raw(CurveFigure.Draw(report, Width, Height - Head - 6)).Raw("</g>")
            : svg.Label(16, Head + 40, "No group has enough code or days for a curve.", "note");
        return Encoding.UTF8.GetBytes(svg.Raw("\n</svg>\n").ToString());
    }
}
