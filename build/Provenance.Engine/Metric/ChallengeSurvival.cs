using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Units beside which a step that is not labelled agent deleted or replaced something: the first such step of each unit.</summary>
/// <param name="ChallengeSeconds">Mainline clock; at least a day after the birth.</param>
/// <param name="Survived">Alive after that step.</param>
public readonly record struct ChallengeCell(long BirthSeconds, long ChallengeSeconds, Label Label, ScopeClass Scope, long Weight, bool Survived);

/// <summary>Share of the challenged weight that survived. Code that nobody dares to touch has no challenge, hence <c>no data</c> and never 1.</summary>
internal static class ChallengeSurvival
{
    public static Proportion Of(IReadOnlyList<ChallengeCell> cells, MetricOptions options, CodeGroup group)
    {
        var end = options.ObservationEndSeconds;
        var counted = cells
            .Where(c => c.Scope == ScopeClass.Ships && c.Label.IsIn(group) && c.ChallengeSeconds <= end
                && (options.WindowDays is not { } days || c.ChallengeSeconds >= end - (days * MetricOptions.DaySeconds)))
            .ToList();
        return Proportion.Of(counted.Where(c => c.Survived).Sum(c => c.Weight), counted.Sum(c => c.Weight), Reasons.NoData);
    }
}
