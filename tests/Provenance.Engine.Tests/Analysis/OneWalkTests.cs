using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>Several at once ask for one history: counted in commits that each of them walks.</summary>
public sealed class OneWalkTests : IDisposable
{
    private const int Commits = 10;
    private readonly TestRepository _repository = TestRepository.Create();
    private readonly TemporaryFolder _cache = TemporaryFolder.Create();
    private readonly string _head;
    private readonly string _lock;

    public OneWalkTests()
    {
        LinearHistory.WriteTo(_repository, "A", 0, Commits, firstDay: 0);
        _head = _repository.Import()[Commits];
        _lock = SourceRun.LockOf(_repository.Root, _cache.Path, _head);
    }

    public void Dispose()
    {
        _repository.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task SecondOfTwo_WaitsAndWalksNothing()
    {
        using var waits = new ManualResetEventSlim();
        var clock = new ManualClock(SourceRun.Today) { Measured = waits.Set };
        Task<SourceRun>? second = null;

        var first = Run(checkpoint: _ =>
        {
            // The first is in the middle of its walk, and goes on when the second has begun to wait.
            second ??= Task.Run(() => RunAndSet(waits, clock));
            waits.Wait();
        });

        var waited = await second!;
        Assert.Equal(Commits, first.Read);
        Assert.Equal(0, waited.Read);
        Assert.Empty(waited.Notices);
        Assert.Equal(first.Stored, waited.Stored);
        Assert.NotNull(waited.History);
        Assert.False(File.Exists(_lock));
    }

    /// <summary>A partial clone that lacks nothing of the code is stored like a whole one.</summary>
    [Fact]
    public async Task SecondOfTwoInAPartialClone_WaitsToo()
    {
        MakePartial();
        await SecondOfTwo_WaitsAndWalksNothing();
    }

    /// <summary>What lacks something is stored for nobody: whoever waited computes, and holds up nobody else meanwhile.</summary>
    [Fact]
    public async Task WaiterForAHistoryWithGaps_WalksWithoutTheLock()
    {
        MakePartial();
        using var waits = new ManualResetEventSlim();
        var clock = new ManualClock(SourceRun.Today) { Measured = waits.Set };
        var others = new List<SourceRun>();
        Task<SourceRun> second;
        Directory.CreateDirectory(Path.GetDirectoryName(_lock)!);
        using (new FileStream(_lock, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            second = Task.Run(() => RunAndSet(waits, clock, _ => others.Add(Run(Impatient()))));
            waits.Wait();
        }

        Assert.Equal(Commits, (await second).Read);
        Assert.NotEmpty(others);
        Assert.All(others, other => Assert.Empty(other.Notices));
    }

    [Fact]
    public async Task SecondOfTwo_GoesOnWhereTheFirstRanOutOfTime()
    {
        using var waits = new ManualResetEventSlim();
        var clock = new ManualClock(SourceRun.Today);
        Task<SourceRun>? second = null;

        var first = Run(clock, _ =>
        {
            second ??= Task.Run(() => RunAndSet(waits, new ManualClock(SourceRun.Today) { Measured = waits.Set }));
            waits.Wait();
            clock.Advance(SourceRun.Budget);
        });

        Assert.Equal("PROV921", first.Notice?.Code);
        Assert.Equal(Commits - first.Kept, (await second!).Read);
    }

    /// <summary>What a process leaves that was killed: a file that nobody holds.</summary>
    [Fact]
    public void LockOfADeadProcess_IsTakenOver()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_lock)!);
        File.WriteAllText(_lock, "process 1 since 2020-01-01T00:00:00Z\n");

        var run = Run();

        Assert.Equal(Commits, run.Read);
        Assert.Empty(run.Notices);
        Assert.False(File.Exists(_lock));
    }

    [Fact]
    public void LockHeldForEver_EndsInAWalkOfOnesOwn()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_lock)!);
        using var holder = new FileStream(_lock, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var run = Run(Impatient());

        Assert.Equal(Commits, run.Read);
        Assert.Equal(["PROV934"], run.Codes);
        Assert.Equal("90", run.Notices[0].Arguments[0]);
        Assert.NotNull(run.Stored);
    }

    [Fact]
    public void CancelledWaiter_StopsWaiting()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_lock)!);
        using var holder = new FileStream(_lock, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var cancellation = new CancellationTokenSource();
        var clock = new ManualClock(SourceRun.Today) { Measured = cancellation.Cancel };

        Assert.Throws<OperationCanceledException>(() => SourceRun.Of(_repository.Root, _cache.Path, _head, clock, cancellation: cancellation.Token));
    }

    [Fact]
    public void FolderThatTakesNoLock_GivesTheResult()
    {
        // Permissions do not bind root; a folder where the lock's file should be binds everybody.
        Directory.CreateDirectory(_lock);

        var run = Run();

        Assert.Equal(Commits, run.Read);
        Assert.Empty(run.Notices);
        Assert.NotNull(run.Stored);
    }

    [Fact]
    public void CacheThatIsNoFolder_GivesTheResultAndSaysSo()
    {
        var file = Path.Combine(_cache.Path, "file");
        File.WriteAllText(file, "no folder");

        var run = SourceRun.Of(_repository.Root, Path.Combine(file, "cache"), _head);

        Assert.Equal(Commits, run.Read);
        Assert.All(run.Codes, code => Assert.Equal("PROV931", code));
        Assert.NotNull(run.History);
        Assert.NotEmpty(run.Notices);
    }

    /// <summary>A cache that somebody else restored may lead elsewhere.</summary>
    [Fact]
    public void LockThatIsALink_IsNotFollowed()
    {
        var target = Path.Combine(_repository.Folder.Path, "precious");
        File.WriteAllText(target, "precious");
        Directory.CreateDirectory(Path.GetDirectoryName(_lock)!);
        File.CreateSymbolicLink(_lock, target);

        var run = Run();

        Assert.Equal(Commits, run.Read);
        Assert.Equal("precious", File.ReadAllText(target));
    }

    /// <summary>Half a minute goes by whenever the clock is read for a wait.</summary>
    private static ManualClock Impatient()
    {
        ManualClock clock = null!;
        clock = new ManualClock(SourceRun.Today) { Measured = () => clock.Advance(TimeSpan.FromSeconds(30)) };
        return clock;
    }

    private void MakePartial()
    {
        var packs = _repository.PathOf(".git/objects/pack");
        Directory.CreateDirectory(packs);
        File.WriteAllText(Path.Combine(packs, "pack-of-a-filter.promisor"), "");
    }

    /// <summary>Whoever waits for it is not left waiting when it fails.</summary>
    private SourceRun RunAndSet(ManualResetEventSlim signal, TimeProvider clock, Action<Provenance.Engine.History.Replay.ReplayState>? checkpoint = null)
    {
        try
        {
            return Run(clock, checkpoint);
        }
        finally
        {
            signal.Set();
        }
    }

    private SourceRun Run(TimeProvider? clock = null, Action<Provenance.Engine.History.Replay.ReplayState>? checkpoint = null) =>
        SourceRun.Of(_repository.Root, _cache.Path, _head, clock, checkpoint);
}
