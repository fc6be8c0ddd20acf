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
        var (challenged, survived) = (days.Sum(day => day.Challenged), days.Sum(day => day.Survived));
        var byChallenge = days.OrderBy(day => day.Day).ThenBy(day => day.Birth).ToArray();
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
        return
        [
            .. cells
                .Where(cell => cell.Scope == ScopeClass.Ships && cell.Label.IsIn(group) && cell.ChallengeSeconds <= end
                    && (options.WindowDays is not { } days || cell.ChallengeSeconds >= end - (days * MetricOptions.DaySeconds)))
                .GroupBy(cell => (Birth: MetricOptions.DayOf(cell.BirthSeconds), Day: MetricOptions.DayOf(cell.ChallengeSeconds)))
                .OrderBy(pair => pair.Key)
                .Select(pair => new DayPair(pair.Key.Birth, pair.Key.Day, pair.Sum(cell => cell.Weight), pair.Sum(cell => cell.Survived ? cell.Weight : 0))),
        ];
    }

    private static ClusterSums Sums(DayPair[] days, Converter<DayPair, long> key, Converter<DayPair, double> term) =>
        ClusterSums.OfAscending(Array.ConvertAll(days, key), Array.ConvertAll(days, term));

    private readonly record struct DayPair(long Birth, long Day, long Challenged, long Survived);
}
