using System.Globalization;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

/// <summary>git ends at a damaged object: what is asked for behind it is read all the same.</summary>
public sealed class DamagedObjectTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Theory]
    [InlineData("first", 0)]
    [InlineData("in the middle", 4)]
    [InlineData("last", 9)]
    [InlineData("one behind the other", 3, 4, 5)]
    [InlineData("all over", 0, 2, 5, 8, 9)]
    [InlineData("all", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)]
    public void DamagedBlobs_CountAloneAsMissing(string where, params int[] damaged)
    {
        var blobs = Blobs(10);
        var objects = LooseObjects.Of(_repository);
        Array.ForEach(damaged, at => objects.Damage(blobs[at]));
        using var room = Room();

        using var batch = ObjectBatch.Open(room, blobs.Select(ObjectId.Parse))!;
        var streamed = blobs.Select(_ => Answer(batch.Next(out var content), content)).ToArray();
        using var reader = ObjectReader.Open(room)!;
        var asked = blobs.Select(blob => Answer(reader.Read(ObjectId.Parse(blob), out var content), content)).ToArray();

        Assert.True(damaged.Length > 0, where);
        Assert.Equal(Enumerable.Range(0, 10).Select(at => damaged.Contains(at) ? "missing" : Text(at)), streamed);
        Assert.Equal(streamed, asked);
        Assert.Null(batch.Finish());
    }

    [Fact]
    public void MoreDamagedBlobsThanTheBound_EndTheReading()
    {
        var blobs = Blobs(GitLimits.Restarts + 3);
        var objects = LooseObjects.Of(_repository);
        Array.ForEach(blobs[..^1], objects.Damage);
        using var room = Room();

        using var batch = ObjectBatch.Open(room, blobs.Select(ObjectId.Parse))!;
        var streamed = blobs.Select(_ => batch.Next(out var _)).ToArray();

        Assert.All(streamed[..GitLimits.Restarts], kind => Assert.Equal(ReplyKind.Missing, kind));
        Assert.All(streamed[GitLimits.Restarts..], kind => Assert.Equal(ReplyKind.Ended, kind));
        Assert.Equal("PROV915", batch.Finish()?.Code);
    }

    /// <summary>What git had been asked when it ended is asked once more, in order, and nothing is taken twice from who gives the ids.</summary>
    [Fact]
    public void QuestionsOnTheirWay_AreAskedAgainOnce()
    {
        const int Count = 20_000;
        var blobs = Blobs(50);
        LooseObjects.Of(_repository).Damage(blobs[7]);
        var order = Enumerable.Range(0, Count).Select(at => at % 997 == 500 ? 7 : at % 50 == 7 ? 8 : at % 50).ToArray();
        var taken = 0;
        using var room = Room();

        using var batch = ObjectBatch.Open(room, Ids())!;
        for (var at = 0; at < Count; at++)
        {
            Assert.Equal(order[at] == 7 ? "missing" : Text(order[at]), Answer(batch.Next(out var content), content));
        }

        Assert.Null(batch.Finish());
        Assert.Equal(Count, taken);

        IEnumerable<string> Ids()
        {
            foreach (var at in order)
            {
                taken++;
                yield return blobs[at];
            }
        }
    }

    /// <summary>Who feeds a git may wait for an id when that git ends: the id goes to the next, and what was asked before does not wait for it.</summary>
    [Fact]
    public void IdThatIsAwaitedWhenGitEnds_IsLeftToTheNext()
    {
        const int Before = 5000;
        var blobs = Blobs(3);
        LooseObjects.Of(_repository).Damage(blobs[1]);
        using var isRead = new ManualResetEventSlim();
        using var room = Room();

        using var batch = ObjectBatch.Open(room, Ids())!;
        Assert.Equal(Text(0), Answer(batch.Next(out var first), first));
        Assert.Equal("missing", Answer(batch.Next(out _), []));
        Assert.Equal(Text(2), Answer(batch.Next(out var third), third));
        isRead.Set();
        for (var at = 3; at < Before; at++)
        {
            Assert.Equal(Text(2), Answer(batch.Next(out var content), content));
        }

        Assert.Equal(Text(0), Answer(batch.Next(out var last), last));
        Assert.Null(batch.Finish());

        IEnumerable<string> Ids()
        {
            yield return blobs[0];
            yield return blobs[1];
            for (var at = 2; at < Before; at++)
            {
                yield return blobs[2];
            }

            Assert.True(isRead.Wait(TimeSpan.FromSeconds(60)));
            yield return blobs[0];
        }
    }

    /// <summary>All that is said of a repository is the same, be an object damaged or not there.</summary>
    [Theory]
    [InlineData("0", 1)]
    [InlineData("5", 1)]
    [InlineData("9", 1)]
    [InlineData("0 5 6 9", 4)]
    public void DamagedVersions_EqualLostOnes(string damaged, int count)
    {
        var blobs = Blobs(10);
        var objects = LooseObjects.Of(_repository);
        var chosen = damaged.Split(' ').Select(at => blobs[int.Parse(at, CultureInfo.InvariantCulture)]).ToArray();

        Array.ForEach(chosen, objects.Damage);
        var ofDamaged = ProductRun.Fingerprint(_repository);
        Array.ForEach(chosen, objects.Lose);
        var ofLost = ProductRun.Fingerprint(_repository);

        Assert.Equal(ofLost, ofDamaged);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"PROV912 {count}"), ofDamaged, StringComparison.Ordinal);
        Assert.DoesNotContain("PROV915", ofDamaged, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreDamagedVersionsThanTheBound_AreSaid()
    {
        var blobs = Blobs(GitLimits.Restarts + 3);
        var objects = LooseObjects.Of(_repository);
        Array.ForEach(blobs[..^1], objects.Damage);

        var result = ProductRun.Analyze(ProductRun.Host(_repository), _repository.Root).Value!;

        Assert.Contains("PROV912", result.Notices.Select(notice => notice.Code));
        Assert.Contains("PROV915", result.Notices.Select(notice => notice.Code));
        Assert.DoesNotContain(result.History.Files, file => file.IsRead);
    }

    [Fact]
    public void DamagedCommit_IsCoded()
    {
        Blobs(3);
        var commit = _repository.Git("rev-parse", "HEAD~1").Trim();
        LooseObjects.Of(_repository).Damage(commit);
        using var room = Room();

        Assert.Equal("PROV912", CommitReader.Read(room, [ObjectId.Parse(commit)]).Notice?.Code);
    }

    private CleanRoom Room()
    {
        var host = ProductRun.Host(_repository);
        return CleanRoom.Open(host, RepositoryDiscovery.Locate(host, _repository.Root).Value!);
    }

    /// <summary>As many files, one commit each.</summary>
    /// <returns>Their blobs.</returns>
    private string[] Blobs(int count)
    {
        for (var at = 0; at < count; at++)
        {
            var commit = TestCommit.OfText("Add\n" + (at % 2 == 0 ? "" : SampleHistory.Trailer), SampleHistory.Start.AddDays(at), (Path(at), Text(at)));
            _ = at == 0 ? _repository.Commit(commit) : _repository.Commit(commit, at);
        }

        _repository.Import();
        return [.. Enumerable.Range(0, count).Select(at => _repository.Git("rev-parse", "HEAD:" + Path(at)).Trim())];
    }

    private static string Path(int at) => string.Create(CultureInfo.InvariantCulture, $"F{at}.cs");

    private static string Text(int at) => string.Concat(Enumerable.Range(0, 9).Select(line => string.Create(CultureInfo.InvariantCulture, $"class C{at}x{line} {{ }}\n")));

    private static string Answer(ReplyKind kind, ReadOnlySpan<byte> content) => kind == ReplyKind.Whole ? Encoding.UTF8.GetString(content) : kind == ReplyKind.Missing ? "missing" : kind.ToString();
}
