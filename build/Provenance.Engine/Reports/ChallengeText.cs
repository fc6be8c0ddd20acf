using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports;

/// <summary>How challenge survival looks in a cell: the share with its interval and how many units it is of, or that there is none. Code that nobody touched must not look like code that held.</summary>
internal static class ChallengeText
{
    public static string Of(ChallengeSurvival challenge) => challenge switch
    {
        { Share: { } share, CiLow: { } low, CiHigh: { } high } => $"{Figures.Percent(share)} ({Figures.Range(low, high)}) of {Figures.Count(challenge.Challenged)}",
        { Reason: Reasons.NoData } => challenge.Reason,
        { Reason: Reasons.Insufficient } => $"{challenge.Reason} ({Figures.Count(challenge.Challenged)})",
        _ => "–",
    };
}
