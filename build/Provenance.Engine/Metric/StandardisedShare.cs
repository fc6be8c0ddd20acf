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
    private readonly AgeBand[] bands;
    private readonly int[] merged;

    private StandardisedShare(CohortPart[] parts, AgeBand[] bands)
    {
        this.parts = parts;
        this.bands = bands;
        var authored = new long[bands.Length];
        foreach (var part in parts)
        {
            authored[part.Band] = checked(authored[part.Band] + part.Authored);
        }

        merged = AgeBands.Merge(authored);
        Bands = BandsOf(parts);
        Value = Bands.Any(b => b.Authored > 0) ? Standardise([.. Bands.Select(b => (b.ToDays - b.FromDays, b.Share))]) : null;
    }

    public BandFigure[] Bands { get; }

    /// <summary>Null when nothing was authored.</summary>
    public double? Value { get; }

    /// <summary>(Σ w)² / Σ w² over birth days, each day's weight being its share of its band times the band's share of the standard: a band that one day fills counts as one day.</summary>
    public double EffectiveDays => Clusters(parts).EffectiveDays([.. parts.Select(p => StandardWeight(p) * p.Authored)]);

    /// <summary>Linearised contribution of each part to <see cref="Value"/>, with the days that it clusters by.</summary>
    public (double[] Terms, (long Birth, long Death)[] Days) Linearised =>
        ([.. parts.Select(p => StandardWeight(p) * (p.Surviving - (Bands[merged[p.Band]].Share * p.Authored)))], [.. parts.Select(p => (p.BirthDay, p.DeathDay))]);

    public double StandardError
    {
        get
        {
            var observed = new bool[parts.Length];
            Array.Fill(observed, true);
            return Math.Sqrt(Clusters(parts).WidestVariance(Linearised.Terms, observed));
        }
    }

    public static StandardisedShare Of(IReadOnlyList<LifeCell> cells, MetricOptions options, Func<LifeCell, bool> member)
    {
        var standard = AgeBands.For(options);
        return new(CohortPart.Select(cells, options, standard, member), standard);
    }

    /// <summary>The share after other parts joined or left, in these merged bands. A band that they empty keeps its own share: whoever of it is agent code, that is the ratio.</summary>
    public double Bound(CohortPart[] changed) =>
        Standardise([.. BandsOf(changed).Select((b, i) => (b.ToDays - b.FromDays, b.Authored > 0 ? b.Share : Bands[i].Share))]);

    private static double Standardise((long Days, double Share)[] shares) => shares.Sum(b => b.Days * b.Share) / shares.Sum(b => b.Days);

    private static DayClusters Clusters(CohortPart[] parts) => new([.. parts.Select(p => (p.BirthDay, p.DeathDay))]);

    private double StandardWeight(CohortPart part)
    {
        var band = Bands[merged[part.Band]];
        return (band.ToDays - band.FromDays) / (double)bands.Sum(b => b.Days) / band.Authored;
    }

    private BandFigure[] BandsOf(CohortPart[] from)
    {
        var figures = new BandFigure[merged.Length == 0 ? 0 : merged[^1] + 1];
        for (var number = 0; number < figures.Length; number++)
        {
            var first = Array.IndexOf(merged, number);
            var last = Array.LastIndexOf(merged, number);
            var authored = from.Where(p => merged[p.Band] == number).Sum(p => p.Authored);
            var surviving = from.Where(p => merged[p.Band] == number).Sum(p => p.Surviving);
            figures[number] = new(bands[first].FromDays, bands[last].ToDays, authored, surviving, authored > 0 ? surviving / (double)authored : 0);
        }

        return figures;
    }
}
