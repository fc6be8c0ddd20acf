using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Snapshots;

/// <summary>Replays a test repository and gives what the walk leaves, from which another walk can go on.</summary>
internal static class StateReplay
{
    /// <param name="isNoChallenge">By commit; null looks for no challenges.</param>
    /// <param name="fewAhead">By default it is always the reader that finds what commits keep.</param>
    public static ReplayState Run(
        TestRepository repository, ReplayOptions options, string? tip = null, ReplayState? from = null, Action<ReplayState>? checkpoint = null, Func<ObjectId, bool>? isNoChallenge = null,
        int fewAhead = 0)
    {
        var host = TestReplay.Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        using var room = CleanRoom.Open(host, location);
        var commit = tip is null ? location.Head!.Value : ObjectId.Parse(tip);
        var outcome = HistoryReplay.Run(room, commit, options, slicer: null, new PolicyScopes(), isNoChallenge, from, new ReplayObserver(null, checkpoint, CheckpointSteps: 3), CancellationToken.None, fewAhead);
        Assert.Empty(outcome.Notices);
        return outcome.State!();
    }
}
