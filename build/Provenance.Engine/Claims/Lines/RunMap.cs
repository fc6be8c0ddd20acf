namespace Provenance.Engine.Claims.Lines;

/// <summary>A run of lines with one value.</summary>
internal readonly record struct Run(int First, int Last, int Value)
{
    public LineRange Lines => new(First, Last);
}

/// <summary>Values of lines, where what is set later wins. Each range costs the logarithm of the runs, however ranges overlap: a run that is covered is removed once.</summary>
internal sealed class RunMap
{
    private readonly SortedSet<Run> _runs = new(Comparer<Run>.Create((left, right) => left.First.CompareTo(right.First)));
    private readonly List<Run> _touched = [];

    /// <summary>Runs looked at so far: what setting ranges costs.</summary>
    public long Work { get; private set; }

    /// <summary>Runs by ascending line; they do not overlap, and neighbours of one value are one run.</summary>
    public IEnumerable<Run> Runs
    {
        get
        {
            Run? open = null;
            foreach (var run in _runs)
            {
                if (open is { } before && before.Value == run.Value && before.Last + 1L == run.First)
                {
                    open = before with { Last = run.Last };
                    continue;
                }

                if (open is { } done)
                {
                    yield return done;
                }

                open = run;
            }

            if (open is { } last)
            {
                yield return last;
            }
        }
    }

    /// <summary>Gives the lines a value.</summary>
    /// <returns>How many of them had another value before.</returns>
    public long Set(LineRange lines, int value)
    {
        FindTouched(lines);
        Work += _touched.Count + 1;
        var takenOver = 0L;
        foreach (var run in _touched)
        {
            _runs.Remove(run);
            if (run.Value != value)
            {
                takenOver += (long)Math.Min(run.Last, lines.Last) - Math.Max(run.First, lines.First) + 1;
            }

            if (run.First < lines.First)
            {
                _runs.Add(run with { Last = lines.First - 1 });
            }

            if (run.Last > lines.Last)
            {
                _runs.Add(run with { First = lines.Last + 1 });
            }
        }

        _runs.Add(new Run(lines.First, lines.Last, value));
        return takenOver;
    }

    private void FindTouched(LineRange lines)
    {
        _touched.Clear();

        // Of the runs that begin above the range only the nearest can reach into it. Lines begin at 1, so the default of an empty view reaches nowhere.
        var nearest = _runs.GetViewBetween(default, new Run(lines.First, 0, 0)).Max;
        if (nearest.First < lines.First && nearest.Last >= lines.First)
        {
            _touched.Add(nearest);
        }

        _touched.AddRange(_runs.GetViewBetween(new Run(lines.First, 0, 0), new Run(lines.Last, 0, 0)));
    }
}
