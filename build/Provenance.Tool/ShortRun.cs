using System.Runtime;

namespace Provenance.Tool;

/// <summary>Lets a short run end without a collection: with a stored history it makes less garbage than one collection after the other would save.</summary>
internal static class ShortRun
{
    private const long Garbage = 192L << 20;

    // More commits than this are a long run, in which uncollected garbage would only raise the peak.
    private const int MostCommits = 1_000;

    /// <summary>From now on nothing is collected until more garbage is made than a short run makes. Where the machine has not got the memory, nothing changes.</summary>
    public static void Expect()
    {
        try
        {
            _ = GC.TryStartNoGCRegion(Garbage);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The heap may never hold as much.
        }
    }

    /// <summary>Collects as ever from now on when the walk is a long one.</summary>
    public static void Reconsider(int commits)
    {
        if (commits > MostCommits && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }
    }
}
