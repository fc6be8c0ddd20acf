using System.Globalization;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Words;

/// <summary>The figures of one agent, model or tier in few characters: the share first, its 95 % interval after it, and why one is missing.</summary>
internal static class SliceWords
{
    /// <summary>What stands between the parts where the slices are told apart.</summary>
    public const string Caution = "Differences say nothing about agents and models as long as they were given different work.";

    /// <summary>In the order of figures: agents, models, tiers, each with the singular of its rows.</summary>
    public static (string Kind, IReadOnlyList<SliceFigures> Slices)[] All(SurvivalFigures metric) => [("agent", metric.Agents), ("model", metric.Models), ("tier", metric.Tiers)];

    /// <summary>What the headline of a slice is called: as that of the whole.</summary>
    public static string Survival(SurvivalFigures metric) => metric.ShippedSurvival.Kind == EvidenceKind.Compiled ? "compiled" : "shipped";

    /// <summary><c>59 % (34–77 %)</c>, <c>59 % (few days (8))</c> or the reason.</summary>
    public static string Of(ShippedSurvival survival)
    {
        if (survival.Point is not { } point)
        {
            return Missing(survival.Reason);
        }

        var few = survival.Flags.FirstOrDefault(flag => flag.StartsWith("few days", StringComparison.Ordinal));
        return With(point, survival.CiLow, survival.CiHigh) + (few is null ? "" : $" ({few})");
    }

    /// <summary><c>95 % (87–98 %)</c>, or the reason.</summary>
    public static string Of(CurvePoint point) => point.S is { } share ? With(share, point.CiLow, point.CiHigh) : Missing(point.Reason);

    /// <summary>Heads of the columns that <see cref="Cells"/> fills.</summary>
    public static string[] Heads(SurvivalFigures metric) =>
        [string.Create(CultureInfo.InvariantCulture, $"{Survival(metric)}, {metric.ShippedSurvival.Days} d"), .. metric.Survival.Agent.Curve.Select(point => string.Create(CultureInfo.InvariantCulture, $"S({point.Days})"))];

    public static string[] Cells(SliceFigures slice) => [Of(slice.ShippedSurvival), .. slice.Survival.Curve.Select(Of)];

    private static string With(double share, double? low, double? high) =>
        low is { } from && high is { } to ? $"{Figures.Percent(share)} ({Figures.Range(from, to)})" : Figures.Percent(share);

    private static string Missing(string? reason) => Ledger.ReasonWords.Of(reason) ?? "–";
}
