using System.Runtime.InteropServices;
using Provenance.Engine.History.Clones;

namespace Provenance.Engine.History.Replay;

/// <summary>Everything that a walk gathers beside the trees.</summary>
internal sealed class WalkTables
{
    public OriginTable Origins { get; } = new();

    public LifeTable Lives { get; } = new();

    public ChallengeTable Challenges { get; } = new();

    /// <summary>Of the steps that were visited.</summary>
    public StepClock Clock { get; } = new();

    public Graveyard Graveyard { get; }

    public Identity.ReturnedCode DeadCode { get; }

    public RecentSteps Recent { get; }

    /// <summary>The living code of the mainline, by what copies of it are found with.</summary>
    public CloneIndex Clones { get; }

    /// <summary>Versions that were not read, by the commit that brought them; −1 for those of an earlier walk.</summary>
    public List<(int Commit, UnreadFiles Count)> Unread { get; } = [];

    public WalkTables(ReplayState? from)
    {
        Graveyard = new Graveyard(Clock);
        DeadCode = new Identity.ReturnedCode(from is null ? [] : from.DeadCode.AsSpan());
        Recent = new RecentSteps(from is null ? [] : from.Recent);
        Clones = from is null ? new CloneIndex() : CloneIndex.Of(TextsOf(from));
        if (from is null)
        {
            return;
        }

        var result = from.Result;
        foreach (var step in result.Mainline)
        {
            Clock.Add(result.Commits[step.Commit].CommitterSeconds);
        }

        foreach (var origin in result.Origins)
        {
            Origins.Add(new WalkedOrigin(origin.Commit, result.Paths[origin.Path], result.Slices[origin.Slice], origin.Project < 0 ? null : from.Projects[origin.Project], origin.Scope, origin.IsTruncated, origin.IsUnread));
        }

        Lives.Inherit(result.Lives, result.Cells);
        Challenges.Inherit(result.Challenges);

        foreach (var run in from.Buried)
        {
            // Its own copy: the state may be walked on from more than once.
            Graveyard.Bury(new BuriedRun(run.Step, run.File, run.Path, run.Cause, run.Units, run.Origins, run.Lives, run.Challenges));
        }

        Unread.Add((-1, result.Unread));
    }

    private static IEnumerable<(string Path, uint[] Anchors)> TextsOf(ReplayState state)
    {
        for (var i = 0; i < state.Files.Length; i++)
        {
            yield return (state.Result.Files[i].Path, ImmutableCollectionsMarshal.AsArray(state.Files[i].Anchors)!);
        }
    }

    /// <summary>The tree that an earlier walk ended with.</summary>
    public static TreeState TreeOf(ReplayState state)
    {
        var files = TreeState.Empty.Files.ToBuilder();
        for (var i = 0; i < state.Files.Length; i++)
        {
            var file = state.Result.Files[i];
            files.Add(file.Path, new FileVersion(file.Blob, state.Files[i].Lineage, state.Files[i].TextBlob, file.Origins, file.Lives, state.Files[i].Challenges));
        }

        var projects = ProjectTable.Empty;
        foreach (var project in state.Result.Projects)
        {
            projects = projects.With(project.Path, state.Projects[project.Lineage]);
        }

        var ruleFiles = RuleTable.Empty;
        foreach (var (path, blob) in state.RuleFiles)
        {
            ruleFiles = ruleFiles.With(path, blob);
        }

        return new TreeState(files.ToImmutable(), projects, ruleFiles);
    }
}
