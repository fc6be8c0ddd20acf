using System.Globalization;

namespace Provenance.Engine.Metric;

/// <summary>A share with the mixed part counted the unfavourable and the favourable way.</summary>
public sealed record ClaimRange(double? Point, double? Lo, double? Hi);

/// <summary>The share of the agent code whose label rests on claims of exactly this tier.</summary>
public sealed record TierShare(Tier Tier, double Point, long Authored);

/// <summary>The headline: of the agent weight authored between W and h days ago, how much this build still compiles (or ships, reachable), standardised by age.</summary>
/// <param name="Days">h.</param>
/// <param name="Point">In [0, 1]; null with a reason.</param>
/// <param name="ClaimLo">Bounds by attribution: <paramref name="ClaimLo"/> ≤ <paramref name="Point"/> ≤ <paramref name="ClaimHi"/>.</param>
/// <param name="CiLow">95 % interval by chance, of the point; absent when flagged <c>few days (n)</c>.</param>
/// <param name="WithoutOverlay">The same as if the overlay did not exist.</param>
/// <param name="ByTier">Weakest first; tiers without agent weight are left out.</param>
/// <param name="Bands">Youngest first, after merging.</param>
/// <param name="Flags"><c>few days (n)</c>, <c>borrowed ages (n of m d)</c> where a band under 100 units joined another, <c>low coverage</c>, <c>reachability not examined</c>.</param>
public sealed record ShippedSurvival(
    int Days,
    EvidenceKind Kind,
    double? Point,
    double? ClaimLo,
    double? ClaimHi,
    double? CiLow,
    double? CiHigh,
    double EffectiveClusters,
    ClaimRange WithoutOverlay,
    IReadOnlyList<TierShare> ByTier,
    IReadOnlyList<BandFigure> Bands,
    IReadOnlyList<string> Flags,
    string? Reason)
{
    /// <summary>Coverage under this share makes the headline a figure about little.</summary>
    internal const double LowCoverage = 0.2;

    internal static ShippedSurvival Estimate(OrderedCells cells, Proportion coverage)
    {
        var options = cells.Options;
        if (BlockedBecause(options) is { } reason)
        {
            return Withheld(options, reason);
        }

        var share = StandardisedShare.Of(cells, cell => Attribution.Effective(cell) == Label.Agent);
        var withoutOverlay = Range(cells, overlay: false);
        if (share.Value is not { } point)
        {
            return Withheld(options, Reasons.NoAgentCode) with { WithoutOverlay = withoutOverlay };
        }

        var range = Range(cells, overlay: true);
        var effectiveDays = share.Influence.EffectiveDays;
        var few = effectiveDays < Interval.FewestDays;
        (double Low, double High)? interval = few ? null : Interval.OfShare(point, share.Influence);
        string[] flags =
        [
            .. few ? [string.Create(CultureInfo.InvariantCulture, $"few days ({Math.Floor(effectiveDays):0})")] : Array.Empty<string>(),
            .. share.BorrowedDays > 0
                ? [string.Create(CultureInfo.InvariantCulture, $"borrowed ages ({share.BorrowedDays} of {cells.Bands.Sum(b => b.Days)} d)")]
                : Array.Empty<string>(),
            .. coverage.Share < LowCoverage ? ["low coverage"] : Array.Empty<string>(),
            .. options is { Evidence: EvidenceKind.Shipped, IsReachabilityExamined: false } ? ["reachability not examined"] : Array.Empty<string>(),
        ];
        return new(
            options.HorizonDays, options.Evidence, point, range.Lo, range.Hi, interval?.Low, interval?.High, effectiveDays, withoutOverlay, Tiers(cells), share.Bands, flags, null);
    }

    /// <summary>The same for one agent, model or tier: as a share of under 100 units would be a rumour about it, it is withheld.</summary>
    internal static ShippedSurvival OfSlice(OrderedCells cells, Proportion coverage)
    {
        var whole = Estimate(cells, coverage);
        return whole.Point is not null && whole.Bands.Sum(band => band.Authored) < Interval.FewestUnits ? Withheld(cells.Options, Reasons.Insufficient) : whole;
    }

    /// <summary>Null when a headline may be given for some group.</summary>
    internal static string? BlockedBecause(MetricOptions options) =>
        Reasons.Of(options.Block)
        ?? (options.Evidence == EvidenceKind.None ? Reasons.NoEvidence : null)
        ?? (AgeBands.For(options).Length == 0 ? Reasons.NoBands : null);

    private static ShippedSurvival Withheld(MetricOptions options, string reason) =>
        new(options.HorizonDays, options.Evidence, null, null, null, null, null, 0, new(null, null, null), [], [], [], reason);

    /// <summary>With a, d the agent weight that survives and does not, m the mixed part: a/(a+d), a/(a+d+d_m), (a+a_m)/(a+a_m+d), each in the point's bands.</summary>
    private static ClaimRange Range(OrderedCells cells, bool overlay)
    {
        var share = StandardisedShare.Of(cells, IsAgent);
        if (share.Value is not { } point)
        {
            return new(null, null, null);
        }

        var mixed = cells.Cohort(cell => LabelOf(cell) == Label.Mixed);
        var low = cells.Cohort(IsAgent).Concat(mixed.Select(p => p with { Authored = p.Authored - p.Surviving, Surviving = 0 }));
        var doubted = cells.Cohort(cell => LabelOf(cell) == Label.Mixed || (overlay && Attribution.OverlaidAgent(cell)));
        var certain = cells.Cohort(cell => IsAgent(cell) && !(overlay && Attribution.OverlaidAgent(cell)));
        var high = certain.Concat(doubted.Select(p => p with { Authored = p.Surviving }));
        return new(point, share.Bound(low), share.Bound(high));

        Label LabelOf(LifeCell cell) => overlay ? Attribution.Effective(cell) : Attribution.WithoutOverlay(cell);
        bool IsAgent(LifeCell cell) => LabelOf(cell) == Label.Agent;
    }

    private static TierShare[] Tiers(OrderedCells cells) =>
    [
        .. from tier in Enum.GetValues<Tier>()
           let share = StandardisedShare.Of(cells, cell => Attribution.Effective(cell) == Label.Agent && cell.Tier == tier)
           where share.Value is not null
           select new TierShare(tier, share.Value!.Value, share.Bands.Sum(b => b.Authored)),
    ];
}
