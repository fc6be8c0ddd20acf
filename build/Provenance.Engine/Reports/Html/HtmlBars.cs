using System.Globalization;
using Provenance.Engine.Reports.Svg;

namespace Provenance.Engine.Reports.Html;

/// <summary>Small drawings inside text and tables. They stretch with their place, so all measures are in thousandths of it; the numbers stand beside them as text.</summary>
internal static class HtmlBars
{
    private const double Full = 1000;
    private const string Begin = "<svg class=\"bar\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">";

    /// <summary>A share with its range by attribution as a band and its interval by chance as a whisker.</summary>
    public static string Range(double point, double? lo, double? hi, double? low, double? high, string slug)
    {
        var svg = new SvgText().Raw(Begin).Rect(0, 9, Full, 2, "track");
        if (low is { } from && high is { } to)
        {
            svg.Rect(from * Full, 7, Width(to - from), 6, $"ci g-{slug}").Rect((from * Full) - 1, 4, 3, 12, $"cap g-{slug}").Rect((to * Full) - 2, 4, 3, 12, $"cap g-{slug}");
        }

        if (lo is { } least && hi is { } most && most > least)
        {
            svg.Rect(least * Full, 4, Width(most - least), 12, $"claim g-{slug}");
        }

        return svg.Rect((point * Full) - 3, 1, 6, 18, $"point g-{slug}").Raw("</svg>").ToString();
    }

    /// <summary>A length of which a part is certain.</summary>
    public static string Length(double lo, double hi, string slug) => new SvgText().Raw(Begin)
        .Rect(0, 2, Full, 16, "track").Rect(0, 2, hi * Full, 16, $"maybe g-{slug}").Rect(0, 2, lo * Full, 16, $"fill g-{slug}").Raw("</svg>").ToString();

    /// <summary>Parts that stand one after the other; what is left of the length is what they are parts of.</summary>
    public static string Parts(IEnumerable<(double Share, string ClassName)> parts)
    {
        var svg = new SvgText().Raw(Begin).Rect(0, 2, Full, 16, "track");
        var x = 0.0;
        foreach (var (share, className) in parts)
        {
            svg.Rect(x, 2, share * Full, 16, className);
            x += share * Full;
        }

        return svg.Raw("</svg>").ToString();
    }

    /// <summary>Marks under a row of bars, from 0 to 100 %.</summary>
    public static string Scale() => "<div class=\"scale\" aria-hidden=\"true\">"
        + string.Concat(((int[])[0, 25, 50, 75, 100]).Select(mark => string.Create(CultureInfo.InvariantCulture, $"<span>{mark}{(mark == 100 ? " %" : "")}</span>"))) + "</div>\n";

    // An interval that is narrower than a hair is still one.
    private static double Width(double share) => Math.Max(2, share * Full);
}
