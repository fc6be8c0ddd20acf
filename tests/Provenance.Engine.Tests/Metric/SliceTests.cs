using Provenance.Engine.History;
using Provenance.Engine.Metric;
using static Provenance.Engine.Tests.Metric.CellTables;

namespace Provenance.Engine.Tests.Metric;

/// <summary>The figures of one agent, model or tier.</summary>
public sealed class SliceTests
{
    [Fact]
    public void AgentCode_IsInOneTierAndAtMostOneModel()
    {
        LifeCell[] cells =
        [
            Living(End - (50 * Day), 10) with { Agents = "claude", Model = "anthropic/b", Tier = Tier.Platform },
            Living(End - (50 * Day), 5, Label.Mixed) with { Agents = "claude", Model = "anthropic/b" },
            Living(End - (50 * Day), 4) with { Agents = "cursor", Model = "anthropic/a" },
            Living(End - (50 * Day), 3) with { Agents = "cursor" },
            Living(End - (50 * Day), 2, Label.Human),
        ];

        var figures = SurvivalMetric.Compute(cells, Compiled);

        Assert.Equal([("anthropic/a", 4L, 4L), ("anthropic/b", 10, 15)], figures.Models.Select(s => (s.Key, s.Lo.Authored.Weight, s.Hi.Authored.Weight)));
        Assert.Equal([("platform", 10L, 10L), ("asserted", 7, 12)], figures.Tiers.Select(s => (s.Key, s.Lo.Authored.Weight, s.Hi.Authored.Weight)));
    }

    [Fact]
    public void Slice_HasTheFiguresThatItsCodeAloneWouldHave()
    {
        LifeCell[] own = [.. Enumerable.Range(0, 40).SelectMany(i => Pair(i, 50 + i, 1)).Select(cell => cell with { Agents = "claude", Model = "anthropic/a", Tier = Tier.Platform })];
        LifeCell[] others = [.. Enumerable.Range(0, 30).SelectMany(i => Pair(i, 20 + i, 3)).Select(cell => cell with { Agents = "cursor", Model = "openai/b" })];

        var figures = SurvivalMetric.Compute([.. own, .. others], Compiled);
        var alone = SurvivalMetric.Compute(own, Compiled);

        foreach (var slice in new[] { figures.Agents[0], figures.Models[0], figures.Tiers[0] })
        {
            Assert.Equal(alone.Survival.Agent.Curve, slice.Survival.Curve);
            Assert.Equal(alone.Survival.Agent.Rmst180, slice.Survival.Rmst180);
            Assert.Equal(
                (alone.ShippedSurvival.Point, alone.ShippedSurvival.CiLow, alone.ShippedSurvival.CiHigh),
                (slice.ShippedSurvival.Point, slice.ShippedSurvival.CiLow, slice.ShippedSurvival.CiHigh));
            Assert.NotNull(slice.ShippedSurvival.CiLow);
            Assert.NotEqual(figures.ShippedSurvival.Point, slice.ShippedSurvival.Point);
        }

        Assert.Equal(figures.ShippedSurvival.ByTier.Select(tier => (double?)tier.Point).Reverse(), figures.Tiers.Select(tier => tier.ShippedSurvival.Point));
    }

    [Theory]
    [InlineData(99, Reasons.Insufficient)]
    [InlineData(100, null)]
    public void SliceOfFewUnits_HasNoShare(int units, string? reason)
    {
        var cell = Living(End - (50 * Day), units) with { Agents = "claude", Model = "anthropic/a", Compiled = new Amount(units, units) };

        var figures = SurvivalMetric.Compute([cell], Compiled);

        Assert.All([figures.Agents[0], figures.Models[0], figures.Tiers[0]], slice => Assert.Equal((reason, reason is null), (slice.ShippedSurvival.Reason, slice.ShippedSurvival.Point is not null)));
        // One day is never enough for a point of a curve.
        Assert.All(figures.Models[0].Survival.Curve, point => Assert.Equal((null, Reasons.Insufficient), (point.S, point.Reason)));
    }

    [Fact]
    public void WithoutAgents_ThereAreNoSlices()
    {
        var figures = SurvivalMetric.Compute([Living(End - (50 * Day), 10, Label.Unknown) with { Tier = Tier.Platform }], Compiled);

        Assert.Equal((0, 0, 0), (figures.Agents.Count, figures.Models.Count, figures.Tiers.Count));
    }

    /// <summary>Code of one day: a fifth died, and of the living four fifths one to four are compiled.</summary>
    private static LifeCell[] Pair(int day, int units, int compiled)
    {
        var birth = End - ((40 + (5 * day)) * Day);
        return [Living(birth, 4 * units) with { Compiled = new Amount(compiled * units, compiled * units) }, Dead(birth, (3 + day) * Day, units)];
    }
}
