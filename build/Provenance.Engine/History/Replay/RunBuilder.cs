namespace Provenance.Engine.History.Replay;

/// <summary>Puts a run list together run by run, so that a file costs what changed in it and not what it holds.</summary>
internal sealed class RunBuilder
{
    private readonly List<int> _starts = [];
    private readonly List<int> _values = [];
    private int _count;

    public void Clear()
    {
        _starts.Clear();
        _values.Clear();
        _count = 0;
    }

    public void Add(int value, int length)
    {
        if (length == 0)
        {
            return;
        }

        if (_values.Count == 0 || _values[^1] != value)
        {
            _starts.Add(_count);
            _values.Add(value);
        }

        _count += length;
    }

    public void Add(RunList from, int start, int length)
    {
        foreach (var (value, _, part) in from.Runs(start, start + length))
        {
            Add(value, part);
        }
    }

    public RunList Build() => RunList.FromRuns([.. _starts], [.. _values], _count);
}
