using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.History.Units;

/// <summary>
/// Every pair of blobs of which one replaced the other in a real history, this repository's own or that of the clone which
/// <c>PROVENANCE_HISTORY</c> names. Oracle: <see cref="TokenUnits"/> without the replaced blob.
/// </summary>
public sealed class ConsecutiveVersionsTests(ITestOutputHelper output)
{
    [Fact]
    public void RealHistory_IsReadAsIfEachBlobWereAlone()
    {
        var directory = Environment.GetEnvironmentVariable("PROVENANCE_HISTORY") ?? AppContext.BaseDirectory;
        var host = TestReplay.Host(directory);
        if (RepositoryDiscovery.Locate(host, directory).Value is not { Head: { } head } location)
        {
            // Sources without their history, as an archive of them is.
            return;
        }

        using var room = CleanRoom.Open(host, location);
        var commits = new List<RawCommit>();
        using var log = RawLog.Open(room, head, known: null, findsRenames: true, "*.cs")!;
        while (log.TryRead(out var commit))
        {
            commits.Add(commit);
        }

        Assert.Null(log.Finish());
        var contents = new BlobContents(room);
        var pairs = commits.SelectMany(commit => commit.Changes).Where(change => change.OldBlob is not null && change.NewBlob is not null)
            .Select(change => (Old: change.OldBlob!.Value, New: change.NewBlob!.Value)).Distinct().ToArray();
        var differences = new List<string>();
        foreach (var chunk in pairs.Chunk(500))
        {
            contents.Load(chunk.SelectMany(pair => (ObjectId[])[pair.Old, pair.New]));
            differences.AddRange(chunk.Where(pair => Difference(contents[pair.Old], contents[pair.New]) is not null).Select(pair => $"{pair.Old} {pair.New}"));
        }

        output.WriteLine($"{pairs.Length} pairs compared, {differences.Count} differ");
        Assert.Empty(differences);
        Assert.NotEmpty(pairs);
    }

    private static string? Difference(byte[] before, byte[] after)
    {
        var reader = new TokenUnits();
        var held = reader.Read(before, ReadVersion.Empty, out var version);
        var difference = PlainTokenUnits.Difference(new TokenUnits().Read(after), reader.Read(after, version ?? ReadVersion.Empty, out _));
        GC.KeepAlive(held);
        return difference;
    }

    private sealed class BlobContents(CleanRoom room)
    {
        private readonly Dictionary<ObjectId, byte[]> _contents = [];

        public byte[] this[ObjectId blob] => _contents[blob];

        public void Load(IEnumerable<ObjectId> blobs)
        {
            ObjectId[] ids = [.. blobs.Distinct()];
            _contents.Clear();
            using var batch = ObjectBatch.Open(room, ids)!;
            foreach (var id in ids)
            {
                Assert.Equal(ReplyKind.Whole, batch.Next(out var content));
                _contents.Add(id, content.ToArray());
            }

            Assert.Null(batch.Finish());
        }
    }
}
