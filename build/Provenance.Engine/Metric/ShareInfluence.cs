using System.Runtime.InteropServices;
using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>What a standardised share owes to the days on which its code was born and died.</summary>
internal static class ShareInfluence
{
    /// <param name="parts">By birth, then by exit.</param>
    /// <param name="bandOf">Merged band of each part.</param>
    /// <param name="unitWeights">Of each merged band: its share of the standard ÷ its authored weight.</param>
    public static Influence Of(CohortPart[] parts, int[] bandOf, BandFigure[] bands, double[] unitWeights, long endSeconds)
    {
        var days = Array.ConvertAll(parts, p => p.BirthDay);
        var weights = ClusterSums.OfAscending(days, [.. parts.Select((p, i) => unitWeights[bandOf[i]] * p.Authored)]);
        var (byDay, byCell) = Split(parts, bandOf, unitWeights, endSeconds).Sums();
        return new(ByBirth(parts, days, bandOf, bands, unitWeights), byDay, byCell, BirthDays.Effective(weights));
    }

    /// <summary>ψ = (n·R − x)/n of its band, weighted by the band's share of the standard, as if its day were left out of the band.</summary>
    private static ClusterSums ByBirth(CohortPart[] parts, long[] days, int[] bandOf, BandFigure[] bands, double[] unitWeights)
    {
        var byBand = Enumerable.Range(0, bands.Length).Select(band =>
        {
            var members = Enumerable.Range(0, parts.Length).Where(i => bandOf[i] == band).ToArray();
            var own = Array.ConvertAll(members, i => days[i]);
            var sums = ClusterSums.OfAscending(own, Array.ConvertAll(members, i => unitWeights[band] * ((bands[band].Share * parts[i].Authored) - parts[i].Surviving)));
            return BirthDays.LeftOut(sums, ClusterSums.OfAscending(own, Array.ConvertAll(members, i => (double)parts[i].Authored)));
        });
        // The oldest band holds the first days; where two bands meet they share one.
        return byBand.Reverse().Aggregate((older, younger) => older - younger.Times(-1));
    }

    /// <summary>
    /// Deaths less expected deaths by day, each worth the chance of reaching the end that it took away. With S the cohort's product limit and a the age that a unit
    /// could have: a death at age u counts S(a)/S(u), a unit at risk from u to v was to expect S(a)/S(v) − S(a)/S(u); both together are S(a) − 1[alive].
    /// </summary>
    private static CalendarSplit Split(CohortPart[] parts, int[] bandOf, double[] unitWeights, long endSeconds)
    {
        var table = new RiskTable([.. parts.Select(p => new Observation(p.BirthSeconds, 0, p.Exit, p.IsDeath ? DeathCause.Modified : DeathCause.None, p.Authored))]);
        var taken = Array.ConvertAll(table.Survival, survival => survival > 0 ? 1 / survival : 0);
        var split = new CalendarSplit(table, taken);
        var leavings = new List<Leaving>();
        for (var i = 0; i < parts.Length;)
        {
            var birth = parts[i].BirthSeconds;
            var age = endSeconds - birth;
            // 0 where nobody reaches the end: nothing is left to take away.
            var reach = unitWeights[bandOf[i]] * table.Survival[table.EventsUpTo(age)];
            for (leavings.Clear(); i < parts.Length && parts[i].BirthSeconds == birth; i++)
            {
                leavings.Add(new(parts[i].Exit, parts[i].Authored, parts[i].IsDeath ? reach * taken[table.EventsUpTo(parts[i].Exit)] : 0));
            }

            split.Add(birth, 0, CollectionsMarshal.AsSpan(leavings), Math.Max(1, age), reach);
        }

        return split;
    }
}
