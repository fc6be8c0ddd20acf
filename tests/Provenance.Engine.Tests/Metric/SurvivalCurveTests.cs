using Provenance.Engine.Metric;
using static Provenance.Engine.Tests.Metric.CellTables;

namespace Provenance.Engine.Tests.Metric;

public sealed class SurvivalCurveTests
{
    [Fact]
    public void NobodyDiesAndEntryIsStaggered_SurvivalIsOne()
    {
        LifeCell[] cells = [.. Enumerable.Range(0, 100).Select(i => Living(End - (i * Day), 1))];

        var curve = SurvivalCurve.Estimate(cells, Everything, CodeGroup.Agent);

        Assert.All(Enumerable.Range(0, 200), day => Assert.Equal(1, curve.ProductLimit(day * Day)));
        Assert.Equal(Reasons.NotReached, curve.Median().Reason);
    }

    [Fact]
    public void HundredToFiftyToTwentyFive_SurvivalIsAQuarter()
    {
        LifeCell[] cells = [Dead(End - (100 * Day), 10 * Day, 50), Dead(End - (100 * Day), 20 * Day, 25), Living(End - (100 * Day), 25)];

        var curve = SurvivalCurve.Estimate(cells, Everything, CodeGroup.Agent);

        Assert.Equal([1, 0.5, 0.5, 0.25], [curve.ProductLimit((10 * Day) - 1), curve.ProductLimit(10 * Day), curve.ProductLimit(15 * Day), curve.ProductLimit(90 * Day)]);
        Assert.Equal((null, 25L, 75L, Reasons.Insufficient), (curve.At(90).S, curve.At(90).AtRisk, curve.At(90).Deaths, curve.At(90).Reason));
    }

    [Fact]
    public void AllAlive_LowerBoundIsThatOfTheEffectiveDays()
    {
        var point = SurvivalCurve.Estimate([.. Days(20).Select(birth => Living(birth, 10))], Everything, CodeGroup.Agent).At(30);

        Assert.Equal(20, point.EffectiveClusters, 1e-12);
        Assert.Equal((1, Math.Pow(0.025, 1 / 20.0), 1), (point.S!.Value, point.CiLow!.Value, point.CiHigh!.Value));
    }

    [Fact]
    public void AllDeadAtOneAge_UpperBoundIsThatOfTheEffectiveDays()
    {
        var point = SurvivalCurve.Estimate([.. Days(20).Select(birth => Dead(birth, 30 * Day, 10))], Everything, CodeGroup.Agent).At(30);

        Assert.Equal((0, 0, 1 - Math.Pow(0.025, 1 / 20.0)), (point.S!.Value, point.CiLow!.Value, point.CiHigh!.Value));
    }

    [Fact]
    public void DeathAtTheAgeAskedFor_CountsAndIsStillAtRisk()
    {
        LifeCell[] cells = [.. Days(20).SelectMany(birth => new[] { Living(birth, 10), Dead(birth, 30 * Day, 10) })];

        var curve = SurvivalCurve.Estimate(cells, Everything, CodeGroup.Agent);

        Assert.Equal((0.5, 400L, 200L), (curve.At(30).S!.Value, curve.At(30).AtRisk, curve.At(30).Deaths));
        Assert.Equal((1.0, 0L), (curve.ProductLimit((30 * Day) - 1), curve.At(29).Deaths));
        Assert.Equal(30, curve.Median().Days);
        Assert.Equal(30 + (0.5 * 10), curve.MeanWithin(40).Mean!.Value, 1e-12);
    }

    [Fact]
    public void BornAndKilledInOneSecond_LivesOneSecond()
    {
        var curve = SurvivalCurve.Estimate([Dead(End - (50 * Day), 0, 30), Living(End - (50 * Day), 10)], Everything, CodeGroup.Agent);

        Assert.Equal((1.0, 0.25), (curve.ProductLimit(0), curve.ProductLimit(1)));
    }

    [Fact]
    public void OldCode_IsAtRiskOnlyWhileTheWindowSeesIt()
    {
        var options = new MetricOptions(0, 100, End);
        // 300 days old, seen from its 200th day on; the second died before anybody looked.
        LifeCell[] cells = [Dead(End - (300 * Day), 250 * Day, 7), Dead(End - (300 * Day), 150 * Day, 1000), Living(End - (90 * Day), 5)];

        var curve = SurvivalCurve.Estimate(cells, options, CodeGroup.Agent);

        Assert.Equal(12, curve.Units);
        Assert.Equal((5L, 0L, 7L), (curve.At(30).AtRisk, curve.At(200).AtRisk, curve.At(201).AtRisk));
        Assert.Equal((1.0, 0.0), (curve.ProductLimit(249 * Day), curve.ProductLimit(250 * Day)));
    }

    [Fact]
    public void BirthsYoungerThanTheHorizon_AreNotObserved()
    {
        var options = new MetricOptions(30, 365, End);

        Assert.Equal(5, SurvivalCurve.Estimate([Living(End - (30 * Day), 5), Living(End - (30 * Day) + 1, 11)], options, CodeGroup.Agent).Units);
    }

    [Fact]
    public void NineEffectiveDays_AreInsufficient()
    {
        Assert.Equal(Reasons.Insufficient, SurvivalCurve.Estimate([.. Days(9).Select(birth => Living(birth, 100))], Everything, CodeGroup.Agent).At(30).Reason);
        Assert.Null(SurvivalCurve.Estimate([.. Days(10).Select(birth => Living(birth, 100))], Everything, CodeGroup.Agent).At(30).Reason);
    }

    [Fact]
    public void NinetyNineUnits_AreInsufficient()
    {
        Assert.Equal(Reasons.Insufficient, SurvivalCurve.Estimate([.. Days(99).Select(birth => Living(birth, 1))], Everything, CodeGroup.Agent).At(30).Reason);
        Assert.Null(SurvivalCurve.Estimate([.. Days(100).Select(birth => Living(birth, 1))], Everything, CodeGroup.Agent).At(30).Reason);
    }

    [Fact]
    public void OneHugeDay_DoesNotSpeakForTheOthersWhenDaysWeighAlike()
    {
        LifeCell[] cells = [.. Days(19).Select(birth => Living(birth, 200)), Dead(End - (39 * Day), 10 * Day, 300)];

        var point = SurvivalCurve.Estimate(cells, Everything, CodeGroup.Agent).At(14);

        Assert.Equal(3800 / 4100.0, point.S!.Value, 1e-12);
        Assert.Equal(0.95, point.DayWeightedS!.Value, 1e-12);
    }

    [Fact]
    public void IndependentDays_GiveTheBinomialVarianceOfDays()
    {
        LifeCell[] cells = [.. Days(40).Select((birth, i) => i % 10 < 3 ? Dead(birth, (5 * Day) + i, 50) : Living(birth, 50))];

        var curve = SurvivalCurve.Estimate(cells, Everything, CodeGroup.Agent);
        var point = curve.At(30);

        Assert.Equal(0.7, point.S!.Value, 1e-12);
        // Every day dies at an age of its own, so that nothing but the days of birth varies; the variance of a share of days is exact.
        Assert.Equal(0.7 * 0.3 / 39, curve.InfluenceAt(30 * Day).ByBirth.JackknifeVariance()!.Value, 1e-12);
    }

    [Fact]
    public void Groups_TakeTheirLabels()
    {
        LifeCell[] cells =
        [
            Living(End - Day, 1), Living(End - Day, 2, Label.Mixed), Living(End - Day, 4, Label.Human), Living(End - Day, 8, Label.Unknown),
            Living(End - Day, 16, Label.Human) with { LabelBeforeOverlay = Label.Agent },
        ];

        Assert.Equal([17L, 19, 4, 8, 31], Enum.GetValues<CodeGroup>().Select(group => SurvivalCurve.Estimate(cells, Everything, group).Units));
    }

    private static IEnumerable<long> Days(int count) => Enumerable.Range(0, count).Select(i => End - ((40 + i) * Day));
}
