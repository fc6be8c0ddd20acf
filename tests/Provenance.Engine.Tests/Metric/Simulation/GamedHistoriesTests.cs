using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>The gaming table on simulated histories: whatever the sizes and deaths are, no strategy moves the headline past its bound. docs/goodhart.md measures them on one repository that is built.</summary>
public sealed class GamedHistoriesTests
{
    private const long Much = 1_000_000;

    private static readonly LifeModel AgentCode = new(0.002, 0.7, 0, 0, 120, 1.6);

    private static readonly Dictionary<string, (double Least, double Most, Func<List<LifeCell>, IEnumerable<LifeCell>> Play)> Strategies = new(StringComparer.Ordinal)
    {
        ["copies of all that lives"] = (0, 0, cells => cells.Concat(cells.Where(cell => cell.DeathSeconds is null).Select(Weightless))),
        ["code that nothing reaches"] = (-1, 0, cells => cells.Concat(Living(100, Much).Select(cell => cell with { Compiled = default }))),
        ["tests, generated and vendored code"] = (0, 0, cells => cells.Concat(
            Enum.GetValues<ScopeClass>().Where(scope => scope != ScopeClass.Ships).SelectMany(scope => Living(100, Much).Select(cell => cell with { Scope = scope })))),
        ["a flood just before the report"] = (0, 0, cells => cells.Concat(Living(10, Much))),
        ["a tree imported anew"] = (0, 0, cells => cells.Concat(Living(100, Much).Select(cell => cell with { LeftTruncated = true }))),
        ["an overlay over dead code"] = (0, 0, cells => cells.Select(cell => cell.DeathSeconds is null ? cell : cell with { Label = Label.Human, LabelBeforeOverlay = Label.Agent })),
    };

    public static TheoryData<string> Names => [.. Strategies.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Headline_StaysWithinTheBoundOfTheTable(string strategy) => StaysWithin(strategy, 10);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Names))]
    public void Headline_StaysWithinTheBoundOfTheTableOverManyHistories(string strategy) => StaysWithin(strategy, 200);

    /// <summary>However much it is, it fills one band of four: it gains what died there, 30 days in 335, which in half of the histories is under .02.</summary>
    [Fact]
    public void FloodJustOlderThanTheHorizon_GainsWhatDiedInItsBand()
    {
        var gains = Histories(20).Select(cells => Headline([.. cells, .. Living(32, Much)]) - Headline(cells)).Order().ToArray();

        Assert.InRange(gains[0], 0, 1);
        Assert.InRange(gains[^1], 0, 30 / 335.0);
        Assert.InRange(gains[gains.Length / 2], 0, 0.02);
    }

    /// <summary>The control: code of the cohort that lives raises it.</summary>
    [Fact]
    public void CodeThatLives_RaisesTheHeadline() => Assert.All(Histories(10), cells => Assert.True(Headline([.. cells, .. Living(200, Much)]) > Headline(cells) + 0.02));

    private static void StaysWithin(string strategy, int histories)
    {
        var (least, most, play) = Strategies[strategy];
        foreach (var cells in Histories(histories))
        {
            Assert.InRange(Headline([.. play(cells)]) - Headline(cells), least - 1e-12, most + 1e-12);
        }
    }

    private static IEnumerable<List<LifeCell>> Histories(int count)
    {
        for (var history = 0; history < count; history++)
        {
            var random = new RandomStream((ulong)history + 4100);
            yield return AgentCode.Draw(random, Usage.Of(Usage.Names[history % 4]), new bool[Usage.Days], CellTables.End, Label.Agent);
        }
    }

    private static IEnumerable<LifeCell> Living(int ageDays, long units) => [CellTables.Living(CellTables.End - (ageDays * MetricOptions.DaySeconds), units, Label.Agent)];

    private static LifeCell Weightless(LifeCell cell) => cell with { Authored = new(cell.Authored.Units, 0), Compiled = new(cell.Compiled.Units, 0), CloneUnits = cell.Authored.Units };

    private static double Headline(List<LifeCell> cells) =>
        ShippedSurvival.Estimate(new OrderedCells([.. cells], CellTables.Compiled), new Proportion(1, 1, 1, null)).Point!.Value;
}
