using System.Diagnostics;
using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.Git;

public sealed class StoppedGitTests(ITestOutputHelper output)
{
    private static readonly GitAllowance Short = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2), 1 << 20);

    private readonly ITestOutputHelper _output = output;

    [Theory]
    [InlineData("rev-parse")]
    [InlineData("log")]
    [InlineData("cat-file")]
    public void HangingGit_IsStopped(string command)
    {
        if (NoShell())
        {
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            // The child inherits the pipes: killing only the parent would leave a reader waiting for it.
            var pidFile = Path.Combine(repository.Folder.Path, "pid");
            var host = FakeGit(repository, command, $"sleep 1000 & echo $! > '{pidFile}'; wait");

            var notice = ProductRun.Analyze(host, repository.Root).Notice;

            Assert.Equal("PROV913", notice?.Code);
            Assert.Equal(command, notice!.Arguments[0]);
            var pid = int.Parse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture);
            Assert.True(SpinWait.SpinUntil(() => IsGone(pid), TimeSpan.FromSeconds(30)));
        }
    }

    [Fact]
    public void GitThatDoesNotEndByItself_IsKilledWithWhatItStarted()
    {
        if (NoShell())
        {
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var pidFile = Path.Combine(repository.Folder.Path, "pid");
            var host = FakeGit(repository, "cat-file", $"sleep 1000 & echo $! > '{pidFile}'; wait");
            using (var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, repository.Root).Value!))
            using (ObjectReader.Open(room))
            {
                Assert.True(SpinWait.SpinUntil(() => File.Exists(pidFile) && File.ReadAllText(pidFile).EndsWith('\n'), TimeSpan.FromSeconds(30)));
            }

            var pid = int.Parse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture);
            Assert.True(SpinWait.SpinUntil(() => IsGone(pid), TimeSpan.FromSeconds(30)));
        }
    }

    [Theory]
    [InlineData("rev-parse", "yes", "PROV914")]
    [InlineData("log", "yes", "PROV914")]
    [InlineData("log", "yes '0123456789012345678901234567890123456789 1 ' | tr '\\n' '\\0'", "PROV914")]
    [InlineData("log", "printf '0123456789012345678901234567890123456789 1 \\0:planted\\0'; yes", "PROV903")]
    [InlineData("cat-file", "yes | tr -d '\\n'", "PROV915")]
    [InlineData("cat-file", "echo 0123456789012345678901234567890123456789 commit 99999999999999; yes", "PROV915")]
    public void EndlessGit_IsStopped(string command, string body, string code)
    {
        if (NoShell())
        {
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var host = FakeGit(repository, command, body);

            Assert.Equal(code, ProductRun.Analyze(host, repository.Root).Notice?.Code);
        }
    }

    [Theory]
    [InlineData("log", "echo planted", "PROV903")]
    [InlineData("log", "exit 3", "PROV915")]
    [InlineData("rev-parse", "echo planted", "PROV903")]
    [InlineData("rev-parse", "exit 7", "PROV915")]
    [InlineData("cat-file", "exit 3", "PROV915")]
    [InlineData("cat-file", "cat > /dev/null; echo planted", "PROV912")]
    public void GitThatSaysSomethingElse_IsCoded(string command, string body, string code)
    {
        if (NoShell())
        {
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            Assert.Equal(code, ProductRun.Analyze(FakeGit(repository, command, body), repository.Root).Notice?.Code);
        }
    }

    /// <summary>Ids may come from a log that takes its time: a git that was not asked owes no answer.</summary>
    [Fact]
    public async Task GitThatOwesNothing_MayBeSilentForLonger()
    {
        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var host = ProductRun.Host(repository) with { Allowance = Short };
            using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(ProductRun.Host(repository), repository.Root).Value!);
            using var git = room.Start("cat-file", ["--batch"], feedsInput: true)!;
            using var wasAsked = new ManualResetEventSlim();
            git.OwedFor = () =>
            {
                wasAsked.Set();
                return TimeSpan.Zero;
            };
            var reading = Task.Run(() => git.Output.ReadByte());

            // The limit has passed, and nothing was asked so far.
            Assert.True(wasAsked.Wait(TimeSpan.FromSeconds(30)));
            git.Input.Write("HEAD\n"u8);
            git.CloseInput();

            Assert.NotEqual(-1, await reading);
            Assert.False(git.TimedOut);
        }
    }

    /// <summary>Nothing more is to be asked where who gives the ids was stopped: then git owes what it was asked, and a git that hangs is ended.</summary>
    [Fact]
    public void GitThatHangsWhenItsQuestionsEnd_IsStopped()
    {
        if (NoShell())
        {
            return;
        }

        var (repository, ids) = SampleHistory.Create();
        using (repository)
        {
            var host = FakeGit(repository, "cat-file", "sleep 1000");
            using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, repository.Root).Value!);
            using var batch = ObjectBatch.Open(room, Stopped())!;

            Assert.Equal(ReplyKind.Ended, batch.Next(out _));
            Assert.Throws<OperationCanceledException>(() => batch.Finish());

            IEnumerable<string> Stopped()
            {
                yield return ids[^1];
                throw new OperationCanceledException();
            }
        }
    }

    /// <summary>Git repeats a name that it cannot find: the answer to the next question must not be the rest of this one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(260)]
    [InlineData(3000)]
    public void LongNameThatIsMissing_IsAnsweredWhole(int length)
    {
        var (repository, ids) = SampleHistory.Create();
        using (repository)
        {
            var host = ProductRun.Host(repository);
            using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, repository.Root).Value!);
            using var objects = ObjectReader.Open(room)!;
            var tip = ObjectId.Parse(ids[^1]);

            Assert.Equal(ReplyKind.Missing, objects.Read(tip, new string('x', length), out _));
            Assert.Equal(ReplyKind.Whole, objects.Read(tip, out _));
            Assert.Equal(ReplyKind.Missing, objects.Read(tip, new string('y', length), out _));
            Assert.Equal(ReplyKind.Whole, objects.Read(tip, out _));
        }
    }

    [Fact]
    public void IncludeThatNeverOpens_IsStopped()
    {
        if (NoShell())
        {
            return;
        }

        var (repository, _) = SampleHistory.Create();
        using (repository)
        {
            var pipe = Path.Combine(repository.Folder.Path, "pipe");
            using (var mkfifo = Process.Start("mkfifo", [pipe]))
            {
                mkfifo.WaitForExit();
            }

            File.AppendAllText(repository.PathOf(".git/config"), $"[include]\n\tpath = {pipe}\n");

            Assert.Equal("PROV913", RepositoryDiscovery.Locate(ProductRun.Host(repository) with { Allowance = Short }, repository.Root).Notice?.Code);
        }
    }

    [Fact]
    public void CommitLongerThanTheLimit_LosesTheEndOfItsMessage()
    {
        using var repository = TestRepository.Create();
        var first = repository.Commit(TestCommit.OfText("first\n", SampleHistory.Start, ("A.cs", "class A { }\n")));
        repository.Commit(
            TestCommit.OfText("Subject\n\n" + new string('x', 3 << 20) + SampleHistory.Trailer, SampleHistory.Start.AddDays(1), ("B.cs", "class B { }\n")), first);
        repository.Import();

        var host = ProductRun.Host(repository);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        using var room = CleanRoom.Open(host, location);
        var commits = CommitReader.Read(room, [location.Head!.Value, ObjectId.Parse(repository.Git("rev-parse", "HEAD~1").Trim())]).Value!.Commits;

        Assert.True(commits[0].MessageTruncated);
        Assert.Equal(GitLimits.MessageBytes, commits[0].Message.Length);
        Assert.Equal("first\n", commits[1].Message);
    }

    /// <summary>A git that misbehaves in one command and is the real one in all others.</summary>
    private static GitHost FakeGit(TestRepository repository, string command, string body)
    {
        var host = ProductRun.Host(repository);
        var script = ShellScript.Write(
            Path.Combine(repository.Folder.Path, "fake-git"),
            $"for word in \"$@\"; do\n  if [ \"$word\" = {command} ]; then\n    {body}\n    exit\n  fi\ndone\nexec '{host.Executable}' \"$@\"");
        return host with { Executable = script, Allowance = Short };
    }

    private static bool IsGone(int pid)
    {
        try
        {
            // Where nobody reaps orphans, what was killed stays as a zombie.
            var state = File.ReadAllText($"/proc/{pid}/stat");
            return state[state.LastIndexOf(')') + 2] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private bool NoShell()
    {
        if (OperatingSystem.IsLinux())
        {
            return false;
        }

        _output.WriteLine("not run: the fake git is a shell script and its end is read from /proc");
        return true;
    }
}
