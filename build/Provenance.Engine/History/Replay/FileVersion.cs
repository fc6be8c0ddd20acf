using Provenance.Engine.Git;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>A file in one tree of the walk. Immutable: branches share it.</summary>
/// <param name="Lineage">Number of the file through renames: two paths of one lineage are the same file on different branches.</param>
/// <param name="Units">Of the last version that could be read; null when there was none.</param>
/// <param name="Origins">Per unit, the index of its origin (full history).</param>
/// <param name="Lives">Per unit, the index of its life on the mainline; null in trees off the mainline.</param>
/// <param name="IsRead">False: this blob was not read (too large, not text, missing), its lines are unknown.</param>
internal sealed record FileVersion(ObjectId Blob, int Lineage, UnitSequence? Units, RunList Origins, RunList? Lives, bool IsRead);
