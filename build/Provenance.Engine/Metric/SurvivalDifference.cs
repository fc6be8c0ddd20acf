namespace Provenance.Engine.Metric;

/// <summary>Agent less other code of one repository, in [−1, 1]; null with a reason.</summary>
/// <param name="Days">Age on the curves; for the headline, h.</param>
public sealed record DifferencePoint(int Days, double? Agent, double? Other, double? Difference, double? CiLow, double? CiHigh, string? Reason);

/// <summary>Agent code against other code of the same repository. Where the other is <c>unknown</c> it contains agent code, so that the difference is biased towards 0.</summary>
/// <param name="Shipped">Of the headline; the other code's own share is standardised over the same ages.</param>
public sealed record GroupDifference(IReadOnlyList<DifferencePoint> Curve, DifferencePoint Shipped);

/// <summary>Differences whose variance sums both groups' influences within the days that they share: what hits both on one day cancels.</summary>
internal static class SurvivalDifference
{
    /// <returns>One point for each pair of points that the two curves were asked for.</returns>
    public static DifferencePoint[] OfCurves(SurvivalCurve agent, SurvivalCurve other, IReadOnlyList<CurvePoint> agentPoints, IReadOnlyList<CurvePoint> otherPoints)
    {
        return [.. agentPoints.Zip(otherPoints, PointOf)];

        DifferencePoint PointOf(CurvePoint left, CurvePoint right)
        {
            if ((left.Reason ?? right.Reason) is { } reason)
            {
                return new(left.Days, left.S, right.S, null, null, null, reason);
            }

            var age = left.Days * MetricOptions.DaySeconds;
            return Of(left.Days, left.S!.Value, right.S!.Value, agent.InfluenceAt(age) - other.InfluenceAt(age));
        }
    }

    public static DifferencePoint OfShares(OrderedCells cells, CodeGroup otherGroup)
    {
        var horizon = cells.Options.HorizonDays;
        if (ShippedSurvival.BlockedBecause(cells.Options) is { } reason)
        {
            return new(horizon, null, null, null, null, null, reason);
        }

        var agent = StandardisedShare.Of(cells, cell => Attribution.Effective(cell) == Label.Agent);
        var other = StandardisedShare.Of(cells, cell => Attribution.Effective(cell).IsIn(otherGroup));
        if (agent.Value is not { } agentValue || other.Value is not { } otherValue)
        {
            return new(horizon, agent.Value, other.Value, null, null, null, agent.Value is null ? Reasons.NoAgentCode : Reasons.NoCode);
        }

        return Of(horizon, agentValue, otherValue, agent.Influence - other.Influence);
    }

    private static DifferencePoint Of(int days, double agent, double other, Influence influence)
    {
        var difference = agent - other;
        if (influence.EffectiveDays < Interval.FewestDays)
        {
            return new(days, agent, other, difference, null, null, Reasons.Insufficient);
        }

        var (low, high) = Interval.Linear(difference, influence, -1, 1);
        return new(days, agent, other, difference, low, high, null);
    }
}
