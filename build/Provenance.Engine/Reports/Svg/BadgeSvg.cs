using System.Text;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports.Html;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Svg;

/// <summary>The headline as a badge: the figure and its range, in one neutral colour, because no value of it is a goal.</summary>
public static class BadgeSvg
{
    private const double CharacterWidth = 6.7;
    private const double Padding = 8;
    private const int Height = 20;

    /// <summary>UTF-8, one final newline.</summary>
    public static byte[] Write(SurvivalReport report)
    {
        var (name, value) = Texts(report);
        var (left, right) = (WidthOf(name), WidthOf(value));
        var svg = new SvgText()
            .Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{SvgText.Number(left + right)}\" height=\"{Height}\" role=\"img\" aria-label=\"{HtmlText.Encode($"{name}: {value}")}\">\n")
            .Raw($"<title>{HtmlText.Encode($"{name}: {value}")}</title>\n")
            .Raw("<style>.l{fill:#3b404a}.r{fill:#4338b8}text{fill:#fff;font:11px Verdana,Geneva,\"DejaVu Sans\",sans-serif}</style>\n")
            .Raw($"<clipPath id=\"c\"><rect width=\"{SvgText.Number(left + right)}\" height=\"{Height}\" rx=\"3\"/></clipPath><g clip-path=\"url(#c)\">")
            .Rect(0, 0, left, Height, "l")
            .Rect(left, 0, right, Height, "r")
            .Raw("</g>");
        Fitted(svg, left / 2, name, left);
        Fitted(svg, left + (right / 2), value, right);
        return Encoding.UTF8.GetBytes(svg.Raw("\n</svg>\n").ToString());
    }

    private static (string Name, string Value) Texts(SurvivalReport report)
    {
        var headline = Headline.Of(report);
        var kind = report.Figures.ShippedSurvival.Figure.Point is null ? "surviving" : report.Figures.ShippedSurvival.Kind == EvidenceKind.Compiled ? "compiled" : "shipping";
        return headline.Point is not { } point ? ("agent code", "no figure")
            : ($"agent code {kind}", headline is { CiLow: { } low, CiHigh: { } high } ? $"{Figures.Percent(point)} ({Figures.Range(low, high)})" : $"{Figures.Percent(point)} (few days)");
    }

    private static double WidthOf(string text) => Math.Round((text.Length * CharacterWidth) + (2 * Padding));

    /// <summary>The text is set to the width that was reckoned, whatever font draws it.</summary>
    private static void Fitted(SvgText svg, double middle, string text, double width) => svg.Raw(
        $"<text x=\"{SvgText.Number(middle)}\" y=\"14\" text-anchor=\"middle\" textLength=\"{SvgText.Number(width - (2 * Padding))}\" lengthAdjust=\"spacingAndGlyphs\">{HtmlText.Encode(text)}</text>");
}
