namespace Provenance.Engine.Metric;

/// <summary>What a band of ages holds.</summary>
/// <param name="FromDays">Youngest age, days.</param>
/// <param name="Authored">Weight born, living or dead.</param>
/// <param name="Surviving">Of it, what the build's evidence found.</param>
public sealed record BandFigure(long FromDays, long ToDays, long Authored, long Surviving, double Share);

/// <summary>Share of authored weight that a build still holds, standardised to the same mixture of ages: SS = Σ L · surviving / authored ÷ Σ L over bands of L days.</summary>
internal sealed class StandardisedShare
{
    private readonly CohortPart[] parts;
    private readonly AgeBand[] standard;
    private readonly long endSeconds;
    private readonly int[] merged;
    private readonly double[] unitWeights;
    private Influence? influence;

    private StandardisedShare(CohortPart[] parts, AgeBand[] standard, long endSeconds)
    {
        this.parts = parts;
        this.standard = standard;
        this.endSeconds = endSeconds;
        var authored = new long[standard.Length];
        foreach (var part in parts)
        {
            authored[part.Band] = checked(authored[part.Band] + part.Authored);
        }

        BorrowedDays = standard.Where((_, i) => authored[i] < Interval.FewestUnits).Sum(b => b.Days);
        merged = AgeBands.Merge(authored);
        Bands = BandsOf(parts);
        Value = parts.Length > 0 ? Standardise([.. Bands.Select(b => (b.ToDays - b.FromDays, b.Share))]) : null;
        var days = (double)standard.Sum(b => b.Days);
        unitWeights = [.. Bands.Select(b => b.Authored > 0 ? (b.ToDays - b.FromDays) / days / b.Authored : 0)];
    }

    public BandFigure[] Bands { get; }

    /// <summary>Days of the standard whose own band holds too little: code of other ages speaks for them.</summary>
    public long BorrowedDays { get; }

    /// <summary>Null when nothing was authored.</summary>
    public double? Value { get; }

    /// <summary>
    /// What the value owes to each day. Birth days weigh by their share of their band times the band's share of the standard, so that a band that one day fills counts
    /// as one day.
    /// </summary>
    public Influence Influence => influence ??= ShareInfluence.Of(parts, Array.ConvertAll(parts, p => merged[p.Band]), Bands, unitWeights, endSeconds);

    public static StandardisedShare Of(OrderedCells cells, Func<LifeCell, bool> member) => new(cells.Cohort(member), cells.Bands, cells.Options.ObservationEndSeconds);

    /// <summary>The share after other parts joined or left, in these merged bands. A band that they empty keeps its own share: whoever of it is agent code, that is the ratio.</summary>
    public double Bound(IEnumerable<CohortPart> changed) =>
        Standardise([.. BandsOf(changed).Select((b, i) => (b.ToDays - b.FromDays, b.Authored > 0 ? b.Share : Bands[i].Share))]);

    private static double Standardise((long Days, double Share)[] shares) => shares.Sum(b => b.Days * b.Share) / shares.Sum(b => b.Days);

    private BandFigure[] BandsOf(IEnumerable<CohortPart> from)
    {
        var authored = new long[merged.Length == 0 ? 0 : merged[^1] + 1];
        var surviving = new long[authored.Length];
        foreach (var part in from)
        {
            var number = merged[part.Band];
            authored[number] = checked(authored[number] + part.Authored);
            surviving[number] += part.Surviving;
        }

        return
        [
            .. authored.Select((n, number) => new BandFigure(
                standard[Array.IndexOf(merged, number)].FromDays,
                standard[Array.LastIndexOf(merged, number)].ToDays,
                n,
                surviving[number],
                n > 0 ? surviving[number] / (double)n : 0)),
        ];
    }
}
