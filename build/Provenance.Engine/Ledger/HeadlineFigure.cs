using System.Collections.Immutable;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Ledger;

/// <summary>A survival of agent code with its two ranges. Shares 0–1.</summary>
/// <param name="Point">Null with a reason.</param>
/// <param name="ClaimLo">Bounds by attribution, there when the point is.</param>
/// <param name="CiLow">95 % interval by chance; null with few days.</param>
public sealed record ShareFigure(double? Point, double? ClaimLo, double? ClaimHi, double? CiLow, double? CiHigh, string? Reason)
{
    internal static ShareFigure Missing(string reason) => new(null, null, null, null, null, reason);

    internal static ShareFigure From(ShippedSurvival survival) => new(
        survival.Point, survival.ClaimLo, survival.ClaimHi, survival.CiLow, survival.CiHigh, ReasonWords.Of(survival.Reason));
}

/// <summary>The headline: survival of agent code of at least h days into a build.</summary>
/// <param name="Days">h.</param>
/// <param name="ByTier">Strongest first.</param>
/// <param name="Bands">Youngest first.</param>
/// <param name="Flags"><c>few days (n)</c>, <c>low coverage</c>, <c>reachability not examined</c> or <c>static reachability</c>.</param>
public sealed record HeadlineFigure(
    int Days,
    EvidenceKind Kind,
    ShareFigure Figure,
    ShareFigure WithoutOverlay,
    ImmutableArray<TierFigure> ByTier,
    ImmutableArray<BandEntry> Bands,
    ImmutableArray<string> Flags)
{
    /// <summary>What is only reached by reflection on names cannot be seen, so the figure says how reachability was found.</summary>
    public const string StaticReachability = "static reachability";

    /// <summary>Agent weight of the cohort, living or dead: what the share is a share of.</summary>
    public long AgentUnits => Bands.Sum(band => band.AuthoredUnits);

    internal static HeadlineFigure Missing(int days, EvidenceKind kind, string reason) =>
        new(days, kind, ShareFigure.Missing(reason), ShareFigure.Missing(reason), [], [], []);

    /// <param name="isReachabilityExamined">Only code that a static walk comes to counts as shipped.</param>
    internal static HeadlineFigure From(ShippedSurvival survival, bool isReachabilityExamined = false) => new(
        survival.Days,
        survival.Kind,
        ShareFigure.From(survival),
        Range(survival.WithoutOverlay, survival.Reason ?? Reasons.NoAgentCode),
        [.. survival.ByTier.Reverse().Select(TierFigure.From)],
        [.. survival.Bands.Select(BandEntry.From)],
        isReachabilityExamined && survival.Point is not null ? [.. survival.Flags, StaticReachability] : [.. survival.Flags]);

    private static ShareFigure Range(ClaimRange range, string reasonWhenMissing) => range.Point is null
        ? ShareFigure.Missing(ReasonWords.Of(reasonWhenMissing)!)
        : new(range.Point, range.Lo, range.Hi, null, null, null);
}

/// <summary>The headline of the code whose label rests on claims of exactly one tier.</summary>
/// <param name="UnitsLo">Agent units of the tier.</param>
public sealed record TierFigure(Tier Tier, long UnitsLo, ShareFigure Figure)
{
    // A tier's code is agent code by its claim: nothing mixed is in it, so that the bounds are the point.
    internal static TierFigure From(TierShare share) => new(share.Tier, share.Authored, new(share.Point, share.Point, share.Point, null, null, null));
}

/// <summary>An age band of the headline.</summary>
/// <param name="FromDays">Inclusive.</param>
/// <param name="ToDays">Exclusive.</param>
/// <param name="WeightDays">The band's weight in the mean.</param>
public sealed record BandEntry(long FromDays, long ToDays, long WeightDays, long AuthoredUnits, long ShippedUnits, ReasonedShare Share)
{
    internal static BandEntry From(BandFigure band) => new(
        band.FromDays, band.ToDays, band.ToDays - band.FromDays, band.Authored, band.Surviving,
        band.Authored > 0 ? new(band.Share, null) : new(null, Reasons.NoData));
}
