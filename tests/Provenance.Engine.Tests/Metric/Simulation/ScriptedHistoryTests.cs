using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>The whole way from git to the figures, against a plan of births and deaths that no walk has seen.</summary>
public sealed class ScriptedHistoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void MovedReformattedAndRevertedCode_HasTheFiguresOfItsPlan(int seed)
    {
        using var repository = TestRepository.Create();
        var plan = new ScriptedHistory(repository, (ulong)seed);

        var expected = SurvivalMetric.Compute(plan.Truth, OptionsAt(plan.EndSeconds));
        var cells = Cells(repository);
        var actual = SurvivalMetric.Compute(cells, OptionsAt(plan.EndSeconds));

        foreach (var group in new[] { CodeGroup.Agent, CodeGroup.Unknown, CodeGroup.All })
        {
            Assert.Equal(expected.Survival[group].Units, actual.Survival[group].Units);
            Assert.All(expected.Survival[group].Curve.Zip(actual.Survival[group].Curve), pair => Near(pair.First.S, pair.Second.S));
        }

        Near(expected.ShippedSurvival.Point, actual.ShippedSurvival.Point);
        Assert.Equal(expected.ShippedSurvival.Bands.Select(b => b.Authored), actual.ShippedSurvival.Bands.Select(b => b.Authored));
        Assert.NotNull(expected.Survival.Agent.Curve[1].S);
        Assert.InRange(expected.ShippedSurvival.Point!.Value, 0.05, 0.95);
    }

    private static MetricOptions OptionsAt(long end) => new(30, 365, end) { Evidence = EvidenceKind.Compiled };

    /// <summary>The walk's cells, as if a build had compiled all that lives.</summary>
    private static LifeCell[] Cells(TestRepository repository)
    {
        var host = TestReplay.Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        var analysis = RepositoryAnalyzer.Analyze(
            host, location, location.Head!.Value, repository.Root, new AnalysisOptions(UnitMode.Token, null, null, TimeSpan.FromMinutes(5), TimeProvider.System), CancellationToken.None).Value!;
        var cells = CellJoin.Join(analysis, new Dictionary<int, StageWeights>());
        return [.. cells.Select(cell => cell.DeathSeconds is null ? cell with { Compiled = cell.Authored } : cell)];
    }

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-9);
    }
}
