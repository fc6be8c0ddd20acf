namespace Provenance.Engine.Metric;

/// <summary>How some units of one birth ended: age in seconds, how many, and what one death contributes (0 for those that lived on).</summary>
internal readonly record struct Leaving(long Age, double Weight, double PerDeath);

/// <summary>Splits deaths, and the deaths that were to be expected, over the days on which they fell: a day of clean-up is one event, whoever it hit.</summary>
/// <remarks>
/// A unit's parts add up to its whole contribution. Parts of different days are uncorrelated as far as deaths on different days are independent given the past (martingale
/// increments; Andersen and Gill, Annals of Statistics 10 (1982), 1100–1120).
/// </remarks>
internal sealed class CalendarSplit
{
    private readonly List<long> cellKeys = [];
    private readonly List<double> cellSums = [];
    private readonly SortedDictionary<long, double> days = [];
    private long rowDay = long.MinValue;
    private double[] row = new double[64];
    private (int First, int End) filled;

    /// <summary>Adds the units of one birth; births come in ascending order.</summary>
    /// <param name="start">Age from which they are observed.</param>
    /// <param name="leavings">By ascending age, all above <paramref name="start"/>.</param>
    /// <param name="until">Ages beyond do not count.</param>
    /// <param name="expectedUpTo">What one unit at risk from birth to an age was to expect; never decreasing.</param>
    public void Add(long birthSeconds, long start, ReadOnlySpan<Leaving> leavings, long until, Func<long, double> expectedUpTo)
    {
        OpenRow(MetricOptions.DayOf(birthSeconds));
        var atRisk = 0.0;
        foreach (var leaving in leavings)
        {
            atRisk += leaving.Weight;
        }

        var (next, age, expected) = (0, start, expectedUpTo(start));
        while (age < until && next < leavings.Length)
        {
            var day = MetricOptions.DayOf(birthSeconds + age + 1);
            age = Math.Min(until, ((day + 1) * MetricOptions.DaySeconds) - birthSeconds - 1);
            var sum = 0.0;
            for (; next < leavings.Length && leavings[next].Age <= age; next++)
            {
                sum -= atRisk * Expected(leavings[next].Age);
                sum += leavings[next].Weight * leavings[next].PerDeath;
                atRisk -= leavings[next].Weight;
            }

            if (next < leavings.Length)
            {
                sum -= atRisk * Expected(age);
            }

            AddToRow(day, sum);
        }

        double Expected(long upTo)
        {
            var before = expected;
            expected = expectedUpTo(upTo);
            return expected - before;
        }
    }

    /// <summary>Sums by day, and by day of birth and day.</summary>
    public (ClusterSums ByDay, ClusterSums ByCell) Sums()
    {
        OpenRow(long.MaxValue);
        return (new([.. days.Keys], [.. days.Values]), new([.. cellKeys], [.. cellSums]));
    }

    private void OpenRow(long birthDay)
    {
        if (birthDay == rowDay)
        {
            return;
        }

        for (var i = filled.First; i < filled.End; i++)
        {
            // Within the clock's range a day has 25 bits.
            cellKeys.Add((rowDay << 32) + i);
            cellSums.Add(row[i]);
            days[rowDay + i] = days.GetValueOrDefault(rowDay + i) + row[i];
            row[i] = 0;
        }

        (rowDay, filled) = (birthDay, (0, 0));
    }

    private void AddToRow(long day, double sum)
    {
        var index = (int)(day - rowDay);
        if (index >= row.Length)
        {
            Array.Resize(ref row, Math.Max(index + 1, row.Length * 2));
        }

        row[index] += sum;
        filled = filled.End == 0 ? (index, index + 1) : (Math.Min(filled.First, index), Math.Max(filled.End, index + 1));
    }
}
