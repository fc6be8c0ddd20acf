namespace Provenance.Engine.History.Replay;

/// <summary>Where a stretch of a new version comes from.</summary>
/// <param name="Origins">Runs that hold the origins of its units, from <paramref name="OldStart"/> on.</param>
/// <param name="Lives">The same of their lives; null off the mainline.</param>
/// <param name="IsAligned">Found in place by the diff.</param>
/// <param name="IsRenamed">Kept under other names.</param>
internal readonly record struct Segment(int NewStart, int Length, RunList Origins, RunList? Lives, int OldStart, bool IsAligned, bool IsRenamed)
{
    /// <summary>Runs that say what challenged its units, from <see cref="OldStart"/> on; null where nobody asks.</summary>
    public RunList? Challenges { get; init; }

    /// <summary>It was removed lately and came back.</summary>
    public bool IsRevived { get; init; }

    public int NewEnd => NewStart + Length;
}
