using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.Tests.Analysis;
using Provenance.Engine.Tests.History.Snapshots;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

/// <summary>When a walk says which commits its result has: as soon as no other walk can take its place.</summary>
public sealed class SettledCommitsTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void WalkFromTheBeginning_TellsBeforeItsFirstCommit()
    {
        LinearHistory.WriteTo(_repository, "A", 0, 6, firstDay: 0);
        var tip = _repository.Import()[6];

        var (state, told) = Run(tip, from: null);

        var (after, commits) = Assert.Single(told);
        Assert.Equal(0, after);
        Assert.Equal(state.Result.Commits.Select(commit => commit.Id), commits);
    }

    /// <summary>Such a walk may find that its state does not reach far enough back, and then another one is begun.</summary>
    [Fact]
    public void WalkFromAState_TellsAfterItsLastCommit()
    {
        LinearHistory.WriteTo(_repository, "A", 0, 6, firstDay: 0);
        var ids = _repository.Import();
        var from = StateReplay.Run(_repository, ReplayOptions.Tokens, ids[4]);

        var (state, told) = Run(ids[6], from);

        var (after, commits) = Assert.Single(told);
        Assert.Equal(2, after);
        Assert.Equal(state.Result.Commits.Select(commit => commit.Id), commits);
    }

    private (ReplayState State, List<(int After, ObjectId[] Commits)> Told) Run(string tip, ReplayState? from)
    {
        var host = TestReplay.Host(_repository.Root);
        using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, _repository.Root).Value!);
        var told = new List<(int, ObjectId[])>();
        var walked = 0;
        var observer = ReplayObserver.None with { Progress = (count, _) => walked = count, Settled = commits => told.Add((walked, [.. commits])) };
        var outcome = HistoryReplay.Run(room, ObjectId.Parse(tip), ReplayOptions.Tokens, slicer: null, rules: null, isNoChallenge: null, from, observer, CancellationToken.None);
        Assert.Empty(outcome.Notices);
        return (outcome.State!(), told);
    }
}
