namespace Provenance.Goodhart.Tests.Building;

/// <summary>The machine's clock on the day after the story's last.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
