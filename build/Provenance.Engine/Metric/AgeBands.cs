namespace Provenance.Engine.Metric;

/// <summary>Days of age from (inclusive) to (exclusive; the last band holds its end too).</summary>
internal readonly record struct AgeBand(long FromDays, long ToDays)
{
    public long Days => ToDays - FromDays;
}

/// <summary>The bands that the age standard is made of: h–2h, 2h–4h, 4h–8h, 8h–W, cut at W.</summary>
internal static class AgeBands
{
    /// <returns>Youngest first; empty when h = 0, W is infinite or W ≤ h.</returns>
    public static AgeBand[] For(MetricOptions options)
    {
        long horizon = options.HorizonDays;
        if (horizon == 0 || options.WindowDays is not { } window)
        {
            return [];
        }

        long[] starts = [horizon, 2 * horizon, 4 * horizon, 8 * horizon];
        return
        [
            .. starts.Select((start, i) => new AgeBand(start, Math.Min(window, i + 1 < starts.Length ? starts[i + 1] : long.MaxValue)))
                .Where(band => band.Days > 0),
        ];
    }

    /// <summary>Which band holds an age, or −1.</summary>
    public static int IndexOf(AgeBand[] bands, long ageSeconds)
    {
        for (var i = 0; i < bands.Length; i++)
        {
            var end = bands[i].ToDays * MetricOptions.DaySeconds;
            if (ageSeconds >= bands[i].FromDays * MetricOptions.DaySeconds && (ageSeconds < end || (ageSeconds == end && i == bands.Length - 1)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Joins a band under 100 units to its older neighbour, the last to its younger.</summary>
    /// <param name="authored">Weight per band.</param>
    /// <returns>Per band the index of the merged band that it is part of; merged bands are numbered from 0, youngest first.</returns>
    public static int[] Merge(ReadOnlySpan<long> authored)
    {
        var merged = new int[authored.Length];
        var number = 0;
        var sum = 0L;
        for (var i = 0; i < authored.Length; i++)
        {
            merged[i] = number;
            sum += authored[i];
            if (sum >= Interval.FewestUnits)
            {
                (number, sum) = (number + 1, 0);
            }
        }

        // What is left over at the old end never reached 100.
        for (var i = 0; i < merged.Length; i++)
        {
            merged[i] = Math.Min(merged[i], Math.Max(0, number - 1));
        }

        return merged;
    }
}
