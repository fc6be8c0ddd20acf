using System.Text;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.Git;

public sealed class HostileConfigTests(ITestOutputHelper output)
{
    /// <summary>Arm, prove with plain git, guard (docs/robustness.md): a program that could not have run proves nothing by not running.</summary>
    [Theory]
    [InlineData("fsmonitor")]
    [InlineData("external diff")]
    [InlineData("textconv")]
    [InlineData("committed attributes")]
    [InlineData("clean filter")]
    [InlineData("smudge filter")]
    [InlineData("signature program")]
    [InlineData("hook")]
    public void HostileConfig_RunsNothing(string kind)
    {
        if (OperatingSystem.IsWindows())
        {
            output.WriteLine("not run: the planted programs are shell scripts");
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var (sentinel, prove) = Arm(kind, repository);
            prove();
            if (!sentinel.HasFired)
            {
                output.WriteLine($"skipped: {repository.Git("--version").Trim()} does not run the {kind}");
                return;
            }

            using var benign = Benign(repository);
            sentinel.Reset();
            var state = ProductRun.StateOf(repository.PathOf(".git"));

            var fingerprint = ProductRun.Fingerprint(repository);

            Assert.False(sentinel.HasFired);
            Assert.Equal(ProductRun.Fingerprint(benign), fingerprint);
            Assert.Equal(state, ProductRun.StateOf(repository.PathOf(".git")));
        }
    }

    /// <summary>Settings that change what plain git prints leave every byte of the result as it was.</summary>
    [Theory]
    [InlineData("diff.renames", "false", "log --raw")]
    [InlineData("diff.orderFile", "missing", "log --raw")]
    [InlineData("diff.noprefix", "true", "log -p")]
    [InlineData("log.showRoot", "false", "log --raw")]
    [InlineData("log.diffMerges", "first-parent", "log --raw -m")]
    [InlineData("log.follow", "true", "log --raw -- src/C.cs")]
    [InlineData("log.date", "unix", "log")]
    [InlineData("format.pretty", "raw", "log")]
    [InlineData("i18n.logOutputEncoding", "UTF-16", "log --format=%H%x20%P")]
    [InlineData("color.ui", "always", "log --raw")]
    [InlineData("core.abbrev", "5", "log --raw")]
    [InlineData("log.showSignature", "true", "log")]
    public void ConfigThatChangesOutput_ChangesNothing(string key, string value, string command)
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            Sign(repository);
            var expected = ProductRun.Fingerprint(repository);
            var before = PlainGit(repository, command);
            repository.Git("config", key, value);
            if (string.Equals(before, PlainGit(repository, command), StringComparison.Ordinal))
            {
                output.WriteLine($"skipped: {repository.Git("--version").Trim()} prints the same with {key}");
                return;
            }

            Assert.Equal(expected, ProductRun.Fingerprint(repository));
        }
    }

    [Fact]
    public void Analysis_LeavesTheGitDirectoryAsItWas()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            // A stale index is what commands that refresh it would write.
            File.SetLastWriteTimeUtc(repository.PathOf("src/A.cs"), SampleHistory.Start.UtcDateTime);
            var state = ProductRun.StateOf(repository.Root);

            Assert.NotEmpty(ProductRun.Fingerprint(repository));

            Assert.Equal(state, ProductRun.StateOf(repository.Root));
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(repository.Folder.Path, "rooms")));

            repository.Git("status");
            Assert.NotEqual(state, ProductRun.StateOf(repository.Root));
        }
    }

    private static (Sentinel Sentinel, Action Prove) Arm(string kind, TestRepository repository)
    {
        Sentinel sentinel;
        switch (kind)
        {
            case "fsmonitor":
                sentinel = new Sentinel(repository, "exit 1");
                repository.Git("config", "core.fsmonitor", sentinel.Program);
                return (sentinel, () => repository.Git("status"));
            case "external diff":
                sentinel = new Sentinel(repository, "exit 0");
                repository.Git("config", "diff.external", sentinel.Program);
                return (sentinel, () => repository.Git("diff", "HEAD~1", "HEAD"));
            case "textconv":
                sentinel = new Sentinel(repository, "cat \"$1\"");
                repository.Git("config", "diff.planted.textconv", sentinel.Program);
                Attributes(repository, "*.cs diff=planted\n");
                return (sentinel, () => repository.Git("log", "-p"));
            case "committed attributes":
                sentinel = new Sentinel(repository, "cat \"$1\"");
                repository.Git("config", "diff.planted.textconv", sentinel.Program);
                File.WriteAllText(repository.PathOf(".gitattributes"), "*.cs diff=planted working-tree-encoding=UTF-16 text eol=crlf\n");
                return (sentinel, () => repository.Git("log", "-p"));
            case "clean filter":
                sentinel = new Sentinel(repository, "cat");
                repository.Git("config", "filter.planted.clean", sentinel.Program);
                Attributes(repository, "*.cs filter=planted\n");
                File.AppendAllText(repository.PathOf("src/A.cs"), "// edited\n");
                return (sentinel, () => repository.Git("diff"));
            case "smudge filter":
                sentinel = new Sentinel(repository, "cat");
                repository.Git("config", "filter.planted.smudge", sentinel.Program);
                Attributes(repository, "*.cs filter=planted\n");
                File.Delete(repository.PathOf("src/A.cs"));
                return (sentinel, () => repository.Git("checkout", "--", "src/A.cs"));
            case "signature program":
                sentinel = new Sentinel(repository, "exit 0");
                Sign(repository);
                repository.Git("config", "gpg.program", sentinel.Program);
                repository.Git("config", "log.showSignature", "true");
                return (sentinel, () => repository.Git("log"));
            case "hook":
                sentinel = new Sentinel(repository, "exit 0");
                foreach (var hook in (string[])["post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"])
                {
                    sentinel.PlantAt(repository.PathOf(".git/hooks/" + hook));
                }

                return (sentinel, () => repository.Git("read-tree", "HEAD"));
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private static void Attributes(TestRepository repository, string text)
    {
        Directory.CreateDirectory(repository.PathOf(".git/info"));
        File.WriteAllText(repository.PathOf(".git/info/attributes"), text);
    }

    /// <summary>Puts a commit with a signature header on top of main.</summary>
    private static void Sign(TestRepository repository)
    {
        var commit = repository.Git("cat-file", "commit", "HEAD");
        var blank = commit.IndexOf("\n\n", StringComparison.Ordinal);
        var signed = commit[..blank] + "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----" + commit[blank..];
        var id = Encoding.ASCII.GetString(TestRepository.RunGit(repository.Root, Encoding.UTF8.GetBytes(signed), ["hash-object", "-t", "commit", "-w", "--stdin"])).Trim();
        repository.Git("update-ref", "refs/heads/main", id);
    }

    /// <summary>The same objects and branch without anything that was planted.</summary>
    private static TestRepository Benign(TestRepository repository)
    {
        var copy = TestRepository.Create();
        copy.Git("fetch", "-q", repository.PathOf(".git"), "main");
        copy.Git("reset", "-q", "--hard", "FETCH_HEAD");
        return copy;
    }

    private static string PlainGit(TestRepository repository, string command)
    {
        try
        {
            return repository.Git(command.Split(' '));
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }
}
