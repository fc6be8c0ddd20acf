namespace Provenance.Engine.History.Replay;

/// <summary>A value per unit, stored as runs: run <c>k</c> covers the units from <c>Starts[k]</c> up to the next start.</summary>
public sealed class RunList
{
    public static readonly RunList Empty = new([], [], 0);

    private RunList(int[] starts, int[] values, int count)
    {
        Starts = starts;
        Values = values;
        Count = count;
    }

    public int[] Starts { get; }

    public int[] Values { get; }

    /// <summary>Units covered.</summary>
    public int Count { get; }

    public static RunList Of(ReadOnlySpan<int> perUnit)
    {
        if (perUnit.Length == 0)
        {
            return Empty;
        }

        var runs = 1;
        for (var i = 1; i < perUnit.Length; i++)
        {
            runs += perUnit[i] != perUnit[i - 1] ? 1 : 0;
        }

        var starts = new int[runs];
        var values = new int[runs];
        var k = 0;
        for (var i = 0; i < perUnit.Length; i++)
        {
            if (i == 0 || perUnit[i] != perUnit[i - 1])
            {
                starts[k] = i;
                values[k++] = perUnit[i];
            }
        }

        return new RunList(starts, values, perUnit.Length);
    }

    /// <summary>Takes runs as they were stored; starts ascend from 0 and end before <paramref name="count"/>.</summary>
    internal static RunList FromRuns(int[] starts, int[] values, int count) => starts.Length == 0 ? Empty : new RunList(starts, values, count);

    public int EndOf(int run) => run + 1 < Starts.Length ? Starts[run + 1] : Count;

    /// <summary>Writes the values of a range of units.</summary>
    public void CopyTo(int start, Span<int> target)
    {
        var run = Array.BinarySearch(Starts, start);
        run = run < 0 ? ~run - 1 : run;
        var filled = 0;
        while (filled < target.Length)
        {
            var end = Math.Min(EndOf(run) - start, target.Length);
            target[filled..end].Fill(Values[run]);
            filled = end;
            run++;
        }
    }
}
