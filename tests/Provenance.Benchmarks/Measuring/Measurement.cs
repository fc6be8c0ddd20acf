namespace Provenance.Benchmarks.Measuring;

/// <summary>What one process with its children cost, or several of them, one after the other.</summary>
/// <param name="Wall">From before the start to after the end; all output was read.</param>
/// <param name="Cpu">User and system time of the whole tree; null where the system does not tell.</param>
/// <param name="PeakProcess">Bytes: the largest resident set that one process of the tree had; null where the system does not tell.</param>
/// <param name="PeakTree">Bytes: the largest sum of resident sets at a sampled moment. Pages that two processes share (a mapped pack) count in each.</param>
internal readonly record struct Measurement(TimeSpan Wall, TimeSpan? Cpu, long? PeakProcess, long? PeakTree)
{
    /// <summary>One after the other.</summary>
    public static Measurement operator +(Measurement a, Measurement b) =>
        new(a.Wall + b.Wall, a.Cpu + b.Cpu, Larger(a.PeakProcess, b.PeakProcess), Larger(a.PeakTree, b.PeakTree));

    /// <summary>Times of a sample, extrapolated; memory does not grow with the number of processes.</summary>
    public Measurement Times(double factor) => this with { Wall = Wall * factor, Cpu = Cpu * factor };

    // A process that ended between two samples says nothing about its memory; the others still do.
    private static long? Larger(long? a, long? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);
}
