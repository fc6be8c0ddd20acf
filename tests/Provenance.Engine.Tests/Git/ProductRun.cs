using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

/// <summary>The product's own path over a repository, in an environment that knows nothing of the machine's configuration.</summary>
internal static class ProductRun
{
    public static GitHost Host(TestRepository repository, params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
            ["HOME"] = repository.Folder.Path,
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_CONFIG_GLOBAL"] = TestRepository.EmptyConfiguration,
            ["GIT_CEILING_DIRECTORIES"] = repository.Folder.Path,
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return GitHost.Find(environment, explicitPath: null, repository.Root, Path.Combine(repository.Folder.Path, "rooms")).Value!;
    }

    public static Outcome<AnalyzedRepository> Analyze(GitHost host, string directory, UnitMode mode = UnitMode.Token)
    {
        var location = RepositoryDiscovery.Locate(host, directory);
        return location.IsSuccess
            ? RepositoryAnalyzer.Analyze(
                host, location.Value, location.Value.Head!.Value, directory,
                new AnalysisOptions(mode, CacheFolder: null, PolicyPath: null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None)
            : location.Notice;
    }

    /// <summary>All that an analysis knows, as one value: the history to the byte, every claim and every notice.</summary>
    public static string Fingerprint(TestRepository repository, string? directory = null) => Fingerprint(Host(repository), directory ?? repository.Root);

    public static string Fingerprint(GitHost host, string directory)
    {
        var result = Analyze(host, directory);
        Assert.Null(result.Notice);
        var text = new StringBuilder();
        var history = new SnapshotWriter(reserved: 0);
        ResultCodec.Write(history, result.Value!.History);
        text.AppendLine(Convert.ToHexString(SHA256.HashData(history.ToArray())));
        foreach (var facts in result.Value.Facts)
        {
            var claims = facts.Claims;
            text.AppendJoin(' ', claims.Commit, claims.Label, claims.Reason, claims.Tier, claims.Shape, claims.AuthorClass, claims.Flags, facts.IsCorrective);
            text.AppendLine().AppendJoin('\n', claims.Explain()).AppendLine();
        }

        return text.AppendJoin('\n', result.Value.Notices.Select(notice => notice.Code + " " + string.Join(' ', notice.Arguments))).ToString();
    }

    /// <summary>Path, size, hash and time of last change of everything below a folder.</summary>
    public static string StateOf(string folder) => string.Join('\n', Directory
        .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => File.Exists(path)
            ? $"{path} {new FileInfo(path).Length} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))} {File.GetLastWriteTimeUtc(path).Ticks}"
            : $"{path} {Directory.GetLastWriteTimeUtc(path).Ticks}"));
}
