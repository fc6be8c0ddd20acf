using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History;

/// <summary>What a replay yields: the blame of the tip, every life on the mainline, and the commits.</summary>
/// <param name="Commits">All commits reachable from the tip, parents first.</param>
/// <param name="Mainline">First-parent chain of the tip, oldest first.</param>
/// <param name="Slices">Ordinal order; the first is empty and means that nothing was known about a line.</param>
/// <param name="Files">Files of the tip by ordinal path.</param>
/// <param name="Cells">By ascending life, exit and cause.</param>
/// <param name="Challenges">By ascending origin, entry, step and outcome; empty where nobody asked.</param>
/// <param name="SlicesDigest">What <see cref="ILineSlicer.DigestOf"/> said of the commits; empty without a slicer.</param>
/// <param name="SlicesRemark"><see cref="ILineSlicer.Remark"/> at the end of the walk; empty without a slicer.</param>
public sealed record HistoryResult(
    UnitMode Mode,
    ImmutableArray<HistoryCommit> Commits,
    ImmutableArray<MainlineStep> Mainline,
    ImmutableArray<string> Paths,
    ImmutableArray<string> Slices,
    ImmutableArray<Origin> Origins,
    ImmutableArray<Life> Lives,
    ImmutableArray<HistoryCell> Cells,
    ImmutableArray<HistoryChallenge> Challenges,
    ImmutableArray<HeadFile> Files,
    ImmutableArray<HeadProject> Projects,
    UnreadFiles Unread,
    string SlicesDigest,
    string SlicesRemark)
{
    /// <summary>Whether neither when nor by whom the code of an origin was written is known: it lies behind the boundary of a shallow clone, or behind a version that was not read.</summary>
    public bool IsWriterUnknown(int origin) => Origins[origin].IsUnread || Commits[Origins[origin].Commit].IsBoundary;

    /// <summary>Files of the tip whose content was not read: their code counts as it was in the last version that could be.</summary>
    public int UnreadAtTip => Files.Count(file => !file.IsRead);
}

/// <summary>A commit of the walk. Messages and identities are read apart, by those who look for claims: nothing that is stored of a history names a person.</summary>
/// <param name="Parents">Indexes of the parents; a shallow boundary has none.</param>
/// <param name="IsBoundary">The commit has parents that a shallow clone does not hold.</param>
/// <param name="CommitterSeconds">As written in the commit, seconds since 1970 UTC.</param>
public sealed record HistoryCommit(ObjectId Id, ImmutableArray<int> Parents, long CommitterSeconds, bool IsBoundary);

/// <summary>A step of the mainline.</summary>
/// <param name="Commit">Index of the commit.</param>
/// <param name="Seconds">The mainline clock, seconds since 1970 UTC, never decreasing.</param>
public readonly record struct MainlineStep(int Commit, long Seconds);

/// <summary>A C# file of the tip.</summary>
/// <param name="Origins">Per unit; units in the order of the text.</param>
/// <param name="IsRead">False: its content was not read (too large, not text, missing), its lines are unknown.</param>
public sealed record HeadFile(string Path, ObjectId Blob, RunList Origins, RunList Lives, bool IsRead);

/// <summary>A project file of the tip and the number under which origins know it.</summary>
public sealed record HeadProject(string Path, int Lineage);

/// <summary>File versions that were not read, by reason.</summary>
public readonly record struct UnreadFiles(int Missing, int TooLarge, int NotText)
{
    public static UnreadFiles operator +(UnreadFiles a, UnreadFiles b) => new(a.Missing + b.Missing, a.TooLarge + b.TooLarge, a.NotText + b.NotText);

    internal static UnreadFiles One(UnreadReason reason) => new(
        reason == UnreadReason.Missing ? 1 : 0, reason == UnreadReason.TooLarge ? 1 : 0, reason == UnreadReason.NotText ? 1 : 0);
}
