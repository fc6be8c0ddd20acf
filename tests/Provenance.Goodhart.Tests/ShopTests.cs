using Provenance.Engine.Ledger;
using Provenance.Goodhart.Tests.Rows;
using Provenance.Goodhart.Tests.Stories;

namespace Provenance.Goodhart.Tests;

/// <summary>What the strategies are held against must itself be a figure that can rise and fall.</summary>
public sealed class ShopTests
{
    [Fact]
    public void Shop_HasAgentCommitsOnThirtyDaysOfTheCohort() =>
        Assert.InRange(Shop.Story.Commits.Where(commit => commit.IsAgents && commit.Day is > Shop.LastDay - 365 and <= Shop.LastDay - 30).Select(commit => commit.Day).Distinct().Count(), 30, 1000);

    [Fact]
    public void Shop_HasAHeadlineBetweenItsEnds()
    {
        var figures = Gallery.OfShop;

        Assert.InRange(figures.Headline!.Value, 0.5, 0.9);
        Assert.NotNull(figures.Record.Figures.ShippedSurvival.Figure.CiLow);
        Assert.Equal(4, figures.Record.Figures.ShippedSurvival.Bands.Length);
        Assert.True(figures.Record.IsReachabilityExamined);
        Assert.InRange(figures.Reachable, 1, figures.Units(FunnelStage.Shipped, "agent") - 1);
        Assert.True(figures.Units(FunnelStage.Authored, "human") > 0 && figures.Units(FunnelStage.Authored, "unknown") > 0);
    }

    /// <summary>Else what is measured would depend on which of two alike pieces came first.</summary>
    [Fact]
    public void Shop_HasNoCopies() => Assert.Equal(0, Gallery.OfShop.Metric.Counter.All.Clones.Part);

    [Fact]
    public void Shop_IsReportedAsItIsRecorded() => Assert.Equal(Gallery.OfShop.Headline, Gallery.OfShop.Report.Figure.Point);
}
