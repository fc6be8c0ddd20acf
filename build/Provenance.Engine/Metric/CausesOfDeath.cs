using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Share of the weight that each cause has taken by an age; the four sum to 1 − S. All null when the curve is insufficient there.</summary>
/// <param name="MovedOut">Left the repository's scope: gone from it, though nobody deleted it.</param>
public sealed record CausesPoint(int Days, double? Modified, double? Deleted, double? FileRemoved, double? MovedOut, string? Reason);

/// <summary>Cumulative incidence by cause.</summary>
/// <remarks>Aalen and Johansen, Scand. J. Stat. 5 (1978), 141–150: Σ S(u−) · d_cause / Y over the death ages u.</remarks>
internal static class CausesOfDeath
{
    public static CausesPoint At(SurvivalCurve curve, CurvePoint point)
    {
        if (point.S is null)
        {
            return new(point.Days, null, null, null, null, point.Reason);
        }

        var until = point.Days * MetricOptions.DaySeconds;
        return new(
            point.Days,
            Incidence(curve, DeathCause.Modified, until),
            Incidence(curve, DeathCause.Deleted, until),
            Incidence(curve, DeathCause.FileRemoved, until),
            Incidence(curve, DeathCause.MovedOut, until),
            null);
    }

    public static double Incidence(SurvivalCurve curve, DeathCause cause, long ageSeconds)
    {
        var table = curve.Table;
        var deaths = new long[table.Ages.Length];
        for (var i = 0; i < curve.Observations.Length; i++)
        {
            if (curve.Observations[i].Cause == cause)
            {
                deaths[table.ExitIndex[i] - 1] += curve.Observations[i].Weight;
            }
        }

        var incidence = 0.0;
        for (var i = 0; i < table.EventsUpTo(ageSeconds); i++)
        {
            incidence += table.Survival[i] * deaths[i] / table.AtRisk[i];
        }

        return incidence;
    }
}
