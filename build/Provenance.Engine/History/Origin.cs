namespace Provenance.Engine.History;

/// <summary>Where units were born: what is fixed at birth and never changes.</summary>
/// <param name="Commit">Index of the birth commit; see <see cref="HistoryResult.Commits"/>.</param>
/// <param name="Path">Index of the path there; see <see cref="HistoryResult.Paths"/>.</param>
/// <param name="Project">Lineage of the nearest project file in the birth tree, or −1.</param>
/// <param name="Slice">Index of what was known about the line there, see <see cref="HistoryResult.Slices"/>; 0: nothing.</param>
/// <param name="IsTruncated">Present in a commit without parents (root or shallow boundary), or <paramref name="IsUnread"/>: when it was born is not known, so that no survival is computed from it.</param>
/// <param name="IsUnread">The version before was not read (missing, too large, no text): the unit may have been in it, so that its commit need not be the one that wrote it.</param>
public readonly record struct Origin(int Commit, int Path, int Slice, int Project, ScopeClass Scope, bool IsTruncated, bool IsUnread);

/// <summary>Units of one origin that entered the mainline in one step.</summary>
/// <param name="Origin">Index of the origin, frozen at entry.</param>
/// <param name="Entry">Mainline step; see <see cref="HistoryResult.Mainline"/>.</param>
public readonly record struct Life(int Origin, int Entry, UnitKind Kind);

/// <summary>What happened to units beside birth and death.</summary>
[Flags]
public enum UnitKind : byte
{
    None = 0,

    /// <summary>Code that had died came back: units are tracked, and weigh nothing.</summary>
    Restored = 1,

    /// <summary>A consistent renaming of names went through it since.</summary>
    Renamed = 2,

    /// <summary>A copy of code that lived when it was added: it weighs nothing.</summary>
    Copied = 4,

    /// <summary>Beyond what the tables of one member may weigh: it weighs nothing.</summary>
    Tabled = 8,

    /// <summary>Part of an attribute list, a cast, or <c>this.</c>: it weighs nothing.</summary>
    Dressing = 16,

    /// <summary>Went on in a copy when the original was deleted; it does so once.</summary>
    Succeeded = 32,

    /// <summary>Kinds without weight.</summary>
    Weightless = Restored | Copied | Tabled | Dressing,
}

/// <summary>Why a unit left the mainline.</summary>
public enum DeathCause : byte
{
    /// <summary>Still there.</summary>
    None = 0,

    /// <summary>Deleted where the same step inserted something in its place.</summary>
    Modified = 1,

    Deleted = 2,

    FileRemoved = 3,

    /// <summary>Moved out of the repository's scope: a state of its own beside the three deaths.</summary>
    MovedOut = 4,
}

/// <summary>What kind of code a unit was born as; only <see cref="Ships"/> is in the metric.</summary>
public enum ScopeClass : byte
{
    Ships = 0,
    Test = 1,
    Generated = 2,
    Vendored = 3,
}

/// <summary>Units with one fate: the aggregate that every figure is computed from, never a row per unit.</summary>
/// <param name="Life">Index into <see cref="HistoryResult.Lives"/>.</param>
/// <param name="Exit">Mainline step of the death, −1 while alive.</param>
/// <param name="Count">Units, structural ones included.</param>
/// <param name="Units">Of these, those that are not structural.</param>
/// <param name="Weight">Of these, those that weigh: all, or none of a life whose kind weighs nothing.</param>
public readonly record struct HistoryCell(int Life, int Exit, DeathCause Cause, long Count, long Units, long Weight);

/// <summary>Units beside which a mainline step of the caller's set deleted or replaced something: the first such step of each, at least a day after its birth.</summary>
/// <param name="Origin">Index of the origin; see <see cref="HistoryResult.Origins"/>.</param>
/// <param name="Entry">Mainline step of the birth.</param>
/// <param name="Step">Mainline step of the challenge.</param>
/// <param name="Survived">Alive after that step, or back soon.</param>
/// <param name="Weight">Units that weigh.</param>
public readonly record struct HistoryChallenge(int Origin, int Entry, int Step, bool Survived, long Weight) : IComparable<HistoryChallenge>
{
    public int CompareTo(HistoryChallenge other) =>
        Origin != other.Origin ? Origin.CompareTo(other.Origin)
        : Entry != other.Entry ? Entry.CompareTo(other.Entry)
        : Step != other.Step ? Step.CompareTo(other.Step)
        : Survived.CompareTo(other.Survived);
}
