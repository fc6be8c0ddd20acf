using System.Globalization;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Tests.Analysis;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Snapshots;

public sealed class CacheFolderTests : IDisposable
{
    private const int Size = 100;
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private readonly ManualClock _clock = new(SourceRun.Today);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writing_RemovesWhatWasUsedLongestAgo()
    {
        var cache = Open(3 * Size);
        Write(cache, "history/a.snapshot");
        Write(cache, "claims/b.facts");
        Write(cache, "history/c.snapshot");
        _clock.Advance(TimeSpan.FromHours(1));
        cache.Touch(PathOf("history/a.snapshot"));

        Write(cache, "history/d.snapshot");
        Assert.Equal(["claims/b.facts"], Missing("history/a.snapshot", "claims/b.facts", "history/c.snapshot", "history/d.snapshot"));

        Write(cache, "claims/e.facts");
        Assert.Equal(["history/c.snapshot"], Missing("history/a.snapshot", "history/c.snapshot", "history/d.snapshot", "claims/e.facts"));
    }

    /// <summary>A restored cache may bring anything along; what is no file of ours is never read, as a pipe or a device would not end.</summary>
    [Theory]
    [InlineData("an empty file")]
    [InlineData("a link")]
    [InlineData("a pipe")]
    public void WhatWasNotWrittenHere_IsDamaged(string what)
    {
        Directory.CreateDirectory(PathOf("history"));
        var path = PathOf("history/a.snapshot");
        switch (what)
        {
            case "an empty file":
                File.WriteAllBytes(path, []);
                break;
            case "a link":
                File.WriteAllBytes(PathOf("history/other"), new byte[Size]);
                File.CreateSymbolicLink(path, PathOf("history/other"));
                break;
            default:
                if (OperatingSystem.IsWindows())
                {
                    return;
                }

                using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]))
                {
                    mkfifo.WaitForExit();
                }

                break;
        }

        var (content, notice) = CacheFolder.Read(path);

        Assert.Null(content);
        Assert.Equal("PROV930", notice?.Code);
    }

    [Theory]
    [InlineData(2 * Size, 0)]
    [InlineData((2 * Size) - 1, 1)]
    [InlineData((2 * Size) + 1, 0)]
    public void Limit_IsTheSumOfAllFiles(long limit, int removed)
    {
        var cache = Open(limit);
        Write(cache, "history/a.snapshot");
        Write(cache, "claims/b.facts");

        Assert.Equal(removed, Missing("history/a.snapshot", "claims/b.facts").Count());
    }

    [Fact]
    public void FilesOfOneMoment_GoInOrdinalOrder()
    {
        var cache = Open(3 * Size);
        foreach (var name in (string[])["b", "C", "a"])
        {
            cache.Write(PathOf($"history/{name}.snapshot"), new byte[Size]);
        }

        cache.Write(PathOf("history/A.snapshot"), new byte[2 * Size]);

        Assert.Equal(["history/C.snapshot", "history/a.snapshot"], Missing("history/C.snapshot", "history/a.snapshot", "history/b.snapshot", "history/A.snapshot"));
    }

    [Fact]
    public void FileJustWritten_StaysEvenWhenItAloneIsTooMuch()
    {
        var cache = Open(Size / 2);
        Write(cache, "history/a.snapshot");
        Assert.Empty(Missing("history/a.snapshot"));

        Write(cache, "history/b.snapshot");
        Assert.Equal(["history/a.snapshot"], Missing("history/a.snapshot", "history/b.snapshot"));
    }

    [Fact]
    public void WhatIsNotOurs_Stays()
    {
        var cache = Open(Size);
        var elsewhere = PathOf("elsewhere.snapshot");
        Directory.CreateDirectory(PathOf("history/folder.snapshot"));
        File.WriteAllBytes(elsewhere, new byte[Size]);
        File.WriteAllBytes(PathOf("history/notes.txt"), new byte[5 * Size]);
        File.CreateSymbolicLink(PathOf("history/link.snapshot"), elsewhere);

        Write(cache, "history/a.snapshot");

        Assert.Empty(Missing("history/a.snapshot", "history/notes.txt", "history/link.snapshot", "elsewhere.snapshot"));
        Assert.True(Directory.Exists(PathOf("history/folder.snapshot")));
    }

    [Fact]
    public void FolderThatIsALink_IsNeitherWrittenNorCleared()
    {
        var cache = Open(Size);
        var elsewhere = Directory.CreateDirectory(PathOf("elsewhere")).FullName;
        File.WriteAllBytes(Path.Combine(elsewhere, "a.facts"), new byte[5 * Size]);
        Directory.CreateSymbolicLink(cache.Claims, elsewhere);

        Write(cache, "history/a.snapshot");

        Assert.Equal("PROV931", cache.Write(PathOf("claims/b.facts"), new byte[Size])?.Code);
        Assert.Equal([Path.Combine(elsewhere, "a.facts")], Directory.GetFiles(elsewhere));
    }

    [Fact]
    public void LeftoversOfADay_AreRemoved()
    {
        var cache = Open(10 * Size);
        Directory.CreateDirectory(cache.Histories);
        var (now, day) = (SourceRun.Today.UtcDateTime, TimeSpan.FromDays(1));
        Leave("history/" + WholeFile.TemporaryPrefix + "old", now - day - TimeSpan.FromSeconds(1));
        Leave("history/" + WholeFile.TemporaryPrefix + "young", now - day);
        Leave("history/old.lock", now - day - TimeSpan.FromSeconds(1));
        Leave("history/young.lock", now);

        cache.Write(PathOf("history/a.snapshot"), new byte[Size]);

        Assert.Equal(
            ["history/" + WholeFile.TemporaryPrefix + "old", "history/old.lock"],
            Missing("history/" + WholeFile.TemporaryPrefix + "old", "history/" + WholeFile.TemporaryPrefix + "young", "history/old.lock", "history/young.lock", "history/a.snapshot"));
    }

    /// <summary>Files of others vanish between the listing and the removal.</summary>
    [Fact]
    public void ManyWritersInOneFolder_NeverFail()
    {
        var notices = new Engine.Notices.Notice?[200];
        Parallel.For(0, notices.Length, i =>
        {
            var name = (i % 50).ToString(CultureInfo.InvariantCulture);
            notices[i] = Open(3 * Size).Write(PathOf(i % 2 == 0 ? $"history/{name}.snapshot" : $"claims/{name}.facts"), new byte[Size]);
            Assert.Null(CacheFolder.Read(PathOf($"history/{name}.snapshot")).Notice);
        });

        Assert.All(notices, Assert.Null);
        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(Size, new FileInfo(file).Length));
    }

    [Fact]
    public void FullDisk_KeepsTheOldFileAndSaysWhy()
    {
        Write(Open(10 * Size), "history/a.snapshot");
        var before = File.ReadAllBytes(PathOf("history/a.snapshot"));
        var full = new CacheFolder(_folder.Path, _clock) { CreateFile = path => new FullDisk(path) };

        var notice = full.Write(PathOf("history/a.snapshot"), new byte[2 * Size]);

        Assert.Equal(("PROV931", "full"), (notice?.Code, notice?.Arguments[0]));
        Assert.Equal([PathOf("history/a.snapshot")], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(before, File.ReadAllBytes(PathOf("history/a.snapshot")));
    }

    [Fact]
    public void FileOverTheLimitOfOne_IsNotRead()
    {
        Directory.CreateDirectory(PathOf("history"));
        using (var file = File.Create(PathOf("history/a.snapshot")))
        {
            // Without content on any file system that knows holes.
            file.SetLength(CacheFolder.MaxFileBytes + 1L);
        }

        var (content, notice) = CacheFolder.Read(PathOf("history/a.snapshot"));

        Assert.Null(content);
        Assert.Equal("PROV930", notice?.Code);
    }

    [Fact]
    public void Folders_AreTheirUsersAlone()
    {
        Write(Open(Size), "claims/a.facts");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(PathOf("claims")));
        }
    }

    private CacheFolder Open(long limit) => new(_folder.Path, _clock, limit);

    /// <summary>One after the other in time.</summary>
    private void Write(CacheFolder cache, string name)
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(cache.Write(PathOf(name), new byte[Size]));
    }

    private void Leave(string name, DateTime written)
    {
        File.WriteAllText(PathOf(name), "left");
        File.SetLastWriteTimeUtc(PathOf(name), written);
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private IEnumerable<string> Missing(params string[] names) => names.Where(name => !File.Exists(PathOf(name)));

    /// <summary>Takes half of what it is given.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("No space is left.", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);
        }
    }
}
