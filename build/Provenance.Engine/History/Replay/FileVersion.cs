using Provenance.Engine.Git;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Names a file, or a project, through renames by the commit and the path of its first appearance: two paths of one lineage are the same file on different branches.</summary>
internal readonly record struct Lineage(int Commit, string Path);

/// <summary>A file in one tree of the walk. Branches share it; only what it knows of its text comes and goes.</summary>
/// <param name="blob">What the tree holds.</param>
/// <param name="textBlob">The last version that could be read, which the runs describe; null when there was none.</param>
/// <param name="origins">Per unit, the index of its origin (full history).</param>
/// <param name="lives">Per unit, the index of its life on the mainline; null in trees off the mainline.</param>
/// <param name="challenges">Per unit, whether something challenged it (<see cref="StepChallenges"/>); null off the mainline and where nobody asks.</param>
internal sealed class FileVersion(ObjectId blob, Lineage lineage, ObjectId? textBlob, RunList origins, RunList? lives, RunList? challenges = null)
{
    public ObjectId Blob { get; } = blob;

    public Lineage Lineage { get; } = lineage;

    public ObjectId? TextBlob { get; } = textBlob;

    public RunList Origins { get; } = origins;

    public RunList? Lives { get; } = lives;

    public RunList? Challenges { get; } = challenges;

    /// <summary>False: this blob was not read (too large, not text, missing), its lines are unknown.</summary>
    public bool IsRead => TextBlob == Blob;

    /// <summary>The units of <see cref="TextBlob"/>, when they are at hand.</summary>
    public UnitSequence? Units { get; set; }

    /// <summary>The same text under other runs or another name.</summary>
    public FileVersion With(RunList origins, RunList? lives) => new(Blob, Lineage, TextBlob, origins, lives, Challenges) { Units = Units };

    /// <summary>The same file with other lives.</summary>
    public FileVersion WithLives(RunList lives, RunList? challenges) => new(Blob, Lineage, TextBlob, Origins, lives, challenges) { Units = Units };

    /// <summary>The tree holds another blob that could not be read: the last version that could be stands in, so that not reading a file kills nothing in it.</summary>
    public FileVersion WithUnread(ObjectId blob) => new(blob, Lineage, TextBlob, Origins, Lives, Challenges) { Units = Units };

    /// <summary>What a later branch needs of a version of the past: who wrote it.</summary>
    public FileVersion Remembered() => new(Blob, Lineage, TextBlob, Origins, lives: null);
}
