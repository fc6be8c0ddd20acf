using System.Globalization;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Words;

/// <summary>Agent code beside other code of the same repository, at one age.</summary>
/// <param name="Days">The age.</param>
/// <param name="Rows">Agent first; only groups that have a figure at that age.</param>
/// <param name="Verdict">One sentence about the difference.</param>
/// <param name="Caution">What the other code is; null when it is known to be people's.</param>
/// <remarks>Of the mainline and not of a build: builds examine the files with agent code, so that the compiled share of the rest would be too low.</remarks>
internal sealed record Comparison(int Days, IReadOnlyList<(CodeGroup Group, CurvePoint Point)> Rows, string Verdict, string? Caution)
{
    /// <summary>Ages by how well they tell: old enough to have been challenged, young enough to be observed.</summary>
    private static readonly int[] Preferred = [90, 30, 14, 180, 365];

    /// <summary>Index of the age at which a group is looked at; null when it has no sufficient one.</summary>
    public static int? AgeOf(GroupSurvival survival) => Preferred
        .Select(days => survival.Curve.Select((point, index) => (point, index)).FirstOrDefault(pair => pair.point.Days == days && pair.point.S is not null))
        .Where(pair => pair.point is not null)
        .Select(pair => (int?)pair.index)
        .FirstOrDefault();

    /// <returns>Null without agent code that lived long enough.</returns>
    public static Comparison? Of(SurvivalReport report)
    {
        var metric = report.Metric;
        if (AgeOf(metric.Survival.Agent) is not { } index)
        {
            return null;
        }

        var rows = ((CodeGroup[])[CodeGroup.Agent, CodeGroup.Human, CodeGroup.Unknown, CodeGroup.All])
            .Select(group => (Group: group, Point: metric.Survival[group].Curve[index]))
            .Where(row => row.Point.S is not null)
            .ToArray();
        var isHuman = metric.DifferenceHuman.Curve[index].Difference is not null;
        var difference = (isHuman ? metric.DifferenceHuman : metric.DifferenceUnknown).Curve[index];
        var other = isHuman ? "human" : "unknown";
        return new Comparison(
            metric.Survival.Agent.Curve[index].Days,
            rows,
            difference.Difference is { } value ? Judge(value, difference, other) : "There is no other code of that age to compare with.",
            isHuman || difference.Difference is null ? null : "Unknown code has no claim about its author. It contains agent code that left no trace, which pulls the difference towards 0.");
    }

    private static string Judge(double value, DifferencePoint difference, string other)
    {
        if (difference is not { CiLow: { } low, CiHigh: { } high })
        {
            return $"{Points(value)} against {other} code; too few days to say whether that is chance.";
        }

        var range = $"{Points(value)} against {other} code (95 %: {Points(low)} to {Points(high)})";
        return low <= 0 && high >= 0 ? $"No clear difference: {range}." : $"Agent code survives {(value > 0 ? "longer" : "less")}: {range}.";
    }

    private static string Points(double share)
    {
        var points = Math.Round(share * 100, MidpointRounding.AwayFromZero) + 0.0;
        return points.ToString("+0;−0;0", CultureInfo.InvariantCulture) + (Math.Abs(points) == 1 ? " point" : " points");
    }
}
