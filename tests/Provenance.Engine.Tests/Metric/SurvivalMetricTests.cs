using Provenance.Engine.History;
using Provenance.Engine.Metric;
using static Provenance.Engine.Tests.Metric.CellTables;

namespace Provenance.Engine.Tests.Metric;

public sealed class SurvivalMetricTests
{
    public static TheoryData<string> DegenerateInputs => [.. Degenerate.Keys];

    private static readonly Dictionary<string, LifeCell[]> Degenerate = new()
    {
        ["no cells"] = [],
        ["one living"] = [Living(End - (50 * Day), 1)],
        ["one dead"] = [Dead(End - (50 * Day), Day, 1)],
        ["zero weight"] = [new LifeCell(End - (50 * Day), null, Label.Agent, ScopeClass.Ships, new Amount(10, 0))],
        ["one instant"] = [Living(End - (50 * Day), 5000), Dead(End - (50 * Day), 0, 5000), Dead(End - (50 * Day), Day, 300, Label.Human)],
        ["one instant, all dead"] = [Dead(End - (50 * Day), 0, 5000)],
        ["born at the end"] = [Living(End, 5000), Dead(End, 0, 5000)],
        ["born after the end"] = [Living(End + Day, 5000), Dead(End + Day, Day, 5000)],
        ["everything agent"] = [.. Enumerable.Range(31, 60).Select(i => Living(End - (i * Day), 90))],
        ["no agent"] = [.. Enumerable.Range(31, 60).Select(i => Living(End - (i * Day), 90, Label.Human))],
        ["everything mixed"] = [.. Enumerable.Range(31, 60).Select(i => Living(End - (i * Day), 90, Label.Mixed))],
        ["everything dead in different seconds"] = [.. Enumerable.Range(31, 60).Select(i => Dead(End - (i * Day), Day + i, 90))],
        ["1970"] = [Living(0, 5000), Dead(0, 1, 5000), Dead(-1, 1, 5000)],
        ["2106"] = [Living(4_294_967_295, 5000), Dead(4_294_967_295, Day, 5000)],
        ["clock's ends"] = [Living(-(1L << 40), 5000), Dead(1L << 40, -(2L << 40), 5000), Living(1L << 40, 5000)],
        ["large counts"] = [.. Enumerable.Range(31, 60).SelectMany(i => new[] { Living(End - (i * Day), 1L << 50), Dead(End - (i * Day), i, 1L << 50) })],
    };

    [Theory]
    [MemberData(nameof(DegenerateInputs))]
    public void DegenerateInput_HasDefinedFigures(string name)
    {
        foreach (var end in new[] { End, 0, 4_294_967_295, 1L << 40, -(1L << 40) })
        {
            foreach (var (horizon, window) in new (int, int?)[] { (30, 365), (0, null), (0, 1), (30, null), (100_000, 200_000), (int.MaxValue, int.MaxValue) })
            {
                var figures = SurvivalMetric.Compute(Degenerate[name], new MetricOptions(horizon, window, end) { Evidence = EvidenceKind.Compiled });

                // Serialising throws on NaN and infinity.
                Assert.NotEmpty(Digits(figures));
                Assert.True(figures.ShippedSurvival.Point is >= 0 and <= 1 || figures.ShippedSurvival.Reason is not null);
                Assert.True(figures.Coverage.Share is >= 0 and <= 1 || figures.Coverage.Reason is not null);
            }
        }
    }

    [Fact]
    public void NoCells_GiveReasonsEverywhere()
    {
        var figures = SurvivalMetric.Compute([], Compiled);

        Assert.Equal((Reasons.NoCode, Reasons.NoAgentCode), (figures.Coverage.Reason, figures.ShippedSurvival.Reason));
        Assert.All(figures.Survival.All.Curve, point => Assert.Equal(Reasons.Insufficient, point.Reason));
        Assert.Equal((Reasons.Insufficient, Reasons.NotReached), (figures.Survival.All.Rmst180.Reason, figures.Survival.All.Median.Reason));
        Assert.Equal(Reasons.NoData, figures.Challenge.Agent.Reason);
        Assert.Equal(Reasons.NoAgentCode, figures.DifferenceHuman.Shipped.Reason);
        Assert.Empty(figures.Agents);
    }

    [Fact]
    public void SameCodeUnderTwoLabels_DiffersByNothingAndKnowsIt()
    {
        LifeCell[] cells =
        [
            .. Enumerable.Range(40, 60).SelectMany(age => new[] { Label.Agent, Label.Human }.SelectMany(label => new[]
            {
                Living(End - (age * Day), 100, label), Dead(End - (age * Day), age % 7 * Day, age, label),
            })),
        ];

        var difference = SurvivalMetric.Compute(cells, Compiled).DifferenceHuman;

        // Every cluster holds as much of both, so that chance hits both alike.
        Assert.All([difference.Curve[1], difference.Shipped], point =>
        {
            Assert.Equal(0, point.Difference);
            Assert.InRange(point.CiHigh!.Value - point.CiLow!.Value, 0, 1e-12);
        });
        Assert.True(difference.Shipped.Agent is > 0 and < 1);
    }

    [Fact]
    public void Causes_AreToldApart()
    {
        var causes = new[] { DeathCause.Modified, DeathCause.Deleted, DeathCause.FileRemoved, DeathCause.MovedOut };
        LifeCell[] cells =
        [
            .. Enumerable.Range(40, 20).Select(age => Living(End - (age * Day), 60)),
            .. Enumerable.Range(40, 20).SelectMany(age => causes.Select((cause, i) => Dead(End - (age * Day), 5 * Day, (i + 1) * 4, cause: cause))),
        ];

        var point = SurvivalMetric.Compute(cells, Compiled).Causes.Agent[0];

        Assert.Equal([0.04, 0.08, 0.12, 0.16], new[] { point.Modified, point.Deleted, point.FileRemoved, point.MovedOut }.Select(share => Math.Round(share!.Value, 12)));
    }

    [Fact]
    public void Counters_CountWhatTheySay()
    {
        LifeCell[] cells =
        [
            Dead(End - (50 * Day), 3 * Day, 30) with { Corrective = true },
            Dead(End - (50 * Day), 3 * Day, 20) with { KilledBy = Label.Agent },
            Dead(End - (50 * Day), 20 * Day, 10),
            new LifeCell(End - (50 * Day), null, Label.Agent, ScopeClass.Ships, new Amount(140, 100))
            {
                CloneUnits = 40, Compiled = new Amount(100, 90), Shipped = new Amount(90, 80), Reachable = new Amount(60, 60),
            },
        ];

        var counter = SurvivalMetric.Compute(cells, Compiled with { Evidence = EvidenceKind.Shipped }, text: [new TextTally(Label.Agent, 100, 60, 40)]).Counter.Agent;

        Assert.Equal((30L, 60L), (counter.Corrective.Part, counter.Corrective.Whole));
        Assert.Equal((40L, 200L), (counter.Clones.Part, counter.Clones.Whole));
        Assert.Equal((20L, 80L), (counter.Unreachable.Part, counter.Unreachable.Whole));
        Assert.Equal((30L, 160L), (counter.Rework.Part, counter.Rework.Whole));
        Assert.Equal((0.3, 0.2), (counter.Structural.Share, counter.Comments.Share));
    }

    [Fact]
    public void Challenges_AreCountedByGroup()
    {
        ChallengeCell[] challenges =
        [
            new(End - (50 * Day), End - (10 * Day), Label.Agent, ScopeClass.Ships, 30, Survived: true),
            new(End - (50 * Day), End - (10 * Day), Label.Agent, ScopeClass.Ships, 10, Survived: false),
            new(End - (50 * Day), End - (10 * Day), Label.Mixed, ScopeClass.Ships, 7, Survived: false),
            new(End - (50 * Day), End - (10 * Day), Label.Unknown, ScopeClass.Ships, 5, Survived: true),
            new(End - (50 * Day), End - (10 * Day), Label.Agent, ScopeClass.Test, 99, Survived: false),
            new(End - (900 * Day), End - (400 * Day), Label.Agent, ScopeClass.Ships, 99, Survived: false),
        ];

        var challenge = SurvivalMetric.Compute([], Compiled, challenges).Challenge;

        Assert.Equal((40L, 30L), (challenge.Agent.Challenged, challenge.Agent.Survived));
        Assert.Equal((47L, 30L), (challenge.AgentHi.Challenged, challenge.AgentHi.Survived));
        Assert.Equal((5L, 5L), (challenge.Unknown.Challenged, challenge.Unknown.Survived));
        Assert.Equal((52L, 35L), (challenge.All.Challenged, challenge.All.Survived));
        Assert.Equal(Reasons.NoData, challenge.Human.Reason);
    }

    /// <summary>Twenty pairs of days with ten units each, of which ten or five survive. By birth and by challenge ψ = ±1/80, so V = 400/19 ÷ 80² each and V_cell = 20 ÷ 80²; the two-way one is the widest.</summary>
    [Fact]
    public void ChallengeInterval_IsThatComputedByHand()
    {
        var challenge = SurvivalMetric.Compute([], Compiled, Challenges(days: 20, birthDays: 20)).Challenge.Agent;

        Assert.Equal((200L, 150L, 0.75, 20.0, null), (challenge.Challenged, challenge.Survived, challenge.Share, Math.Round(challenge.EffectiveDays, 9), challenge.Reason));
        // t(38.97 degrees) = 2.0228, SE = 0.05877, log–log.
        Assert.Equal(0.607, challenge.CiLow!.Value, 0.001);
        Assert.Equal(0.847, challenge.CiHigh!.Value, 0.001);
    }

    /// <summary>One clean-up that met the code of many days is one event, and so is the code of one day that met many.</summary>
    [Theory]
    [InlineData(1, 20)]
    [InlineData(20, 1)]
    [InlineData(9, 20)]
    public void FewDaysOfChallengesOrBirths_AreInsufficient(int days, int birthDays)
    {
        var challenge = SurvivalMetric.Compute([], Compiled, Challenges(days, birthDays)).Challenge.Agent;

        Assert.Equal((null, null, null, Reasons.Insufficient), (challenge.Share, challenge.CiLow, challenge.CiHigh, challenge.Reason));
        Assert.Equal(200, challenge.Challenged);
    }

    [Fact]
    public void UnderAHundredChallengedUnits_AreInsufficient() =>
        Assert.Equal(Reasons.Insufficient, SurvivalMetric.Compute([], Compiled, [.. Challenges(days: 20, birthDays: 20).Select(cell => cell with { Weight = 2 })]).Challenge.Agent.Reason);

    [Fact]
    public void ShallowHistory_HasNoChallengeSurvival() =>
        Assert.Equal(
            Reasons.ShallowInsideWindow,
            SurvivalMetric.Compute([], Compiled with { Block = HeadlineBlock.ShallowInsideWindow }, Challenges(days: 20, birthDays: 20)).Challenge.Agent.Reason);

    private static ChallengeCell[] Challenges(int days, int birthDays) =>
    [
        .. Enumerable.Range(0, 20).SelectMany(i => new[] { true, false }.Select(half => new ChallengeCell(
            End - ((100 - (i % birthDays)) * Day), End - ((60 - (i % days)) * Day), Label.Agent, ScopeClass.Ships, 5, half || i % 2 == 0))),
    ];

    [Fact]
    public void FrozenCode_HasNoChallengeDataRatherThanOne() =>
        Assert.Equal(new ChallengeSurvival(0, 0, null, null, null, 0, Reasons.NoData), SurvivalMetric.Compute([Living(End - (50 * Day), 500)], Compiled).Challenge.Agent);

    [Fact]
    public void UnitsOfTwoAgents_CountForEach()
    {
        LifeCell[] cells = [Living(End - (50 * Day), 10) with { Agents = "claude cursor" }, Living(End - (50 * Day), 5, Label.Mixed) with { Agents = "cursor" }];

        var agents = SurvivalMetric.Compute(cells, Compiled).Agents;

        Assert.Equal([("claude", 10L, 10L), ("cursor", 10, 15)], agents.Select(a => (a.Key, a.Lo.Authored.Weight, a.Hi.Authored.Weight)));
    }

    [Fact]
    public void Funnel_SaysNothingOfStagesWithoutEvidence()
    {
        var cell = Living(End - (50 * Day), 10);

        Assert.Null(Row(EvidenceKind.None).Compiled);
        Assert.Equal(new Amount(10, 10), Row(EvidenceKind.Compiled).Compiled);
        Assert.Null(Row(EvidenceKind.Compiled).Shipped);
        Assert.Equal(new Amount(0, 0), Row(EvidenceKind.Shipped).Reachable);

        FunnelStages Row(EvidenceKind kind) => SurvivalMetric.Compute([cell], Compiled with { Evidence = kind }).Funnel[0].Lo;
    }

    [Fact]
    public void LeftTruncatedCode_IsInTheFunnelAlone()
    {
        var figures = SurvivalMetric.Compute([Living(End - (50 * Day), 10) with { LeftTruncated = true }], Compiled);

        Assert.Equal((10L, 0L, 0L), (figures.Funnel[0].Lo.Alive.Weight, figures.Survival.Agent.Units, figures.Coverage.Whole));
    }

    public static TheoryData<LifeCell> ImpossibleCells =>
    [
        Living(End, 5) with { Authored = new Amount(4, 5) },
        Living(End, 5) with { Authored = new Amount(-1, -1) },
        Living(End, 5) with { CloneUnits = 1 },
        Living(End, 5) with { Shipped = new Amount(6, 5) },
        Living(End, 5) with { Reachable = new Amount(1, 1) },
        Living(End, 5) with { Cause = DeathCause.Deleted },
        Dead(End, 5, 5) with { Cause = DeathCause.None },
        Dead(End, 5, 5) with { Compiled = new Amount(1, 1) },
        Living(long.MinValue, 5),
        Dead(End, 5, 5) with { DeathSeconds = long.MaxValue },
    ];

    [Theory]
    [MemberData(nameof(ImpossibleCells))]
    public void CellThatContradictsItself_IsRefused(LifeCell cell) => Assert.Throws<ArgumentException>(() => SurvivalMetric.Compute([cell], Compiled));

    [Fact]
    public void OptionsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SurvivalMetric.Compute([], Compiled with { HorizonDays = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurvivalMetric.Compute([], Compiled with { WindowDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurvivalMetric.Compute([], Compiled with { ObservationEndSeconds = long.MaxValue }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurvivalMetric.Compute([], Compiled with { ObservationEndSeconds = long.MinValue }));
    }
}
