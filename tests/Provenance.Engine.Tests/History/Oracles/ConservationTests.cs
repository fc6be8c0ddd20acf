using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>Oracle 3 of docs/history.md: births − deaths = alive at every mainline commit, and no later commit changes a birth.</summary>
public sealed class ConservationTests
{
    [Theory]
    [InlineData(11, UnitMode.Line)]
    [InlineData(12, UnitMode.Line)]
    [InlineData(11, UnitMode.Token)]
    [InlineData(12, UnitMode.Token)]
    public void EveryMainlineCommit_HoldsWhatWasBornAndDidNotDie(int seed, UnitMode mode)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 60);
        repository.Import();
        var full = TestReplay.Run(repository, mode);
        var steps = full.Mainline.Length;

        Assert.InRange(steps, 10, full.Commits.Length - 1);
        for (var step = 0; step < steps; step++)
        {
            var prefix = TestReplay.Run(repository, mode, full.Commits[full.Mainline[step].Commit].Id.ToString());

            Assert.Equal(step + 1, prefix.Mainline.Length);
            Assert.Equal(Conservation.AtTip(prefix), Conservation.Alive(prefix));
            Assert.Equal(Conservation.Births(full, step), Conservation.Births(prefix, step));
        }
    }

    [Theory]
    [InlineData(13, UnitMode.Line)]
    [InlineData(41, UnitMode.Token)]
    [InlineData(42, UnitMode.Token)]
    public void EveryCell_EndsAfterItBegan(int seed, UnitMode mode)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 80);
        repository.Import();

        var history = TestReplay.Run(repository, mode);

        Assert.Equal(Conservation.AtTip(history), Conservation.Alive(history));
        Assert.All(history.Cells, cell => Assert.True(cell.Exit < 0 || cell.Exit > history.Lives[cell.Life].Entry));
        Assert.All(history.Cells, cell => Assert.True(cell.Exit < 0 == (cell.Cause == DeathCause.None)));
        Assert.All(history.Cells, cell => Assert.InRange(cell.Weight, 0, cell.Count));
        Assert.Contains(history.Cells, cell => cell.Exit >= 0);
    }
}
