namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>Random numbers that are the same on every machine and runtime: simulations state figures, so their draws must not depend on a library's version.</summary>
/// <remarks>Weyl sequence with the finaliser of Steele, Lea and Flood, OOPSLA 2014.</remarks>
internal sealed class RandomStream(ulong seed)
{
    private ulong state = seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D;

    /// <summary>Uniform in (0, 1).</summary>
    public double Share()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (((mixed ^ (mixed >> 31)) >> 11) + 0.5) / (1L << 53);
    }

    public int Below(int limit) => (int)(Share() * limit);

    public bool Chance(double share) => Share() < share;

    /// <summary>Of mean 1.</summary>
    public double Exponential() => -Math.Log(Share());

    public double Normal() => Math.Sqrt(2 * Exponential()) * Math.Cos(2 * Math.PI * Share());

    /// <summary>At least <paramref name="least"/>; the mean is infinite from <paramref name="shape"/> ≤ 1 on, the variance from ≤ 2 on.</summary>
    public double Pareto(double least, double shape) => least * Math.Pow(Share(), -1 / shape);
}
