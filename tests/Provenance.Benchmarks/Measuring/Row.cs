namespace Provenance.Benchmarks.Measuring;

/// <summary>One line of a table: what was measured, with one sample per time it ran.</summary>
internal sealed class Row(string name)
{
    private readonly List<Measurement> _samples = [];

    public string Name { get; set; } = name;

    /// <summary>Why there is no figure.</summary>
    public string? Failure { get; set; }

    public IReadOnlyList<Measurement> Samples => _samples;

    public bool HasResult => Failure is null && _samples.Count > 0;

    public TimeSpan Wall => Median(_samples.Select(sample => sample.Wall))!.Value;

    public TimeSpan? Cpu => Median(_samples.Where(sample => sample.Cpu is not null).Select(sample => sample.Cpu!.Value));

    /// <summary>The largest of all samples: a peak is an upper bound.</summary>
    public long? PeakProcess => _samples.Max(sample => sample.PeakProcess);

    public long? PeakTree => _samples.Max(sample => sample.PeakTree);

    public void Add(Measurement sample) => _samples.Add(sample);

    /// <summary>The middle value; of an even number the mean of the two in the middle.</summary>
    private static TimeSpan? Median(IEnumerable<TimeSpan> values)
    {
        TimeSpan[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
