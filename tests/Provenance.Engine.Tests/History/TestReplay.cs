using System.Collections;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

/// <summary>Runs the product's own path over a test repository: discovery, clean room, replay.</summary>
internal static class TestReplay
{
    public static GitHost Host(string directory) => GitHost.Find(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        explicitPath: null, directory, Path.GetTempPath()).Value!;

    public static HistoryResult Run(TestRepository repository, UnitMode mode = UnitMode.Line) => Run(repository, ReplayOptions.Of(mode));

    public static HistoryResult Run(TestRepository repository, ReplayOptions options) => State(repository, options).Result;

    public static ReplayState State(TestRepository repository, ReplayOptions options, string? rev = null, ReplayState? from = null, Action<ReplayState>? checkpoint = null, int checkpointSteps = 3)
    {
        var host = Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        using var room = CleanRoom.Open(host, location);
        var tip = rev is null ? location.Head!.Value : ObjectId.Parse(rev);
        var outcome = HistoryReplay.Run(room, tip, options, from, new ReplayObserver(null, checkpoint, checkpointSteps), CancellationToken.None);
        Assert.Empty(outcome.Notices);
        return outcome.State!;
    }

    /// <summary>The birth commit of every unit of a file of the tip.</summary>
    public static string[] Blame(HistoryResult history, HeadFile file)
    {
        var origins = new int[file.Origins.Count];
        if (origins.Length > 0)
        {
            file.Origins.CopyTo(0, origins);
        }

        return [.. origins.Select(origin => history.Commits[history.Origins[origin].Commit].Id.ToString())];
    }
}
