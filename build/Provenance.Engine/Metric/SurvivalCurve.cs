using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>One age on a survival curve. What is insufficient is null and has a reason; counts are always there.</summary>
/// <param name="S">Share of the weight alive after this age, in [0, 1].</param>
/// <param name="CiLow">95 % interval, clustered by UTC days.</param>
/// <param name="AtRisk">Weight under observation at this age.</param>
/// <param name="Deaths">Weight that died under observation up to and at this age.</param>
/// <param name="EffectiveClusters">(Σ n)² / Σ n² over the birth days of the weight at risk.</param>
/// <param name="DayWeightedS">The same share with every birth day counting alike.</param>
public sealed record CurvePoint(
    int Days, double? S, double? CiLow, double? CiHigh, long AtRisk, long Deaths, double EffectiveClusters, double? DayWeightedS, string? Reason);

/// <summary>Area under the curve up to an age: the mean number of days lived within it.</summary>
/// <param name="Mean">Days, in [0, <paramref name="Days"/>].</param>
public sealed record RestrictedMean(int Days, double? Mean, double? CiLow, double? CiHigh, string? Reason);

/// <summary>Age in days at which half is dead.</summary>
public sealed record MedianAge(double? Days, string? Reason);

/// <summary>Product limit with delayed entry over the units of one group, with variances that respect that code is born and killed in bulk.</summary>
/// <remarks>
/// Linearised variance after Williams, Lifetime Data Anal. 1 (1995), 171–186, here with delayed entry: each unit contributes
/// ψ(t) = 1[died by t] / Y(T) − Σ d/Y² over the death ages it was at risk at, up to t. The ψ sum to 0 over all units; Var S = S² · Var Σψ.
/// </remarks>
public sealed class SurvivalCurve
{
    private readonly RiskTable table;
    private readonly DayClusters clusters;
    private readonly double[] squaredHazard;
    private readonly Lazy<double[]> dayWeighted;

    private SurvivalCurve(Observation[] observations)
    {
        Observations = observations;
        table = new RiskTable(observations);
        clusters = new DayClusters([.. observations.Select(o => (o.BirthDay, o.DeathDay))]);
        squaredHazard = Accumulate(i => 1);
        dayWeighted = new(() => DayWeightedSurvival.Of(observations, table, clusters.BirthRanks));
        Units = observations.Sum(o => o.Weight);
        EffectiveClusters = clusters.EffectiveDays([.. observations.Select(o => (double)o.Weight)]);
    }

    /// <summary>Weight that was under observation at some age.</summary>
    public long Units { get; }

    /// <summary>Over the birth days of all of it.</summary>
    public double EffectiveClusters { get; }

    internal Observation[] Observations { get; }

    internal RiskTable Table => table;

    /// <param name="cells">Any order. Other scopes than <see cref="ScopeClass.Ships"/> and left-truncated cells are passed over.</param>
    /// <exception cref="ArgumentException">A cell contradicts itself.</exception>
    public static SurvivalCurve Estimate(IReadOnlyList<LifeCell> cells, MetricOptions options, CodeGroup group)
    {
        options.Validate();
        SurvivalMetric.Validate(cells);
        return Of(new OrderedCells(cells, options), cell => Attribution.Effective(cell).IsIn(group));
    }

    internal static SurvivalCurve Of(OrderedCells cells, Func<LifeCell, bool> member) => new(cells.Observations(member));

    /// <summary>The bare product limit at an age in seconds, however few units carry it: 1 before the first death.</summary>
    public double ProductLimit(long ageSeconds) => table.Survival[table.EventsUpTo(ageSeconds)];

    public CurvePoint At(int days)
    {
        var age = days * MetricOptions.DaySeconds;
        var atRisk = table.AtRiskAt(age);
        var deaths = table.DeathsUpTo(age);
        var effectiveDays = EffectiveDaysAt(age);
        if (!IsSufficient(atRisk, effectiveDays))
        {
            return new(days, null, null, null, atRisk, deaths, effectiveDays, null, Reasons.Insufficient);
        }

        var survival = ProductLimit(age);
        var error = survival * Math.Sqrt(clusters.WidestVariance(Terms(age), ObservedBefore(age)));
        var (low, high) = Interval.OfShare(survival, error, effectiveDays);
        return new(days, survival, low, high, atRisk, deaths, effectiveDays, dayWeighted.Value[table.EventsUpTo(age)], null);
    }

    public RestrictedMean MeanWithin(int days)
    {
        var age = days * MetricOptions.DaySeconds;
        var effectiveDays = EffectiveDaysAt(age);
        if (!IsSufficient(table.AtRiskAt(age), effectiveDays))
        {
            return new(days, null, null, null, Reasons.Insufficient);
        }

        var areas = AreasFromDeaths(age);
        var mean = (Math.Min(age, table.Ages.Length > 0 ? table.Ages[0] : age) + (areas.Length > 0 ? areas[0] : 0)) / MetricOptions.DaySeconds;
        var terms = Terms(age, Accumulate(i => areas[i]), i => areas[i]);
        var error = Math.Sqrt(clusters.WidestVariance(terms, ObservedBefore(age))) / MetricOptions.DaySeconds;
        var clipped = Math.Clamp(mean, 0, days);
        var (low, high) = Interval.Linear(clipped, error, effectiveDays, 0, days);
        return new(days, clipped, low, high, null);
    }

    public MedianAge Median()
    {
        var index = Array.FindIndex(table.Survival, s => s <= 0.5);
        if (index < 0)
        {
            return new(null, Reasons.NotReached);
        }

        var age = table.Ages[index - 1];
        return IsSufficient(table.AtRisk[index - 1], EffectiveDaysAt(age)) ? new(age / (double)MetricOptions.DaySeconds, null) : new(null, Reasons.Insufficient);
    }

    /// <summary>Per observation, weight · ψ at an age: what the survival there owes to it, divided by −S.</summary>
    internal double[] Terms(long age) => Terms(age, squaredHazard, i => 1);

    internal bool[] ObservedBefore(long age) => Array.ConvertAll(Observations, o => o.Entry < age);

    private static bool IsSufficient(long atRisk, double effectiveDays) => atRisk >= Interval.FewestUnits && effectiveDays >= Interval.FewestDays;

    private double EffectiveDaysAt(long age) =>
        clusters.EffectiveDays(Array.ConvertAll(Observations, o => o.Entry < age && age <= o.Exit ? (double)o.Weight : 0));

    /// <param name="cumulated">Σ factor · d/Y² over the first i death ages.</param>
    /// <param name="factor">What the term of a death age is multiplied by: 1 for S, the area behind it for the restricted mean.</param>
    private double[] Terms(long age, double[] cumulated, Func<int, double> factor)
    {
        var until = table.EventsUpTo(age);
        var terms = new double[Observations.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var last = Math.Min(table.ExitIndex[i], until);
            var first = table.EntryIndex[i];
            if (last <= first)
            {
                continue;
            }

            var own = Observations[i].IsDeath && table.ExitIndex[i] <= until ? factor(last - 1) / table.AtRisk[last - 1] : 0;
            terms[i] = Observations[i].Weight * (own - (cumulated[last] - cumulated[first]));
        }

        return terms;
    }

    private double[] Accumulate(Func<int, double> factor)
    {
        var sums = new double[table.Ages.Length + 1];
        for (var i = 0; i < table.Ages.Length; i++)
        {
            sums[i + 1] = sums[i] + (factor(i) * table.Deaths[i] / table.AtRisk[i] / table.AtRisk[i]);
        }

        return sums;
    }

    /// <summary>∫ S from each death age to <paramref name="age"/>, in seconds; 0 for those at or beyond it.</summary>
    private double[] AreasFromDeaths(long age)
    {
        var areas = new double[table.Ages.Length];
        var end = age;
        var area = 0.0;
        for (var i = table.EventsUpTo(age) - 1; i >= 0; i--)
        {
            area += table.Survival[i + 1] * (end - table.Ages[i]);
            end = table.Ages[i];
            areas[i] = area;
        }

        return areas;
    }
}
