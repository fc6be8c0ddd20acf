namespace Provenance.Engine.Git;

/// <summary>What a host lets git take before it is stopped; past it the answer is coded (docs/limits.md).</summary>
/// <param name="Discovery">How long the one question of stage 1 may stay silent.</param>
/// <param name="Silence">How long a command of the clean room may let its reader wait.</param>
/// <param name="LogBytes">What the walk's list of commits and changes may come to.</param>
public sealed record GitAllowance(TimeSpan Discovery, TimeSpan Silence, long LogBytes)
{
    public static GitAllowance Default { get; } = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), 4L << 30);
}
