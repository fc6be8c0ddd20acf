using Provenance.Engine.Git;
using Provenance.Engine.History.Identity;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>A file of a commit whose texts must be compared.</summary>
/// <param name="Before">Its version in the first parent; null when it is new.</param>
/// <param name="Old">Units of that version.</param>
/// <param name="New">Units of the new one; null when the file is gone.</param>
/// <param name="Others">Its versions in the other parents.</param>
/// <param name="Slices">Of the new units; null when nothing is known about any of them.</param>
internal sealed record OpenFile(RawChange Change, FileVersion? Before, UnitSequence Old, UnitSequence? New, List<FileVersion> Others, Lineage Lineage, UnitSlices? Slices = null)
{
    private FileStep? _step;

    public FileStep Step
    {
        get => _step ??= new(Old, New ?? UnitSequence.Empty);
        set => _step = value;
    }

    /// <summary>The commit replaces a version that was not read: what no version has that was may have been in it.</summary>
    public bool FollowsUnread => Before is { IsRead: false } || Others.Exists(other => !other.IsRead);

    /// <summary>What the lines that the commit changed were made from, by parent; null where it is not looked through.</summary>
    public List<LikelyOrigins>? Likely { get; set; }

    /// <summary>Of what the step takes out of a region.</summary>
    public DeathCause CauseIn(Region region) => New is null ? DeathCause.FileRemoved : Step.HasNew(region) ? DeathCause.Modified : DeathCause.Deleted;
}

/// <summary>The open files of one commit, as identity sees them.</summary>
internal sealed class StepFiles(List<OpenFile> files) : IDisposable
{
    public List<FileStep> Steps { get; } = files.ConvertAll(file => file.Step);

    public void Dispose() => Steps.ForEach(step => step.Dispose());
}
