using Provenance.Engine.Git;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>A commit with the versions that appear in it for the first time, read ahead of the walk.</summary>
internal sealed record PlannedCommit(RawCommit Raw, PlannedBlob[] Blobs)
{
    /// <summary>What it keeps; null when that is not known yet.</summary>
    public StepAhead? Ahead { get; set; }
}

/// <summary>The new side of a change.</summary>
/// <param name="IsRepeated">An earlier commit had this blob: it was not read again.</param>
/// <param name="Slices">Null when nothing is known about any of its lines.</param>
internal readonly record struct PlannedBlob(UnitSequence? Units, UnreadReason Reason, bool IsRepeated, UnitSlices? Slices = null);
