using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>Histories whose truth is known: agent code dies faster than the rest, usage varies, trailers get lost. Does the headline say so?</summary>
public sealed class FalseComfortTests
{
    private const int Histories = 200;
    private static readonly MetricOptions Options = CellTables.Compiled;
    private static readonly LifeModel AgentCode = new(0.002, 0.7, 0, 0, 120, 1.6);
    private static readonly LifeModel OtherCode = new(0.0007, 0.7, 0, 0, 120, 1.6);

    /// <summary>Share of a standard repository of agent code, every age from 30 to 365 days alike.</summary>
    private static readonly double Truth = Enumerable.Range(30, 335).Average(age => AgentCode.Survival(age + 0.5));

    [Fact]
    public void Headline_FollowsTheHazardOfGrowingUsage() => FollowsTheHazard("growing", 60, least: 0.93);

    [Theory]
    [Trait("Category", "Long")]
    [InlineData("steady")]
    [InlineData("growing")]
    [InlineData("shrinking")]
    [InlineData("bursts")]
    public void Headline_FollowsTheHazardWhateverTheAgesOfTheCode(string usage) => FollowsTheHazard(usage, Histories, least: 0.915);

    /// <summary>The control: the share that everybody would compute first does follow the ages.</summary>
    [Fact]
    public void PlainShare_FollowsTheAges() =>
        Assert.True(Run("growing", 20).Average(PlainShare) - Run("shrinking", 20).Average(PlainShare) > 0.08);

    /// <summary>Code that was never observed at an age cannot speak for it: stopped usage looks too bad, new usage too good, and both say so.</summary>
    [Theory]
    [InlineData("stopped", -1)]
    [InlineData("started", 1)]
    public void AgesWithoutCode_AreSaidToBeBorrowed(string usage, int direction)
    {
        var figures = Run(usage, 30).ToList();

        Assert.All(figures, f => Assert.Contains(f.Shipped.Flags, flag => flag.StartsWith("borrowed ages (", StringComparison.Ordinal)));
        Assert.True(direction * (figures.Average(f => f.Shipped.Point!.Value) - Truth) > 0.005);
    }

    [Fact]
    public void LostTrailers_MoveCodeToUnknownAndNotTheHeadline()
    {
        var told = Run("bursts", 60).ToList();
        var lost = Run("bursts", 60, lostTrailers: 0.4).ToList();

        Assert.InRange(lost.Average(f => f.Shipped.Point!.Value), Truth - 0.02, Truth + 0.02);
        Assert.InRange(ShareOfIntervalsThatHold(lost), 0.92, 1);
        // Unknown code then holds agent code, so that the difference to it shrinks towards 0 and keeps its sign; the one to human code stays.
        var (before, after) = (told.Average(f => f.ToUnknown), lost.Average(f => f.ToUnknown));
        Assert.True(before + 0.01 < after && after < -0.01, FormattableString.Invariant($"{before} {after}"));
        Assert.Equal(told.Average(f => f.ToHuman), lost.Average(f => f.ToHuman), 0.02);
    }

    [Fact]
    public void MixedCommits_HaveTheirTruthBetweenTheBounds()
    {
        var told = Run("steady", 30);
        var mixed = Run("steady", 30, mixed: 0.3);

        Assert.All(told.Zip(mixed), pair => Assert.InRange(pair.First.Shipped.Point!.Value, pair.Second.Shipped.ClaimLo!.Value, pair.Second.Shipped.ClaimHi!.Value));
    }

    /// <param name="least">The nominal 93 % less what chance takes from so few histories: of 200, a standard deviation is 1.5 %.</param>
    private static void FollowsTheHazard(string usage, int histories, double least)
    {
        var figures = Run(usage, histories).ToList();

        Assert.InRange(figures.Average(f => f.Shipped.Point!.Value), Truth - 0.02, Truth + 0.02);
        Assert.InRange(ShareOfIntervalsThatHold(figures), least, 1);
    }

    private static double ShareOfIntervalsThatHold(List<Outcome> figures)
    {
        var given = figures.Where(f => f.Shipped.CiLow is not null).ToList();
        Assert.True(given.Count > figures.Count / 2);
        return given.Count(f => f.Shipped.CiLow <= Truth && Truth <= f.Shipped.CiHigh) / (double)given.Count;
    }

    private static double PlainShare(Outcome figures) => figures.Shipped.Bands.Sum(b => b.Surviving) / (double)figures.Shipped.Bands.Sum(b => b.Authored);

    private static IEnumerable<Outcome> Run(string usage, int histories, double lostTrailers = 0, double mixed = 0)
    {
        for (var history = 0; history < histories; history++)
        {
            var random = new RandomStream((ulong)history + 77);
            var cleanUps = new bool[Usage.Days];
            var agent = AgentCode.Draw(random, Usage.Of(usage), cleanUps, CellTables.End, Label.Agent);
            var human = OtherCode.Draw(random, Usage.Of("steady"), cleanUps, CellTables.End, Label.Human);
            var unknown = OtherCode.Draw(random, Usage.Of("steady"), cleanUps, CellTables.End, Label.Unknown);
            // Whether a day's commits keep their trailers has nothing to do with their fate.
            var relabel = new RandomStream((ulong)history + 9000);
            var days = agent.Select(cell => cell.BirthSeconds).Distinct().ToDictionary(birth => birth, _ => relabel.Share());
            var told = agent.Select(cell => cell with
            {
                Label = days[cell.BirthSeconds] < lostTrailers ? Label.Unknown : days[cell.BirthSeconds] > 1 - mixed ? Label.Mixed : Label.Agent,
            });
            var cells = new OrderedCells([.. told, .. human, .. unknown], Options);
            yield return new(
                ShippedSurvival.Estimate(cells, new Proportion(1, 1, 1, null)),
                SurvivalDifference.OfShares(cells, CodeGroup.Human).Difference!.Value,
                SurvivalDifference.OfShares(cells, CodeGroup.Unknown).Difference!.Value);
        }
    }

    private sealed record Outcome(ShippedSurvival Shipped, double ToHuman, double ToUnknown);
}
