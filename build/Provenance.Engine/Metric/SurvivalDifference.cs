namespace Provenance.Engine.Metric;

/// <summary>Agent less other code of one repository, in [−1, 1]; null with a reason.</summary>
/// <param name="Days">Age on the curves; for the headline, h.</param>
public sealed record DifferencePoint(int Days, double? Agent, double? Other, double? Difference, double? CiLow, double? CiHigh, string? Reason);

/// <summary>Agent code against other code of the same repository. Where the other is <c>unknown</c> it contains agent code, so that the difference is biased towards 0.</summary>
/// <param name="Shipped">Of the headline; the other code's own share is standardised over the same ages.</param>
public sealed record GroupDifference(IReadOnlyList<DifferencePoint> Curve, DifferencePoint Shipped);

/// <summary>Differences whose variance is that of ψ_A·S_A − ψ_B·S_B summed over clusters that both groups share: what hits both on one day cancels.</summary>
internal static class SurvivalDifference
{
    public static DifferencePoint OfCurves(SurvivalCurve agent, SurvivalCurve other, CurvePoint agentPoint, CurvePoint otherPoint)
    {
        if ((agentPoint.Reason ?? otherPoint.Reason) is { } reason)
        {
            return new(agentPoint.Days, agentPoint.S, otherPoint.S, null, null, null, reason);
        }

        var age = agentPoint.Days * MetricOptions.DaySeconds;
        var terms = agent.Terms(age).Select(t => agentPoint.S!.Value * t).Concat(other.Terms(age).Select(t => -otherPoint.S!.Value * t));
        var days = agent.Observations.Concat(other.Observations).Select(o => (o.BirthDay, o.DeathDay));
        var observed = agent.ObservedBefore(age).Concat(other.ObservedBefore(age));
        return Of(
            agentPoint.Days, agentPoint.S!.Value, otherPoint.S!.Value, [.. terms], [.. days], [.. observed], Math.Min(agentPoint.EffectiveClusters, otherPoint.EffectiveClusters));
    }

    public static DifferencePoint OfShares(IReadOnlyList<LifeCell> cells, MetricOptions options, CodeGroup otherGroup)
    {
        if (ShippedSurvival.BlockedBecause(options) is { } reason)
        {
            return new(options.HorizonDays, null, null, null, null, null, reason);
        }

        var agent = StandardisedShare.Of(cells, options, cell => Attribution.Effective(cell) == Label.Agent);
        var other = StandardisedShare.Of(cells, options, cell => Attribution.Effective(cell).IsIn(otherGroup));
        if (agent.Value is not { } agentValue || other.Value is not { } otherValue)
        {
            return new(options.HorizonDays, agent.Value, other.Value, null, null, null, agent.Value is null ? Reasons.NoAgentCode : Reasons.NoCode);
        }

        var (agentTerms, agentDays) = agent.Linearised;
        var (otherTerms, otherDays) = other.Linearised;
        var observed = new bool[agentTerms.Length + otherTerms.Length];
        Array.Fill(observed, true);
        return Of(
            options.HorizonDays, agentValue, otherValue, [.. agentTerms, .. otherTerms.Select(t => -t)], [.. agentDays, .. otherDays], observed, Math.Min(agent.EffectiveDays, other.EffectiveDays));
    }

    /// <param name="effectiveDays">The smaller of the two groups': many days of other code do not make few agent days more.</param>
    private static DifferencePoint Of(
        int days, double agent, double other, double[] terms, IReadOnlyList<(long Birth, long Death)> clusterDays, bool[] observed, double effectiveDays)
    {
        var difference = agent - other;
        if (effectiveDays < Interval.FewestDays)
        {
            return new(days, agent, other, difference, null, null, Reasons.Insufficient);
        }

        var error = Math.Sqrt(new DayClusters(clusterDays).WidestVariance(terms, observed));
        var (low, high) = Interval.Linear(difference, error, effectiveDays, -1, 1);
        return new(days, agent, other, difference, low, high, null);
    }
}
