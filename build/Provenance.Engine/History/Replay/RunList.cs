using System.Runtime.InteropServices;

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
        for (int k = 0, start = 0; k < runs; k++)
        {
            starts[k] = start;
            values[k] = perUnit[start];
            var length = perUnit[start..].IndexOfAnyExcept(values[k]);
            start = length < 0 ? perUnit.Length : start + length;
        }

        return new RunList(starts, values, perUnit.Length);
    }

    /// <summary>Takes runs as they were stored; starts ascend from 0 and end before <paramref name="count"/>.</summary>
    internal static RunList FromRuns(int[] starts, int[] values, int count) => starts.Length == 0 ? Empty : new RunList(starts, values, count);

    public int EndOf(int run) => run + 1 < Starts.Length ? Starts[run + 1] : Count;

    /// <summary>Writes the values of a range of units.</summary>
    public void CopyTo(int start, Span<int> target)
    {
        foreach (var (value, from, length) in Runs(start, start + target.Length))
        {
            target.Slice(from - start, length).Fill(value);
        }
    }

    /// <summary>A part, counted from its own start.</summary>
    public RunList Slice(int start, int length)
    {
        var values = new int[length];
        CopyTo(start, values);
        return Of(values);
    }

    /// <summary>The same runs under other numbers; runs that become equal grow together.</summary>
    internal RunList Map(int[] numbers)
    {
        var (run, before) = (0, -1);
        while (run < Values.Length && numbers[Values[run]] == Values[run] && Values[run] != before)
        {
            before = Values[run++];
        }

        return run == Values.Length ? this : MapAll(numbers);
    }

    private RunList MapAll(int[] numbers)
    {
        var (starts, values) = (new int[Starts.Length], new int[Starts.Length]);
        var count = 0;
        for (var run = 0; run < Starts.Length; run++)
        {
            var value = numbers[Values[run]];
            if (count == 0 || values[count - 1] != value)
            {
                (starts[count], values[count]) = (Starts[run], value);
                count++;
            }
        }

        Array.Resize(ref starts, count);
        Array.Resize(ref values, count);
        return new RunList(starts, values, Count);
    }

    /// <summary>The runs inside a range of units.</summary>
    internal RunEnumerator Runs(int start, int end) => new(this, start, end);

    /// <summary>Goes over runs without allocating.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct RunEnumerator
    {
        private readonly RunList _list;
        private readonly int _end;
        private int _run;
        private int _start;

        public RunEnumerator(RunList list, int start, int end)
        {
            _list = list;
            _end = end;
            _start = start;
            var run = start < end ? Array.BinarySearch(list.Starts, start) : 0;
            _run = run < 0 ? ~run - 1 : run;
        }

        public (int Value, int Start, int Length) Current { get; private set; }

        public readonly RunEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_start >= _end)
            {
                return false;
            }

            var end = Math.Min(_list.EndOf(_run), _end);
            Current = (_list.Values[_run], _start, end - _start);
            _start = end;
            _run++;
            return true;
        }
    }
}
