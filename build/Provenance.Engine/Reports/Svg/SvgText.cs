using System.Globalization;
using System.Text;
using Provenance.Engine.Reports.Html;

namespace Provenance.Engine.Reports.Svg;

/// <summary>Writes drawings: numbers with at most two decimals, text encoded. No element can load or run anything.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    public SvgText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public SvgText Rect(double x, double y, double width, double height, string className, double radius = 0)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(height)}\" class=\"{className}\"");
        return Raw(radius > 0 ? $" rx=\"{Number(radius)}\"/>" : "/>");
    }

    public SvgText Line(double x1, double y1, double x2, double y2, string className) =>
        Raw($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" class=\"{className}\"/>");

    public SvgText Circle(double x, double y, double radius, string className) =>
        Raw($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" class=\"{className}\"/>");

    public SvgText Path(IEnumerable<(double X, double Y)> points, string className, bool isClosed = false)
    {
        _text.Append("<path d=\"");
        var command = 'M';
        foreach (var (x, y) in points)
        {
            _text.Append(command).Append(Number(x)).Append(' ').Append(Number(y));
            command = 'L';
        }

        return Raw($"{(isClosed ? "Z" : "")}\" class=\"{className}\"/>");
    }

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public SvgText Label(double x, double y, string text, string className, string anchor = "start") =>
        Raw($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" class=\"{className}\" text-anchor=\"{anchor}\">{HtmlText.Encode(text)}</text>");

    public override string ToString() => _text.ToString();
}
