using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

public sealed class ChangeReaderTests
{
    /// <summary>A walk that ends early must not wait for what is read beside it.</summary>
    [Fact]
    public void StoppedReading_EndsAtTheNextCommit()
    {
        using var repository = TestRepository.Create();
        LinearHistory.WriteTo(repository, "A", 0, 6, firstDay: 0);
        ObjectId[] commits = [.. repository.Import().Skip(1).Select(id => ObjectId.Parse(id))];
        var host = TestReplay.Host(repository.Root);
        using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, repository.Root).Value!);
        using var stop = new CancellationTokenSource();
        using var changes = new ChangeReader(room, new UnreadObjects(), stop.Token);
        var seen = 0;

        Assert.Throws<OperationCanceledException>(() => changes.Visit(commits, _ =>
        {
            seen++;
            stop.Cancel();
        }));

        Assert.Equal(1, seen);
    }
}
