using System.Collections;
using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

/// <summary>Runs the product's own path over a repository: discovery, clean room, replay.</summary>
internal static class TestReplay
{
    public static GitHost Host(string directory) => GitHost.Find(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        explicitPath: null, directory, Path.GetTempPath()).Value!;

    public static HistoryResult Run(TestRepository repository, UnitMode mode = UnitMode.Line, string? tip = null) => Run(repository, ReplayOptions.Of(mode), tip);

    public static HistoryResult Run(TestRepository repository, ReplayOptions options, string? tip = null)
    {
        var (result, notices) = RunIn(repository.Root, options, tip);
        return notices.IsEmpty && result is not null ? result : throw new InvalidOperationException("The replay gave notices: " + string.Join(", ", notices));
    }

    /// <param name="tip">A commit id; null for HEAD.</param>
    public static (HistoryResult? Result, ImmutableArray<Notice> Notices) RunIn(string root, ReplayOptions options, string? tip = null)
    {
        var host = Host(root);
        var found = RepositoryDiscovery.Locate(host, root);
        if (!found.IsSuccess)
        {
            return (null, [found.Notice]);
        }

        var location = found.Value;
        using var room = CleanRoom.Open(host, location);
        var outcome = HistoryReplay.Run(
            room, tip is null ? location.Head!.Value : ObjectId.Parse(tip), options, slicer: null, new PolicyScopes(), isNoChallenge: null, from: null, ReplayObserver.None, CancellationToken.None);
        return (outcome.Result, outcome.Notices);
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
