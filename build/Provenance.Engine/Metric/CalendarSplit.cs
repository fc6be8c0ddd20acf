namespace Provenance.Engine.Metric;

/// <summary>How some units of one birth ended: age in seconds, how many, and what one death contributes (0 for those that lived on).</summary>
internal readonly record struct Leaving(long Age, double Weight, double PerDeath);

/// <summary>Splits deaths, and the deaths that were to be expected, over the days on which they fell: a day of clean-up is one event, whoever it hit.</summary>
/// <remarks>
/// A unit's parts add up to its whole contribution. Parts of different days are uncorrelated as far as deaths on different days are independent given the past (martingale
/// increments; Andersen and Gill, Annals of Statistics 10 (1982), 1100–1120).
/// </remarks>
/// <param name="table">Deaths by age.</param>
/// <param name="expected">What one unit was to expect from birth on, after the first i death ages; never decreasing.</param>
/// <param name="squaresOf">Null keeps every sum by day of birth and day: there are as many as days of births times days. Else only their squares are added up, each sum times this.</param>
internal sealed class CalendarSplit(RiskTable table, double[] expected, double? squaresOf = null)
{
    private readonly List<long> cellKeys = [];
    private readonly List<double> cellSums = [];
    private double cellSquares;

    // By day, from the first one on: births ascend, and days lie close together.
    private double[] days = new double[1 << 10];
    private bool[] isSeen = new bool[1 << 10];
    private long firstDay;
    private int dayCount;
    private long rowDay = long.MinValue;
    private double[] row = new double[64];
    private (int First, int End) filled;

    /// <summary>Adds the units of one birth; births come in ascending order.</summary>
    /// <param name="start">Age from which they are observed.</param>
    /// <param name="leavings">By ascending age, all above <paramref name="start"/>.</param>
    /// <param name="until">Ages beyond do not count.</param>
    /// <param name="scale">Of what was to be expected.</param>
    public void Add(long birthSeconds, long start, ReadOnlySpan<Leaving> leavings, long until, double scale)
    {
        if (start >= until)
        {
            return;
        }

        OpenRow(MetricOptions.DayOf(birthSeconds));
        var atRisk = 0.0;
        foreach (var leaving in leavings)
        {
            atRisk += leaving.Weight;
        }

        // Of each day the last age that falls on it, counted from the day of the first age.
        var day = MetricOptions.DayOf(birthSeconds + start + 1);
        var last = ((day + 1) * MetricOptions.DaySeconds) - birthSeconds - 1;
        var index = Reserve(day, until - start);
        var before = expected[table.EventsUpTo(start)];
        for (var next = 0; next < leavings.Length; index++, last += MetricOptions.DaySeconds)
        {
            var age = Math.Min(last, until);
            var sum = 0.0;
            for (; next < leavings.Length && leavings[next].Age <= age; next++)
            {
                var upTo = expected[table.EventsUpTo(leavings[next].Age)];
                sum += (leavings[next].Weight * leavings[next].PerDeath) - (atRisk * scale * (upTo - before));
                atRisk -= leavings[next].Weight;
                before = upTo;
            }

            if (next < leavings.Length)
            {
                var upTo = expected[table.EventsUpTo(age)];
                sum -= atRisk * scale * (upTo - before);
                before = upTo;
            }

            row[index] += sum;
            filled.End = Math.Max(filled.End, index + 1);
            if (last >= until)
            {
                return;
            }
        }
    }

    /// <summary>Sums by day, and by day of birth and day.</summary>
    public (ClusterSums ByDay, ClusterSums ByCell) Sums()
    {
        OpenRow(long.MaxValue);
        var count = isSeen.AsSpan().Count(true);
        var (keys, sums) = (new long[count], new double[count]);
        for (int i = 0, at = 0; i < dayCount; i++)
        {
            if (isSeen[i])
            {
                (keys[at], sums[at]) = (firstDay + i, days[i]);
                at++;
            }
        }

        return (new(keys, sums), new([.. cellKeys], [.. cellSums]));
    }

    /// <summary>Σ s² by day of birth and day. After <see cref="Sums"/>.</summary>
    public double CellSquares => cellSquares;

    private void OpenRow(long birthDay)
    {
        if (birthDay == rowDay)
        {
            return;
        }

        if (filled.End > 0)
        {
            CloseRow();
        }

        (rowDay, filled) = (birthDay, (0, 0));
    }

    private void CloseRow()
    {
        firstDay = dayCount == 0 ? rowDay : firstDay;
        var offset = checked((int)(rowDay - firstDay));
        dayCount = Math.Max(dayCount, offset + filled.End);
        if (dayCount > days.Length)
        {
            var length = Math.Max(dayCount, days.Length * 2);
            Array.Resize(ref days, length);
            Array.Resize(ref isSeen, length);
        }

        for (var i = filled.First; i < filled.End; i++)
        {
            days[offset + i] += row[i];
            isSeen[offset + i] = true;
            if (squaresOf is { } factor)
            {
                var sum = factor * row[i];
                cellSquares += sum * sum;
            }
            else
            {
                // Within the clock's range a day has 25 bits.
                cellKeys.Add((rowDay << 32) + i);
                cellSums.Add(row[i]);
            }

            row[i] = 0;
        }
    }

    /// <summary>Makes room for a stretch of days.</summary>
    /// <returns>Index of the first.</returns>
    private int Reserve(long day, long seconds)
    {
        var first = (int)(day - rowDay);
        var length = first + (int)Math.Min(seconds / MetricOptions.DaySeconds, Array.MaxLength / 2) + 2;
        if (length > row.Length)
        {
            Array.Resize(ref row, Math.Max(length, row.Length * 2));
        }

        filled = filled.End == 0 ? (first, first) : (Math.Min(filled.First, first), filled.End);
        return first;
    }
}
