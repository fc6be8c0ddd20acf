using System.Runtime.InteropServices;
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
/// ψ(t) = 1[died by t] / (Y − d) − Σ d / (Y(Y − d)) over the death ages it was at risk at, up to t, which is the exact derivative of −ln S by the unit's weight.
/// The ψ sum to 0 over all units; Var S = S² · Var Σψ. With Y² in place of Y(Y − d) it would be the derivative of Nelson and Aalen's cumulative hazard: too small where
/// many units die at one age, and in disagreement with the variance of a plain share, which this one meets where nothing is censored.
/// </remarks>
public sealed class SurvivalCurve
{
    private readonly RiskTable table;
    private readonly long endSeconds;
    private readonly long[] birthDays;
    private readonly double[] hazard;
    private readonly Lazy<double[]> dayWeighted;
    private readonly Dictionary<long, Influence> influences = [];

    private SurvivalCurve(Observation[] observations, long endSeconds)
    {
        Observations = observations;
        this.endSeconds = endSeconds;
        table = new RiskTable(observations);
        birthDays = Array.ConvertAll(observations, o => o.BirthDay);
        hazard = Accumulate(i => 1);
        dayWeighted = new(() => DayWeightedSurvival.Of(observations, table));
        foreach (var observation in observations)
        {
            Units = checked(Units + observation.Weight);
        }

        EffectiveClusters = EffectiveDays(o => true);
    }

    /// <summary>Weight that was under observation at some age.</summary>
    public long Units { get; }

    /// <summary>Over the birth days of all of it.</summary>
    public double EffectiveClusters { get; }

    internal Observation[] Observations { get; }

    /// <summary>Whether other curves are subtracted from it, or it from them.</summary>
    internal bool IsCompared { get; init; } = true;

    internal RiskTable Table => table;

    /// <param name="cells">Any order. Other scopes than <see cref="ScopeClass.Ships"/> and left-truncated cells are passed over.</param>
    /// <exception cref="ArgumentException">A cell contradicts itself.</exception>
    public static SurvivalCurve Estimate(IReadOnlyList<LifeCell> cells, MetricOptions options, CodeGroup group)
    {
        options.Validate();
        SurvivalMetric.Validate(cells);
        return Of(new OrderedCells(cells, options), cell => Attribution.Effective(cell).IsIn(group));
    }

    internal static SurvivalCurve Of(OrderedCells cells, Func<LifeCell, bool> member, bool isCompared = true) =>
        new(cells.Observations(member), cells.Options.ObservationEndSeconds) { IsCompared = isCompared };

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
        var (low, high) = Interval.OfShare(survival, InfluenceAt(age));
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
        var influence = InfluenceOf(age, Accumulate(i => areas[i]), i => areas[i], 1.0 / MetricOptions.DaySeconds, isCompared: false);
        var clipped = Math.Clamp(mean, 0, days);
        var (low, high) = Interval.Linear(clipped, influence, 0, days);
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

    /// <summary>What S at an age owes to each day, with the sign of −S: it grows with the deaths.</summary>
    internal Influence InfluenceAt(long age)
    {
        if (!influences.TryGetValue(age, out var influence))
        {
            influence = InfluenceOf(age, hazard, i => 1, ProductLimit(age), IsCompared);
            influences.Add(age, influence);
        }

        return influence;
    }

    /// <summary>Per observation, weight · ψ at an age.</summary>
    internal double[] Terms(long age) => Terms(age, hazard, i => 1);

    private static bool IsSufficient(long atRisk, double effectiveDays) => atRisk >= Interval.FewestUnits && effectiveDays >= Interval.FewestDays;

    private double EffectiveDaysAt(long age) => EffectiveDays(o => o.Entry < age && age <= o.Exit);

    private double EffectiveDays(Func<Observation, bool> counts) => BirthDays.Effective(ClusterSums.OfAscending(
        birthDays, Array.ConvertAll(Observations, o => counts(o) ? (double)o.Weight : 0)));

    /// <param name="scale">What the whole is multiplied by.</param>
    /// <param name="isCompared">It will be subtracted from another curve's.</param>
    private Influence InfluenceOf(long age, double[] cumulated, Func<int, double> factor, double scale, bool isCompared)
    {
        var terms = Terms(age, cumulated, factor);
        var seen = SeenBefore(age);
        var days = Array.ConvertAll(seen, i => birthDays[i]);
        var sums = ClusterSums.OfAscending(days, Array.ConvertAll(seen, i => terms[i]));
        var exposure = ClusterSums.OfAscending(
            days, Array.ConvertAll(seen, i => Observations[i].Weight * (double)(Math.Min(age, endSeconds - Observations[i].BirthSeconds) - Observations[i].Entry)));
        var split = SplitByDay(age, cumulated, factor, isCompared ? null : scale);
        var (byDay, byCell) = split.Sums();
        var influence = new Influence(BirthDays.LeftOut(sums, exposure), byDay, byCell, EffectiveDaysAt(age)).Times(scale);
        return isCompared ? influence : influence with { CellSquares = split.CellSquares };
    }

    private int[] SeenBefore(long age)
    {
        var (seen, count) = (new int[Observations.Length], 0);
        for (var i = 0; i < Observations.Length; i++)
        {
            if (Observations[i].Entry < age)
            {
                seen[count++] = i;
            }
        }

        return seen[..count];
    }

    private CalendarSplit SplitByDay(long age, double[] cumulated, Func<int, double> factor, double? squaresOf)
    {
        var split = new CalendarSplit(table, cumulated, squaresOf);
        var leavings = new List<Leaving>();
        for (var i = 0; i < Observations.Length;)
        {
            var (birth, entry) = (Observations[i].BirthSeconds, Observations[i].Entry);
            for (leavings.Clear(); i < Observations.Length && Observations[i].BirthSeconds == birth; i++)
            {
                leavings.Add(new(Observations[i].Exit, Observations[i].Weight, Own(i, age, factor)));
            }

            split.Add(birth, entry, CollectionsMarshal.AsSpan(leavings), age, scale: 1);
        }

        return split;
    }

    /// <param name="cumulated">Σ factor · d / (Y(Y − d)) over the first i death ages.</param>
    /// <param name="factor">What the term of a death age is multiplied by: 1 for S, the area behind it for the restricted mean.</param>
    private double[] Terms(long age, double[] cumulated, Func<int, double> factor)
    {
        var until = table.EventsUpTo(age);
        var terms = new double[Observations.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var last = Math.Min(table.ExitIndex[i], until);
            var first = table.EntryIndex[i];
            terms[i] = last > first ? Observations[i].Weight * (Own(i, age, factor) - (cumulated[last] - cumulated[first])) : 0;
        }

        return terms;
    }

    private double Own(int observation, long age, Func<int, double> factor) =>
        Observations[observation].IsDeath && Observations[observation].Exit <= age ? PerDeath(table.ExitIndex[observation] - 1, factor) : 0;

    /// <summary>Factor / (Y − d). Where everybody died S is 0 from there on, and so is whatever multiplies this.</summary>
    private double PerDeath(int deathAge, Func<int, double> factor) =>
        table.AtRisk[deathAge] > table.Deaths[deathAge] ? factor(deathAge) / (table.AtRisk[deathAge] - table.Deaths[deathAge]) : 0;

    private double[] Accumulate(Func<int, double> factor)
    {
        var sums = new double[table.Ages.Length + 1];
        for (var i = 0; i < table.Ages.Length; i++)
        {
            sums[i + 1] = sums[i] + (PerDeath(i, factor) * table.Deaths[i] / table.AtRisk[i]);
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
