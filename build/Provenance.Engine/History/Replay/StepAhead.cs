using Provenance.Engine.Git;
using Provenance.Engine.History.Identity;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>What a commit keeps, found on the reader's thread: identity depends on the texts of a commit alone, and the walk has enough to do with whose they are.</summary>
internal sealed class StepAhead : IDisposable
{
    private readonly RawCommit _commit;
    private readonly List<int> _changes = [];
    private readonly List<FileStep> _steps = [];

    private StepAhead(RawCommit commit) => _commit = commit;

    /// <summary>Null when a text is not at hand; the walk then finds it out when it has them.</summary>
    /// <param name="replaced">The old side of each change, null where it is not at hand.</param>
    /// <param name="brought">The new side.</param>
    public static StepAhead? Of(RawCommit commit, UnitSequence?[] replaced, UnitSequence?[] brought, StepIdentity identity)
    {
        var result = new StepAhead(commit);
        for (var i = 0; i < replaced.Length; i++)
        {
            var change = commit.Changes[i];
            var (old, isNew) = (OldBlobOf(change), change.NewBlob is not null && CommitSource.IsSource(change.Path));
            if ((old is null && !isNew) || (isNew && old == change.NewBlob))
            {
                continue;
            }

            if ((old is not null && replaced[i] is null) || (isNew && brought[i] is null))
            {
                result.Dispose();
                return null;
            }

            result._changes.Add(i);
            result._steps.Add(new FileStep(replaced[i] ?? UnitSequence.Empty, isNew ? brought[i]! : UnitSequence.Empty));
        }

        identity.Find(result._steps);
        return result;
    }

    /// <summary>Whether the walk compares the same texts: its tree may have none of a file that git's diff names, or an older one.</summary>
    public bool IsOf(List<OpenFile> open)
    {
        if (open.Count != _changes.Count)
        {
            return false;
        }

        for (var i = 0; i < open.Count; i++)
        {
            var change = _commit.Changes[_changes[i]];
            if (open[i].Change != change || open[i].Before?.TextBlob != OldBlobOf(change))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives the files what was found.</summary>
    public void HandOver(List<OpenFile> open)
    {
        for (var i = 0; i < open.Count; i++)
        {
            open[i].Step = _steps[i];
        }
    }

    /// <summary>Where the files did not take over what was found; else they end it.</summary>
    public void Dispose() => _steps.ForEach(step => step.Dispose());

    private static ObjectId? OldBlobOf(RawChange change) => CommitSource.IsSource(change.OldPath) ? change.OldBlob : null;
}
