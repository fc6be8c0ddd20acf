using Provenance.Engine.History.Alignment;

namespace Provenance.Engine.History.Identity;

/// <summary>Finds out which units of a commit's new versions are units of its old ones: in place first, then moved in the file, then moved between files, then renamed.</summary>
internal sealed class StepIdentity(ReplayOptions options)
{
    /// <summary>Letters and digits that a run needs to be told from chance; git's own threshold for moved lines.</summary>
    public const int MinAlphanumerics = 20;

    private readonly Aligner _aligner = new();
    private readonly MovesWithinFile _within = new(options.MoveAlphanumerics);
    private readonly MovesAcrossFiles _across = new();
    private readonly MovesInCommit _inCommit = new(options.MoveAlphanumerics);
    private readonly ConsistentRenames _renames = new();

    public void Find(List<FileStep> steps)
    {
        for (var file = 0; file < steps.Count; file++)
        {
            steps[file].Align(file, _aligner.Align(steps[file].Old, steps[file].New));
            if (options.MoveAlphanumerics > 0 && !options.MovesAnywhere)
            {
                _within.Find(file, steps[file]);
            }
        }

        if (options.MovesAnywhere)
        {
            _inCommit.Find(steps);
        }

        if (options.MovesAcrossFiles)
        {
            _across.Find(steps);
        }

        if (options.FollowsRenamedNames)
        {
            _renames.Find(steps);
        }
    }
}
