using System.Diagnostics;
using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.Git;

public sealed class DiscoveryTests(ITestOutputHelper output)
{
    [Fact]
    public void NotARepository_IsCoded()
    {
        using var repository = TestRepository.Create();
        var outside = Directory.CreateDirectory(Path.Combine(repository.Folder.Path, "outside")).FullName;

        Assert.Equal("PROV904", RepositoryDiscovery.Locate(ProductRun.Host(repository), outside).Notice?.Code);
    }

    [Fact]
    public void BareRepository_IsRefused()
    {
        using var repository = TestRepository.Create();
        repository.Git("init", "-q", "--bare", "../bare.git");

        Assert.Equal("PROV906", RepositoryDiscovery.Locate(ProductRun.Host(repository), Path.Combine(repository.Folder.Path, "bare.git")).Notice?.Code);
    }

    [Fact]
    public void EmbeddedBare_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            output.WriteLine("not run: the planted program is a shell script");
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            // Such a folder can be committed: plain git takes its configuration for that of a repository.
            var embedded = repository.PathOf("docs/embedded");
            repository.Git("clone", "-q", "--bare", ".", embedded);
            var sentinel = new Sentinel(repository, "exit 1");
            repository.Git("-C", embedded, "config", "core.bare", "false");
            repository.Git("-C", embedded, "config", "core.worktree", embedded);
            repository.Git("-C", embedded, "config", "core.fsmonitor", sentinel.Program);
            repository.Git("-C", embedded, "status");
            if (!sentinel.HasFired)
            {
                output.WriteLine($"skipped: {repository.Git("--version").Trim()} refuses embedded repositories itself");
                return;
            }

            sentinel.Reset();

            Assert.Equal("PROV906", RepositoryDiscovery.Locate(ProductRun.Host(repository), embedded).Notice?.Code);
            Assert.False(sentinel.HasFired);
        }
    }

    [Fact]
    public void RedirectedWorktree_IsRefused()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var elsewhere = Directory.CreateDirectory(Path.Combine(repository.Folder.Path, "elsewhere")).FullName;
            repository.Git("config", "core.worktree", elsewhere);
            Assert.Equal(elsewhere, repository.Git("rev-parse", "--show-toplevel").Trim());

            Assert.Equal("PROV907", RepositoryDiscovery.Locate(ProductRun.Host(repository), repository.Root).Notice?.Code);
        }
    }

    [Theory]
    [InlineData("extensions.plantedExtension", "true")]
    [InlineData("extensions.objectFormat", "sha3")]
    [InlineData("extensions.refStorage", "planted")]
    [InlineData("core.repositoryFormatVersion", "99")]
    public void UnknownExtension_IsUnknown(string key, string value)
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            File.AppendAllText(
                repository.PathOf(".git/config"),
                key.StartsWith("core.", StringComparison.Ordinal)
                    ? $"[core]\n\t{key[5..]} = {value}\n"
                    : $"[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\t{key[11..]} = {value}\n");
            Assert.Throws<InvalidOperationException>(() => repository.Git("log"));

            Assert.Equal("PROV908", RepositoryDiscovery.Locate(ProductRun.Host(repository), repository.Root).Notice?.Code);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("HEAD")]
    [InlineData("HEAD^{commit}")]
    public void UnbornHead_HasNoCommit(string? fileName)
    {
        using var repository = TestRepository.Create();
        if (fileName is not null)
        {
            File.WriteAllText(repository.PathOf(fileName), "a file that is called like a revision");
        }

        var location = RepositoryDiscovery.Locate(ProductRun.Host(repository), repository.Root);

        Assert.Null(location.Notice);
        Assert.Null(location.Value!.Head);
    }

    [Fact]
    public void HeadWhoseCommitIsGone_IsDamageAndNotABeginning()
    {
        var (repository, ids) = SampleHistory.Create();
        using (repository)
        {
            repository.Git("update-ref", "refs/heads/main", Loose(repository));
            var head = repository.Git("rev-parse", "HEAD").Trim();
            File.Delete(repository.PathOf($".git/objects/{head[..2]}/{head[2..]}"));
            Assert.DoesNotContain(head, ids);

            Assert.Equal("PROV912", RepositoryDiscovery.Locate(ProductRun.Host(repository), repository.Root).Notice?.Code);
        }
    }

    [Fact]
    public void DetachedHead_EqualsBranch()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var expected = ProductRun.Fingerprint(repository);
            repository.Git("checkout", "-q", "--detach");
            Assert.Throws<InvalidOperationException>(() => repository.Git("symbolic-ref", "HEAD"));

            Assert.Equal(expected, ProductRun.Fingerprint(repository));
        }
    }

    [Fact]
    public void Subfolder_FindsTheSameRepository()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            Assert.Equal(ProductRun.Fingerprint(repository), ProductRun.Fingerprint(repository, repository.PathOf("src")));
        }
    }

    [Fact]
    public void ForeignOwner_IsRefused()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            if (!TryGiveAway(repository))
            {
                return;
            }

            var notice = RepositoryDiscovery.Locate(ProductRun.Host(repository), repository.Root).Notice;

            Assert.Equal("PROV905", notice?.Code);
            Assert.Equal("'" + repository.Root + "'", Assert.Single(notice!.Arguments));
        }
    }

    [Fact]
    public void SafeDirectoryFromEnvironment_IsHonoured()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var expected = ProductRun.Fingerprint(repository);
            if (!TryGiveAway(repository))
            {
                return;
            }

            var sentinel = OperatingSystem.IsWindows() ? null : new Sentinel(repository, "exit 1");
            (string, string)[] variables = [
                ("GIT_CONFIG_COUNT", "2"), ("GIT_CONFIG_KEY_0", "core.fsmonitor"), ("GIT_CONFIG_VALUE_0", sentinel?.Program ?? "true"),
                ("GIT_CONFIG_KEY_1", "safe.directory"), ("GIT_CONFIG_VALUE_1", repository.Root),
            ];
            var configuration = Path.Combine(repository.Folder.Path, "trusting.gitconfig");
            File.WriteAllText(configuration, $"[safe]\n\tdirectory = {repository.Root}\n");

            Assert.Equal(expected, ProductRun.Fingerprint(ProductRun.Host(repository, variables), repository.Root));
            Assert.Equal(expected, ProductRun.Fingerprint(ProductRun.Host(repository, ("GIT_CONFIG_GLOBAL", configuration)), repository.Root));
            Assert.NotEqual(true, sentinel?.HasFired);
        }
    }

    [Fact]
    public void VariablesOfAHook_AreNotInherited()
    {
        var (repository, _) = SampleHistory.Create();
        var (other, _) = SampleHistory.Create("sha256");
        using (repository)
        using (other)
        {
            var host = ProductRun.Host(
                repository, ("GIT_DIR", other.PathOf(".git")), ("GIT_WORK_TREE", other.Root), ("GIT_INDEX_FILE", other.PathOf(".git/index")),
                ("GIT_OBJECT_DIRECTORY", other.PathOf(".git/objects")), ("GIT_NAMESPACE", "planted"), ("GIT_TRACE", "1"));

            Assert.Equal(ProductRun.Fingerprint(repository), ProductRun.Fingerprint(host, repository.Root));
        }
    }

    /// <summary>Commits once more outside any pack.</summary>
    private static string Loose(TestRepository repository) =>
        repository.Git("-c", "user.name=Person One", "-c", "user.email=person.one@corp.example", "commit-tree", "-m", "loose", "-p", "HEAD", "HEAD^{tree}").Trim();

    /// <summary>Makes another user own the repository and asserts that plain git refuses it; false where this process may not.</summary>
    private bool TryGiveAway(TestRepository repository)
    {
        if (OperatingSystem.IsWindows() || !string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            output.WriteLine("not run: only root can give files away");
            return false;
        }

        using var chown = Process.Start("chown", ["-R", 12345.ToString(CultureInfo.InvariantCulture), repository.Root]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
        Assert.Throws<InvalidOperationException>(() => repository.Git("status"));
        return true;
    }
}
