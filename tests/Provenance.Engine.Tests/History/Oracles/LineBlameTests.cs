using Provenance.Engine.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Oracles;

public sealed class LineBlameTests
{
    /// <summary>Oracle 1 of docs/history.md: without ties, line mode and git blame agree on every line.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void RandomHistory_EqualsGitBlame(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 60);
        repository.Import();

        var history = TestReplay.Run(repository);

        Assert.Contains(history.Commits, commit => commit.Parents.Length > 1);
        Assert.NotEmpty(history.Files);
        foreach (var file in history.Files)
        {
            Assert.Equal(GitBlame.Of(repository, file.Path), TestReplay.Blame(history, file));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void RandomHistory_ConservesUnits(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 80);
        repository.Import();

        var history = TestReplay.Run(repository);

        var alive = history.Cells.Where(cell => cell.Exit < 0).ToDictionary(cell => cell.Life, cell => cell.Count);
        var atTip = new Dictionary<int, long>();
        foreach (var lives in history.Files.Select(file => file.Lives))
        {
            for (var run = 0; run < lives.Starts.Length; run++)
            {
                atTip[lives.Values[run]] = atTip.GetValueOrDefault(lives.Values[run]) + lives.EndOf(run) - lives.Starts[run];
            }
        }

        Assert.Equal(atTip.OrderBy(pair => pair.Key), alive.OrderBy(pair => pair.Key));
        Assert.All(history.Cells, cell => Assert.True(cell.Exit < 0 || cell.Exit > history.Lives[cell.Life].Entry));
    }
}
