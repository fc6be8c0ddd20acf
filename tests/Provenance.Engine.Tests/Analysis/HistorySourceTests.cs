using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>From where a walk goes on: counted in commits that are walked.</summary>
public sealed class HistorySourceTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();
    private readonly TemporaryFolder _cache = TemporaryFolder.Create();

    public void Dispose()
    {
        _repository.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void EndedBudget_KeepsACheckpointFromWhichTheNextRunGoesOn()
    {
        LinearHistory.WriteTo(_repository, "A", 0, 20, firstDay: 0);
        var head = _repository.Import()[20];

        var first = EndAfter(steps: 6, head);
        var second = EndAfter(steps: 15, head);
        var third = Run(head);

        Assert.Equal("PROV921", first.Notice!.Code);
        Assert.Equal(("90", "20"), (first.Notice.Arguments[0], first.Notice.Arguments[2]));
        Assert.InRange(first.Kept, 6, 8);
        Assert.Equal("PROV921", second.Notice!.Code);
        Assert.Equal(20 - first.Kept, second.Read);
        Assert.InRange(second.Kept, 15, 17);
        Assert.Equal(20 - second.Kept, third.Read);
        Assert.Equal(Uninterrupted(head), third.Stored);
        Assert.Equal(0, Run(head).Read);
    }

    [Fact]
    public void EndedBudgetWithoutACache_KeepsNothing()
    {
        LinearHistory.WriteTo(_repository, "A", 0, 8, firstDay: 0);
        var head = _repository.Import()[8];

        var run = EndAfter(steps: 3, head, cache: null);

        Assert.Equal(["90", "0", "8"], run.Notice!.Arguments.ToArray());
    }

    [Fact]
    public void Progress_CountsCommitsThatAreWalkedAndNoneThatAreStored()
    {
        LinearHistory.WriteTo(_repository, "A", 0, 8, firstDay: 0);
        var head = _repository.Import()[8];

        Assert.Equal(Enumerable.Range(1, 8).Select(walked => (walked, 8)), ProgressOf(head));
        Assert.Empty(ProgressOf(head));

        List<(int Walked, int All)> ProgressOf(string commit)
        {
            var told = new List<(int, int)>();
            _ = SourceRun.Of(_repository.Root, _cache.Path, commit, progress: (walked, all) => told.Add((walked, all)));
            return told;
        }
    }

    [Fact]
    public void OtherBranch_IsWalkedFromTheLastCommonCheckpoint()
    {
        var main = LinearHistory.WriteTo(_repository, "A", 0, 20, firstDay: 0);
        var branch = LinearHistory.WriteTo(_repository, "B", main[9], 4, firstDay: 30);
        var ids = _repository.Import();

        Assert.Equal(20, Run(ids[main[^1]]).Read);
        var switched = Run(ids[branch[^1]]);

        // Checkpoints are at 3, 6 and 9; the branch left at 10.
        Assert.Equal(1 + 4, switched.Read);
        Assert.Equal(Uninterrupted(ids[branch[^1]]), switched.Stored);
        Assert.Equal(0, Run(ids[main[^1]]).Read);
    }

    [Fact]
    public void RebasedBranch_IsWalkedFromWhatItStillStandsOn()
    {
        var main = LinearHistory.WriteTo(_repository, "A", 0, 14, firstDay: 0);
        var before = LinearHistory.WriteTo(_repository, "B", main[9], 3, firstDay: 30);
        var after = LinearHistory.WriteTo(_repository, "B", main[13], 3, firstDay: 40);
        var ids = _repository.Import();

        Assert.Equal(13, Run(ids[before[^1]]).Read);
        var rebased = Run(ids[after[^1]]);

        // What was stored of the old branch, 12 and 13, is not below the new one; 9 is.
        Assert.Equal(17 - 9, rebased.Read);
        Assert.Equal(Uninterrupted(ids[after[^1]]), rebased.Stored);
    }

    [Fact]
    public void OlderCommit_IsWalkedFromTheNearestCheckpointBelowIt()
    {
        var main = LinearHistory.WriteTo(_repository, "A", 0, 20, firstDay: 0);
        var ids = _repository.Import();
        Run(ids[main[^1]]);

        Assert.Equal(0, Run(ids[main[8]]).Read);
        Assert.Equal(1, Run(ids[main[9]]).Read);
        Assert.Equal(2, Run(ids[main[1]]).Read);
        Assert.Equal(Uninterrupted(ids[main[9]]), Run(ids[main[9]]).Stored);
    }

    [Theory]
    [InlineData(RevisionList.FewParents)]
    [InlineData(RevisionList.FewParents + 1)]
    [InlineData(RevisionList.FewParents + 5)]
    public void CommitFarAboveAStoredOne_IsWalkedFromThat(int above)
    {
        var main = LinearHistory.WriteTo(_repository, "A", 0, above + 1, firstDay: 0);
        var ids = _repository.Import();
        Run(ids[main[0]]);

        Assert.Equal(above, Run(ids[main[above]]).Read);
    }

    [Fact]
    public void NextCommit_IsWalkedAlone()
    {
        var main = LinearHistory.WriteTo(_repository, "A", 0, 11, firstDay: 0);
        var ids = _repository.Import();
        Run(ids[main[^2]]);

        Assert.Equal(1, Run(ids[main[^1]]).Read);
    }

    [Fact]
    public void DeepenedClone_GoesOnFromNothingThatTheShallowOneStored()
    {
        LinearHistory.WriteTo(_repository, "A", 0, 20, firstDay: 0);
        var head = _repository.Import()[20];
        var clone = Path.Combine(_repository.Folder.Path, "clone");
        TestRepository.RunGit(_repository.Folder.Path, null, ["clone", "-q", "--depth=8", new Uri(_repository.Root).AbsoluteUri, clone]);

        Assert.Equal(8, SourceRun.Of(clone, _cache.Path, head).Read);
        TestRepository.RunGit(clone, null, ["fetch", "-q", "--deepen=4"]);
        Assert.Equal(12, SourceRun.Of(clone, _cache.Path, head).Read);
        TestRepository.RunGit(clone, null, ["fetch", "-q", "--unshallow"]);
        var whole = SourceRun.Of(clone, _cache.Path, head);

        Assert.Equal(20, whole.Read);
        Assert.Equal(Uninterrupted(head), whole.Stored);
    }

    private SourceRun Run(string commit) => SourceRun.Of(_repository.Root, _cache.Path, commit);

    private SourceRun EndAfter(int steps, string commit) => EndAfter(steps, commit, _cache.Path);

    /// <summary>The budget ends while the state of so many mainline steps is kept.</summary>
    private SourceRun EndAfter(int steps, string commit, string? cache)
    {
        var clock = new ManualClock(SourceRun.Today);
        return SourceRun.Of(_repository.Root, cache, commit, clock, state =>
        {
            if (state.Result.Mainline.Length == steps)
            {
                clock.Advance(SourceRun.Budget);
            }
        });
    }

    private byte[] Uninterrupted(string commit)
    {
        using var cache = TemporaryFolder.Create();
        return SourceRun.Of(_repository.Root, cache.Path, commit).Stored!;
    }
}
