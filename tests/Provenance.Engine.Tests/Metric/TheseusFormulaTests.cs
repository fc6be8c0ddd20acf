using Provenance.Benchmarks.Formulas;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric;

/// <summary>The two fixtures that tell a product limit from what git-of-theseus plots, of which docs/metric.md speaks.</summary>
public sealed class TheseusFormulaTests
{
    private const long Day = CellTables.Day;

    [Fact]
    public void LivingCodeOfStaggeredAge_IsPlottedAsDyingAndHasSurvived()
    {
        // A line on each of a hundred days; none dies.
        var births = Enumerable.Range(0, 100).Select(day => CellTables.End - ((100 - day) * Day)).ToArray();
        var plotted = TheseusFormula.Plot(births.Select((birth, i) => new LineLives(i, birth, null, 1)), Looks(100));

        Assert.Equal(0.51, TheseusFormula.At(plotted, 50 * Day), 1e-12);
        Assert.Equal(1, Curve([.. births.Select(birth => CellTables.Living(birth, 1))]).ProductLimit(50 * Day));
    }

    [Fact]
    public void HalfAndHalfAgain_IsAQuarterAndPlottedAsThreeEighths()
    {
        var birth = CellTables.End - (30 * Day);
        var plotted = TheseusFormula.Plot([new(0, birth, birth + (10 * Day), 50), new(0, birth, birth + (20 * Day), 25), new(0, birth, null, 25)], Looks(30));

        Assert.Equal(0.375, TheseusFormula.At(plotted, 25 * Day), 1e-12);
        Assert.Equal(0.25, Curve([CellTables.Dead(birth, 10 * Day, 50), CellTables.Dead(birth, 20 * Day, 25), CellTables.Living(birth, 25)]).ProductLimit(25 * Day), 1e-12);
    }

    /// <summary>Once a day, the last time at the end.</summary>
    private static long[] Looks(int days) => [.. Enumerable.Range(0, days + 1).Select(day => CellTables.End - ((days - day) * Day))];

    private static SurvivalCurve Curve(LifeCell[] cells) => SurvivalCurve.Estimate(cells, CellTables.Everything, CodeGroup.All);
}
