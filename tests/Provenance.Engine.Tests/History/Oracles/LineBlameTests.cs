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

        Assert.Contains(history.Commits, commit => commit.Parents.Distinct().Count() > 1);
        Assert.NotEmpty(history.Files);
        foreach (var file in history.Files)
        {
            Assert.Equal(GitBlame.Of(repository, file.Path), TestReplay.Blame(history, file));
        }
    }

    /// <summary>What the histories above are for is in them.</summary>
    [Fact]
    public void RandomHistories_HoldMergesOfEveryKind()
    {
        var (octopuses, evilMerges, renames) = (0, 0, 0);
        for (var seed = 1; seed <= 6; seed++)
        {
            using var repository = TestRepository.Create();
            new RandomHistory(seed).WriteTo(repository, 60);
            repository.Import();
            var history = TestReplay.Run(repository);

            octopuses += history.Commits.Count(commit => commit.Parents.Distinct().Count() > 2);
            evilMerges += history.Origins.Count(origin => history.Commits[origin.Commit].Parents.Length > 1);
            renames += repository.Git("log", "-M", "--diff-filter=R", "--name-status", "--format=").Split('\n').Count(line => line.StartsWith('R'));
        }

        Assert.True(octopuses > 0);
        Assert.True(evilMerges > 0);
        Assert.True(renames > 0);
    }
}
