using System.Runtime.InteropServices;
using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Units beside which a step that is not labelled agent deleted or replaced something: the first such step of each unit.</summary>
/// <param name="ChallengeSeconds">Mainline clock; at least a day after the birth.</param>
/// <param name="Survived">Alive after that step.</param>
public readonly record struct ChallengeCell(long BirthSeconds, long ChallengeSeconds, Label Label, ScopeClass Scope, long Weight, bool Survived);

/// <summary>Share of the challenged weight that survived. Code that nobody dares to touch has no challenge, hence <c>no data</c> and never 1.</summary>
/// <param name="Challenged">Weight whose first challenge lies inside the window.</param>
/// <param name="Survived">Of it, alive after that step.</param>
/// <param name="Share">In [0, 1]; null with a reason under 100 units or ten effective days, of births or of challenges.</param>
/// <param name="CiLow">95 % interval from days of birth and days of challenges; null when there is no share.</param>
/// <param name="EffectiveDays">The fewer of birth days and challenge days, (Σ n)² / Σ n²; 0 without challenge.</param>
public sealed record ChallengeSurvival(long Challenged, long Survived, double? Share, double? CiLow, double? CiHigh, double EffectiveDays, string? Reason)
{
    internal static ChallengeSurvival Of(IReadOnlyList<ChallengeCell> cells, MetricOptions options, CodeGroup group)
    {
        var days = Days(cells, options, group);
        var (challenged, survived) = (0L, 0L);
        foreach (var day in days)
        {
            challenged += day.Challenged;
            survived += day.Survived;
        }

        DayPair[] byChallenge = [.. days];
        MergeSort.Sort(byChallenge, (left, right) => left.Day != right.Day ? left.Day.CompareTo(right.Day) : left.Birth.CompareTo(right.Birth));
        var effective = Math.Min(
            BirthDays.Effective(Sums(days, day => day.Birth, day => day.Challenged)),
            BirthDays.Effective(Sums(byChallenge, day => day.Day, day => day.Challenged)));
        var reason = options.CurveBlock
            ?? (challenged == 0 ? Reasons.NoData : challenged < Interval.FewestUnits || effective < Interval.FewestDays ? Reasons.Insufficient : null);
        if (reason is not null)
        {
            return new(challenged, survived, null, null, null, effective, reason);
        }

        var share = survived / (double)challenged;
        double Deviation(DayPair day) => (day.Survived - (share * day.Challenged)) / challenged;
        var byBirth = BirthDays.LeftOut(Sums(days, day => day.Birth, Deviation), Sums(days, day => day.Birth, day => day.Challenged));
        var byCell = new ClusterSums([.. Enumerable.Range(0, days.Length)], Array.ConvertAll(days, Deviation));
        var (low, high) = Interval.OfShare(share, new Influence(byBirth, Sums(byChallenge, day => day.Day, Deviation), byCell, effective));
        return new(challenged, survived, share, low, high, effective, null);
    }

    /// <summary>By day of birth, then of challenge.</summary>
    private static DayPair[] Days(IReadOnlyList<ChallengeCell> cells, MetricOptions options, CodeGroup group)
    {
        var end = options.ObservationEndSeconds;
        var start = options.WindowDays is { } window ? end - (window * MetricOptions.DaySeconds) : long.MinValue;
        var sums = new Dictionary<DayKey, DayPair>();
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (cell.Scope == ScopeClass.Ships && cell.Label.IsIn(group) && cell.ChallengeSeconds <= end && cell.ChallengeSeconds >= start)
            {
                var key = new DayKey(MetricOptions.DayOf(cell.BirthSeconds), MetricOptions.DayOf(cell.ChallengeSeconds));
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
                sum = new DayPair(key.Birth, key.Day, sum.Challenged + cell.Weight, sum.Survived + (cell.Survived ? cell.Weight : 0));
            }
        }

        var days = new DayPair[sums.Count];
        var at = 0;
        foreach (var (_, sum) in sums)
        {
            days[at++] = sum;
        }

        MergeSort.Sort(days, (left, right) => left.Birth != right.Birth ? left.Birth.CompareTo(right.Birth) : left.Day.CompareTo(right.Day));
        return days;
    }

    private static ClusterSums Sums(DayPair[] days, Converter<DayPair, long> key, Converter<DayPair, double> term) =>
        ClusterSums.OfAscending(Array.ConvertAll(days, key), Array.ConvertAll(days, term));

    private readonly record struct DayKey(long Birth, long Day);

    private readonly record struct DayPair(long Birth, long Day, long Challenged, long Survived);
}
