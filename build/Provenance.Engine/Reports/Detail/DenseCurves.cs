using System.Collections.Immutable;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Detail;

/// <summary>The curves at many ages: the report's own five would draw a polygon.</summary>
internal static class DenseCurves
{
    private static readonly CodeGroup[] Drawn = [CodeGroup.Agent, CodeGroup.Human, CodeGroup.Unknown, CodeGroup.All];

    public static ImmutableArray<CurveSeries> Of(IReadOnlyList<LifeCell> cells, MetricOptions options) => options.CurveBlock is not null
        ? []
        : [.. Drawn.Select(group => new CurveSeries(group, Points(SurvivalCurve.Estimate(cells, options, group)))).Where(series => !series.Points.IsEmpty)];

    private static ImmutableArray<CurvePoint> Points(SurvivalCurve curve) =>
    [
        .. DetailLimits.CurveAges.Select(curve.At).Where(point => point.S is not null),
    ];
}
