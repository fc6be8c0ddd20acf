using Provenance.Engine.Metric;
using static Provenance.Engine.Tests.Metric.CellTables;

namespace Provenance.Engine.Tests.Metric;

public sealed class ShippedSurvivalTests
{
    [Fact]
    public void Bands_AreWeightedByTheirDays()
    {
        // Shares 1, .5, .25, 0 over 30, 60, 120 and 125 days, however much was written in each.
        var figure = Of([.. Band(40, 1000, 0), .. Band(80, 100, 100), .. Band(150, 50, 150), .. Band(300, 0, 5000)]);

        Assert.Equal(((30 * 1) + (60 * 0.5) + (120 * 0.25)) / 335.0, figure.Point!.Value, 1e-12);
        Assert.Equal([(30L, 60L), (60, 120), (120, 240), (240, 365)], figure.Bands.Select(b => (b.FromDays, b.ToDays)));
    }

    [Fact]
    public void ThinBands_JoinTheOlderNeighbourAndTheLastTheYounger()
    {
        var figure = Of([.. Band(40, 99, 0), .. Band(80, 100, 100), .. Band(150, 60, 40), .. Band(300, 0, 99)]);

        Assert.Contains("borrowed ages (155 of 335 d)", figure.Flags);
        Assert.Equal([(30L, 120L, 299L, 199L), (120, 365, 199, 60)], figure.Bands.Select(b => (b.FromDays, b.ToDays, b.Authored, b.Surviving)));
    }

    [Fact]
    public void BandOfAHundred_StandsAlone() =>
        Assert.Equal([100L, 100, 101], Of([.. Band(40, 100, 0), .. Band(80, 0, 100), .. Band(150, 50, 0), .. Band(300, 51, 0)]).Bands.Select(b => b.Authored));

    [Fact]
    public void FewUnitsInAll_MakeOneBand()
    {
        var figure = Of([.. Band(40, 3, 0), .. Band(300, 0, 1)]);

        Assert.Equal((30L, 365L), (figure.Bands.Single().FromDays, figure.Bands.Single().ToDays));
        Assert.Equal(0.75, figure.Point);
        Assert.Equal(["few days (1)", "borrowed ages (335 of 335 d)"], figure.Flags);
        Assert.Null(figure.CiLow);
    }

    [Theory]
    [InlineData(0, 365)]
    [InlineData(30, null)]
    [InlineData(30, 30)]
    [InlineData(365, 30)]
    public void NoAgesBetweenHorizonAndWindow_HaveNoBands(int horizon, int? window) =>
        Assert.Equal((null, Reasons.NoBands), Value(SurvivalMetric.Compute(Band(40, 500, 0), Compiled with { HorizonDays = horizon, WindowDays = window })));

    [Fact]
    public void WindowInsideTheBands_CutsThem()
    {
        var figure = SurvivalMetric.Compute([.. Band(40, 500, 0), .. Band(65, 500, 0), .. Band(90, 500, 0)], Compiled with { WindowDays = 70 }).ShippedSurvival;

        Assert.Equal([(30L, 60L, 500L), (60, 70, 500)], figure.Bands.Select(b => (b.FromDays, b.ToDays, b.Authored)));
    }

    [Fact]
    public void CohortEdges_AreExactToTheSecond()
    {
        LifeCell[] cells =
        [
            Living(End - (30 * Day) + 1, 1), Living(End - (30 * Day), 2), Living(End - (365 * Day), 4), Living(End - (365 * Day) - 1, 8),
        ];

        Assert.Equal(6, Of(cells).Bands.Sum(b => b.Authored));
        Assert.Equal(6, SurvivalMetric.Compute(cells, Compiled).Coverage.Whole);
    }

    [Fact]
    public void MixedCode_WidensTheBoundsOnly()
    {
        var figure = Of([.. Band(40, 60, 40), .. Band(40, 20, 30, Label.Mixed)]);

        Assert.Equal(0.6, figure.Point!.Value, 1e-12);
        Assert.Equal(60 / 130.0, figure.ClaimLo!.Value, 1e-12);
        Assert.Equal(80 / 120.0, figure.ClaimHi!.Value, 1e-12);
    }

    [Fact]
    public void OverlayOverDeadAgentCode_RaisesHiOnly()
    {
        LifeCell[] relabelled = [.. Band(40, 0, 40).Select(c => c with { Label = Label.Human, LabelBeforeOverlay = Label.Agent })];
        var figure = Of([.. Band(40, 60, 0), .. relabelled]);

        Assert.Equal((0.6, 0.6, 1), (figure.Point, figure.ClaimLo, figure.ClaimHi));
        Assert.Equal(new ClaimRange(0.6, 0.6, 0.6), figure.WithoutOverlay);
    }

    [Fact]
    public void OverlayOverUnknownCode_ShowsBothFigures()
    {
        LifeCell[] found = [.. Band(40, 300, 0).Select(c => c with { LabelBeforeOverlay = Label.Unknown })];
        var figure = Of([.. Band(40, 50, 50), .. found]);

        Assert.Equal((0.875, 0.5), (figure.Point, figure.WithoutOverlay.Point));
    }

    [Fact]
    public void Shipped_CountsOnlyWhatIsReachable()
    {
        var cell = Living(End - (40 * Day), 200) with { Shipped = new Amount(150, 150), Reachable = new Amount(50, 50) };

        Assert.Equal(1, Of([cell]).Point);
        Assert.Equal(0.25, SurvivalMetric.Compute([cell], Compiled with { Evidence = EvidenceKind.Shipped }).ShippedSurvival.Point);
        Assert.Equal((null, Reasons.NoEvidence), Value(SurvivalMetric.Compute([cell], Compiled with { Evidence = EvidenceKind.None })));
    }

    [Fact]
    public void Tiers_HaveFiguresOfTheirOwn()
    {
        LifeCell[] platform = [.. Band(40, 25, 75).Select(c => c with { Tier = Tier.Platform })];
        var figure = Of([.. Band(40, 100, 0), .. platform]);

        Assert.Equal([new TierShare(Tier.Asserted, 1, 100), new TierShare(Tier.Platform, 0.25, 100)], figure.ByTier);
    }

    [Theory]
    [InlineData(HeadlineBlock.ShallowInsideWindow, Reasons.ShallowInsideWindow, true)]
    [InlineData(HeadlineBlock.ClockAhead, Reasons.ClockAhead, true)]
    [InlineData(HeadlineBlock.HistoryUnread, Reasons.HistoryUnread, true)]
    [InlineData(HeadlineBlock.ClockOutOfOrder, Reasons.ClockOutOfOrder, false)]
    [InlineData(HeadlineBlock.MainlineChanged, Reasons.MainlineChanged, false)]
    public void BlockedHistory_HasNoHeadlineButAReason(HeadlineBlock block, string reason, bool curvesToo)
    {
        var figures = SurvivalMetric.Compute([.. Enumerable.Range(40, 30).SelectMany(age => Band(age, 50, 0))], Compiled with { Block = block });

        Assert.Equal((null, reason), Value(figures));
        Assert.Equal(reason, figures.DifferenceHuman.Shipped.Reason);
        Assert.Equal(curvesToo ? reason : null, figures.Survival.Agent.Curve[0].Reason);
        Assert.Equal(curvesToo, figures.Survival.Agent.Curve[0].S is null);
        Assert.Equal(curvesToo, figures.Causes.Agent[0].Modified is null);
        Assert.Equal(curvesToo, figures.Survival.Agent.Churn14 is null);
    }

    [Fact]
    public void NoAgentCode_IsSaid() => Assert.Equal((null, Reasons.NoAgentCode), Value(SurvivalMetric.Compute(Band(40, 500, 0, Label.Human), Compiled)));

    [Fact]
    public void CoverageUnderAFifth_IsFlagged()
    {
        LifeCell[] agents = [.. Enumerable.Range(40, 20).SelectMany(age => Band(age, 10, 0))];

        var low = SurvivalMetric.Compute([.. agents, .. Band(50, 801, 0, Label.Unknown)], Compiled);
        var enough = SurvivalMetric.Compute([.. agents, .. Band(50, 800, 0, Label.Unknown)], Compiled);

        Assert.Equal(["borrowed ages (305 of 335 d)", "low coverage"], low.ShippedSurvival.Flags);
        Assert.Equal(["borrowed ages (305 of 335 d)"], enough.ShippedSurvival.Flags);
    }

    [Fact]
    public void AssumedHumanCode_DoesNotRaiseCoverage()
    {
        LifeCell[] assumed = [.. Band(40, 300, 0, Label.Human).Select(c => c with { AssumedHuman = true })];

        Assert.Equal(0.25, SurvivalMetric.Compute([.. Band(40, 50, 50), .. assumed], Compiled).Coverage.Share);
    }

    [Fact]
    public void BandOfOneDay_CountsAsOneDay()
    {
        // 60 days of 100 units each in the three younger bands, one day of a million in the oldest, which is 125/335 of the standard.
        LifeCell[] cells = [.. Enumerable.Range(0, 60).SelectMany(i => Band(30 + (i * 3), 50, 50)), .. Band(300, 1_000_000, 0)];

        Assert.InRange(Of(cells).EffectiveClusters, 6, 8);
    }

    private static ShippedSurvival Of(LifeCell[] cells) => SurvivalMetric.Compute(cells, Compiled).ShippedSurvival;

    private static (double?, string?) Value(SurvivalFigures figures) => (figures.ShippedSurvival.Point, figures.ShippedSurvival.Reason);

    private static LifeCell[] Band(int ageDays, long alive, long dead, Label label = Label.Agent) =>
    [
        .. alive > 0 ? [Living(End - (ageDays * Day), alive, label)] : Array.Empty<LifeCell>(),
        .. dead > 0 ? [Dead(End - (ageDays * Day), 5 * Day, dead, label)] : Array.Empty<LifeCell>(),
    ];
}
