namespace Provenance.Engine.Metric;

/// <summary>The product limit when every birth day weighs 1, so that one huge day does not speak for the others.</summary>
internal static class DayWeightedSurvival
{
    /// <returns>As <see cref="RiskTable.Survival"/>: after the first i death ages.</returns>
    public static double[] Of(Observation[] observations, RiskTable table)
    {
        var dayTotals = new Dictionary<long, long>();
        for (var i = 0; i < observations.Length; i++)
        {
            dayTotals[observations[i].BirthDay] = dayTotals.GetValueOrDefault(observations[i].BirthDay) + observations[i].Weight;
        }

        var change = new double[table.Ages.Length + 1];
        var deaths = new double[table.Ages.Length];
        for (var i = 0; i < observations.Length; i++)
        {
            var weight = observations[i].Weight / (double)dayTotals[observations[i].BirthDay];
            change[table.EntryIndex[i]] += weight;
            change[table.ExitIndex[i]] -= weight;
            if (observations[i].IsDeath)
            {
                deaths[table.ExitIndex[i] - 1] += weight;
            }
        }

        var survival = new double[table.Ages.Length + 1];
        survival[0] = 1;
        var atRisk = 0.0;
        for (var i = 0; i < table.Ages.Length; i++)
        {
            atRisk += change[i];
            // The running sum of fractions is off by its rounding; the integer counts say exactly when everybody died.
            var kept = table.AtRisk[i] == table.Deaths[i] || atRisk <= 0 ? 0 : Math.Clamp(1 - (deaths[i] / atRisk), 0, 1);
            survival[i + 1] = survival[i] * kept;
        }

        return survival;
    }
}
