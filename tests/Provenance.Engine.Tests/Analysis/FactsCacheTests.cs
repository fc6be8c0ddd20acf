using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

public sealed class FactsCacheTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();
    private readonly TemporaryFolder _cache = TemporaryFolder.Create();

    public FactsCacheTests()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var first = _repository.Commit(TestCommit.OfText("Begin\n", start, ("src/A.cs", "class A { }\n")));
        _repository.Commit(TestCommit.OfText("Fix\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", start.AddDays(1), ("src/B.cs", "class B { int Two() => 2; }\n")), first);
        _repository.Import();
    }

    public void Dispose()
    {
        _repository.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void DamagedFile_IsIgnored()
    {
        Assert.Empty(Codes(Analyze()));
        var cache = Open();
        var (stored, notice) = cache.Load();
        Assert.Equal(2, stored.Count);
        Assert.Null(notice);
        var bytes = File.ReadAllBytes(cache.FilePath);

        for (var length = 0; length < bytes.Length; length++)
        {
            AssertIgnored(cache, bytes[..length]);
        }

        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            AssertIgnored(cache, damaged);
        }

        AssertIgnored(cache, [.. bytes, 0]);
    }

    /// <summary>A checksum says that nothing was lost, not who wrote it.</summary>
    [Fact]
    public void ForgedFile_IsReadOrIgnored()
    {
        Analyze();
        var cache = Open();
        var body = File.ReadAllBytes(cache.FilePath)[SHA256.HashSizeInBytes..];
        var edits = (from at in Gen.Choose(0, body.Length - 1)
                     from value in Gen.Elements<byte>(0, 1, 2, 0x7F, 0x80, 0xFF)
                     from length in Gen.Choose(0, 6)
                     select (at, value, length)).NonEmptyListOf();

        Check.One(Laws.Config.WithMaxTest(1000), Prop.ForAll(edits.ToArbitrary(), changes =>
        {
            var forged = body.ToArray();
            foreach (var (at, value, length) in changes)
            {
                forged.AsSpan(at, Math.Min(length, forged.Length - at)).Fill(value);
            }

            File.WriteAllBytes(cache.FilePath, [.. SHA256.HashData(forged), .. forged]);
            var (facts, notice) = cache.Load();
            return notice is null ? facts.All(entry => entry.Value.Claims.Commit == entry.Key) : facts.Count == 0;
        }));
    }

    /// <summary>Facts and history are both lost, and both are computed again: said once.</summary>
    [Fact]
    public void DamagedCache_GivesTheSameFactsAndOneNotice()
    {
        var fresh = Analyze();
        var files = Directory.GetFiles(_cache.Path, "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        var contents = files.Select(File.ReadAllBytes).ToArray();
        Array.ForEach(files, file => File.WriteAllText(file, "damaged"));

        var again = Analyze();

        Assert.Equal(["PROV930"], Codes(again));
        Assert.Equal(fresh.Facts.Select(Line), again.Facts.Select(Line));
        Assert.Equal(contents, files.Select(File.ReadAllBytes));
        Assert.Empty(Codes(Analyze()));
    }

    [Fact]
    public void CacheThatRefuses_GivesTheSameFactsAndOneNotice()
    {
        var fresh = Analyze();
        var file = Path.Combine(_cache.Path, "file");
        File.WriteAllText(file, "no folder");

        var refused = Analyze(Path.Combine(file, "cache"));

        Assert.Equal(["PROV931"], Codes(refused));
        Assert.Equal(fresh.Facts.Select(Line), refused.Facts.Select(Line));
    }

    [Fact]
    public void CacheOverItsLimit_KeepsTheLastFileAndCostsNoFact()
    {
        var fresh = Analyze();

        var small = Analyze(limit: 1, cache: Path.Combine(_cache.Path, "small"));

        Assert.Equal([".facts"], Directory.GetFiles(Path.Combine(_cache.Path, "small"), "*", SearchOption.AllDirectories).Select(file => Path.GetExtension(file)));
        Assert.Equal(fresh.Facts.Select(Line), small.Facts.Select(Line));
        Assert.Empty(Codes(small));
    }

    [Fact]
    public void NoticesAskedForMeanwhile_AreTheLastAndWaitUntilAllIsStored()
    {
        var file = Path.Combine(_cache.Path, "file");
        File.WriteAllText(file, "no folder");
        string[] stored = [];
        string[] refused = [];

        var analyzed = Analyze(meanwhile: analysis => stored = [.. Codes(analysis), .. Directory.GetFiles(_cache.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetExtension(path)).Order(StringComparer.Ordinal)]);
        Analyze(Path.Combine(file, "cache"), meanwhile: analysis => refused = [.. Codes(analysis)]);

        // The lock is held until the analysis is over.
        Assert.Equal(["", ".facts", ".lock", ".snapshot"], stored);
        Assert.Equal(["PROV931"], refused);
        Assert.Empty(Codes(analyzed));
    }

    private static string Line(CommitFacts facts) => $"{facts.Claims.Commit} {facts.LineLabel} {facts.IsCorrective} {string.Join(' ', facts.Claims.Explain())}";

    private static void AssertIgnored(FactsCache cache, byte[] damaged)
    {
        File.WriteAllBytes(cache.FilePath, damaged);
        var (facts, notice) = cache.Load();
        Assert.Empty(facts);
        Assert.Equal("PROV930", notice?.Code);
    }

    private FactsCache Open()
    {
        var location = RepositoryDiscovery.Locate(TestReplay.Host(_repository.Root), _repository.Root).Value!;
        return new FactsCache(new CacheFolder(_cache.Path, TimeProvider.System), location, PolicySource.Load(location, _repository.Root, policyPath: null));
    }

    private AnalyzedRepository Analyze(string? cache = null, long limit = CacheFolder.LimitBytes, Action<AnalyzedRepository>? meanwhile = null)
    {
        var host = TestReplay.Host(_repository.Root);
        var location = RepositoryDiscovery.Locate(host, _repository.Root).Value!;
        var options = new AnalysisOptions(UnitMode.Token, cache ?? _cache.Path, PolicyPath: null, SourceRun.Budget, TimeProvider.System) { CacheLimitBytes = limit, Meanwhile = meanwhile };
        return RepositoryAnalyzer.Analyze(host, location, location.Head!.Value, _repository.Root, options, CancellationToken.None).Value!;
    }

    /// <summary>But for the notes that no test here fetches.</summary>
    private static IEnumerable<string> Codes(AnalyzedRepository analyzed) =>
        analyzed.Notices.Select(notice => notice.Code).Where(code => !string.Equals(code, "PROV920", StringComparison.Ordinal));
}
