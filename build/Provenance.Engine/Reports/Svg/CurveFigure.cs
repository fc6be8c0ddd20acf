using System.Globalization;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports.Detail;
using Provenance.Engine.Reports.Words;

namespace Provenance.Engine.Reports.Svg;

/// <summary>The survival curves: a line for each group, the 95 % band of agent code and of what it is compared with, a dot at each age that the tables give.</summary>
internal sealed class CurveFigure
{
    private const double Top = 14;
    private const double Left = 48;
    private const double Bottom = 40;
    private const double Right = 74;
    private const double LabelGap = 15;
    private static readonly int[] Ticks = [0, 30, 90, 180, 365];

    private readonly SurvivalReport _report;
    private readonly IReadOnlyList<CurveSeries> _series;
    private readonly double _width;
    private readonly double _height;
    private readonly double _lowest;

    private CurveFigure(SurvivalReport report, double width, double height)
    {
        _report = report;
        _series = report.Detail?.Curves ?? [];
        _width = width;
        _height = height;
        var least = _series.SelectMany(series => series.Points).Select(point => point.CiLow ?? point.S!.Value).DefaultIfEmpty(0).Min();
        // From the ten below the lowest band, unless little would be cut off.
        _lowest = least > 0.4 ? Math.Floor(least * 10) / 10 : 0;
    }

    public static bool HasCurves(SurvivalReport report) => report.Detail is { Curves.IsEmpty: false };

    /// <summary>The content of a drawing of that size.</summary>
    public static string Draw(SurvivalReport report, double width, double height)
    {
        var figure = new CurveFigure(report, width, height);
        var svg = new SvgText();
        figure.DrawAxes(svg);
        // What is compared with lies below agent code.
        foreach (var series in figure._series.Reverse())
        {
            figure.DrawSeries(svg, series);
        }

        figure.DrawNames(svg);
        return svg.ToString();
    }

    /// <summary>The figure in words, for those who do not see it.</summary>
    public static string Describe(SurvivalReport report)
    {
        var sentences = report.Detail?.Curves.Select(series =>
        {
            var points = report.Metric.Survival[series.Group].Curve.Where(point => point.S is not null)
                .Select(point => string.Create(CultureInfo.InvariantCulture, $"{Figures.Percent(point.S!.Value)} after {point.Days} days"));
            return $"{GroupWords.Name(series.Group)} code: {string.Join(", ", points)}.";
        });
        return string.Join(' ', sentences ?? []);
    }

    private double X(double days) => Left + ((_width - Left - Right) * days / DetailLimits.CurveDays);

    private double Y(double share) => Top + ((_height - Top - Bottom) * (1 - share) / (1 - _lowest));

    private void DrawAxes(SvgText svg)
    {
        var step = 1 - _lowest > 0.5 ? 0.2 : 0.1;
        for (var i = 0; 1 - (i * step) >= _lowest - 0.001; i++)
        {
            var share = 1 - (i * step);
            svg.Line(Left, Y(share), _width - Right, Y(share), "grid");
            svg.Label(Left - 8, Y(share) + 4, string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100):0} %"), "tick", "end");
        }

        foreach (var days in Ticks)
        {
            svg.Line(X(days), Y(_lowest), X(days), Y(_lowest) + 5, "axis");
            svg.Label(X(days), Y(_lowest) + 19, days.ToString(CultureInfo.InvariantCulture), "tick", "middle");
        }

        svg.Line(Left, Y(_lowest), _width - Right, Y(_lowest), "axis");
        svg.Label((Left + _width - Right) / 2, _height - 4, _lowest > 0 ? Cut() : "days since birth", "tick", "middle");
    }

    private string Cut() => string.Create(CultureInfo.InvariantCulture, $"days since birth · axis from {_lowest * 100:0} %");

    private void DrawSeries(SvgText svg, CurveSeries series)
    {
        var slug = GroupWords.Slug(series.Group);
        foreach (var piece in Pieces(series))
        {
            if (series.Group != CodeGroup.All)
            {
                var upper = piece.Select(point => (X(point.Days), Y(point.High)));
                var lower = Enumerable.Reverse(piece).Select(point => (X(point.Days), Y(point.Low)));
                svg.Path(upper.Concat(lower), $"area g-{slug}", isClosed: true);
            }

            svg.Path(piece.Select(point => (X(point.Days), Y(point.S))), $"curve g-{slug}");
        }

        if (series.Group != CodeGroup.All)
        {
            foreach (var point in _report.Metric.Survival[series.Group].Curve.Where(point => point.S is not null))
            {
                svg.Circle(X(point.Days), Y(point.S!.Value), 3.2, $"dot g-{slug}");
            }
        }
    }

    /// <summary>Neighbouring ages: where one between is insufficient, the line breaks. The first piece begins at birth, where everything is alive.</summary>
    private static List<List<(int Days, double S, double Low, double High)>> Pieces(CurveSeries series)
    {
        var ages = DetailLimits.CurveAges;
        List<(int Days, double S, double Low, double High)> piece = [(0, 1, 1, 1)];
        List<List<(int Days, double S, double Low, double High)>> pieces = [piece];
        var next = 0;
        foreach (var point in series.Points)
        {
            var index = Array.IndexOf(ages, point.Days);
            if (index != next)
            {
                pieces.Add(piece = []);
            }

            next = index + 1;
            piece.Add((point.Days, point.S!.Value, point.CiLow ?? point.S.Value, point.CiHigh ?? point.S.Value));
        }

        return pieces;
    }

    /// <summary>Names at the ends of the lines, pushed apart where lines end close together.</summary>
    private void DrawNames(SvgText svg)
    {
        var last = double.NegativeInfinity;
        foreach (var series in _series.OrderBy(series => Y(series.Points[^1].S!.Value)).ThenBy(series => series.Group))
        {
            var end = series.Points[^1];
            var y = Math.Max(Y(end.S!.Value), last + LabelGap);
            last = y;
            // A line that ends early is named where it ends, not at the margin.
            svg.Label(X(end.Days) + 8, y + 4, GroupWords.Name(series.Group), $"name g-{GroupWords.Slug(series.Group)}");
        }
    }
}
