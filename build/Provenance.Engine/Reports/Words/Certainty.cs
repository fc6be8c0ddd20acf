using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Words;

/// <summary>One answer to "how sure is that": a figure, its name, and what it means.</summary>
/// <param name="IsWeak">The figure is a reason to distrust the headline.</param>
internal sealed record Certainty(string Name, string Figure, string Meaning, bool IsWeak)
{
    /// <summary>Below this coverage the rest decides.</summary>
    private const double LowCoverage = 0.5;

    /// <returns>Chance, attribution, coverage and tier, in that order; without a headline coverage alone.</returns>
    public static IReadOnlyList<Certainty> Of(SurvivalReport report, Headline headline)
    {
        var rows = new List<Certainty>();
        if (headline.Point is not null)
        {
            rows.Add(Chance(report, headline));
            rows.Add(new Certainty(
                "By attribution", Figures.Range(headline.ClaimLo!.Value, headline.ClaimHi!.Value),
                "if commits that agents wrote only in part count wholly for or against them", IsWeak: false));
        }

        var coverage = report.Figures.Coverage;
        rows.Add(coverage.Share is { } share
            ? new Certainty("Coverage", Figures.Percent(share), $"of the code of that age carries a label; who wrote the other {Figures.Percent(1 - share)} is unknown", share < LowCoverage)
            : new Certainty("Coverage", "–", ReasonText.Of(coverage.Reason!), IsWeak: true));
        var tiers = report.Figures.ShippedSurvival.ByTier;
        if (headline.Point is not null && !tiers.IsEmpty)
        {
            rows.Add(TierOf(tiers[0].Tier, tiers[^1].Tier));
        }

        return rows;
    }

    private static Certainty Chance(SurvivalReport report, Headline headline)
    {
        if (headline is { CiLow: { } low, CiHigh: { } high })
        {
            return new Certainty("By chance", Figures.Range(low, high), "95 % interval; days vary, not lines, because code is born and dies in bulk", IsWeak: false);
        }

        var flag = report.Figures.ShippedSurvival.Flags.FirstOrDefault(flag => flag.StartsWith("few days", StringComparison.Ordinal));
        return new Certainty("By chance", flag ?? "few days", "too few independent days for an interval: compare this figure with nothing", IsWeak: true);
    }

    private static Certainty TierOf(Tier strongest, Tier weakest) => new(
        "Claims", strongest == weakest ? LedgerWords.Of(weakest) : $"{LedgerWords.Of(weakest)} to {LedgerWords.Of(strongest)}",
        weakest switch
        {
            Tier.Asserted => "whoever can commit can write such a trailer",
            Tier.Platform => "a hosting platform signed the commits",
            Tier.Attested => "a key that your policy trusts signed them",
            _ => throw new ArgumentOutOfRangeException(nameof(weakest)),
        },
        IsWeak: false);
}
