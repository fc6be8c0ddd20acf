using Provenance.Engine.Metric;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>Over histories of one model, how often the 95 % interval holds the truth, and how wide it is. docs/metric.md prints the figures of the long run.</summary>
public sealed class IntervalCoverageTests(ITestOutputHelper output)
{
    private const int Span = 500;

    private static readonly Dictionary<string, LifeModel> Models = new(StringComparer.Ordinal)
    {
        ["chunks die alone"] = new(0.001, 0, 0, 0, 40, 3),
        ["good and bad days"] = new(0.001, 1, 0, 0, 200, 3),
        ["good and bad days, heavy tail"] = new(0.001, 1, 0, 0, 200, 1.3),
        ["clean-ups"] = new(0.001, 0, 0.02, 0.15, 200, 3),
        ["clean-ups, heavy tail"] = new(0.001, 0, 0.02, 0.15, 200, 1.3),
        ["both, heavy tail"] = new(0.001, 1, 0.02, 0.15, 200, 1.3),
    };

    public static TheoryData<string, int> All
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var model in Models.Keys)
            {
                data.Add(model, 40);
                data.Add(model, 120);
                data.Add(model, 400);
            }

            return data;
        }
    }

    [Theory]
    [InlineData("good and bad days, heavy tail", 120)]
    [InlineData("clean-ups", 120)]
    public void Interval_HoldsTheTruth(string model, int days) => Run(model, days, histories: 120, least: 0.92);

    /// <summary>The specification asks for 93 %; 600 histories tell 93 from 91.</summary>
    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(All))]
    public void Interval_HoldsTheTruthAtTheNominalRate(string model, int days) => Run(model, days, histories: 600, least: 0.925);

    [Theory]
    [InlineData("good and bad days", 60)]
    [InlineData("good and bad days, heavy tail", 120)]
    public void Interval_IsNotTwiceAsWideAsTheBootstrapOfBirthDays(string model, int days)
    {
        var (own, bootstrap) = (0.0, 0.0);
        for (var history = 0; history < 12; history++)
        {
            var random = new RandomStream((ulong)(history + 5000));
            var cells = Draw(Models[model], random, days);
            if (SurvivalCurve.Estimate(cells, CellTables.Compiled, CodeGroup.Agent).At(90) is { CiLow: { } low, CiHigh: { } high })
            {
                own += high - low;
                bootstrap += BootstrapWidth(cells, random);
            }
        }

        Assert.InRange(own / bootstrap, 0.8, 2);
    }

    private void Run(string model, int days, int histories, double least)
    {
        var tallies = new[] { new Tally(), new Tally(), new Tally() };
        var truth = new[] { Models[model].Survival(30), Models[model].Survival(180), StandardisedTruth(Models[model]) };
        for (var history = 0; history < histories; history++)
        {
            var random = new RandomStream((ulong)((history * 1000) + days));
            var cells = new OrderedCells(Draw(Models[model], random, days), CellTables.Compiled);
            var curve = SurvivalCurve.Of(cells, _ => true);
            var (young, old, shipped) = (curve.At(30), curve.At(180), ShippedSurvival.Estimate(cells, new Proportion(1, 1, 1, null)));
            tallies[0].Add(young.S, young.CiLow, young.CiHigh, truth[0]);
            tallies[1].Add(old.S, old.CiLow, old.CiHigh, truth[1]);
            tallies[2].Add(shipped.Point, shipped.CiLow, shipped.CiHigh, truth[2]);
        }

        output.WriteLine($"{model}, {days}: {string.Join("; ", (IEnumerable<Tally>)tallies)}");
        Assert.All(tallies, tally =>
        {
            // Where days are few and sizes heavy-tailed, most histories have no interval to judge.
            Assert.True(tally.Coverage(histories / 4) is not { } coverage || coverage >= least, $"{model}, {days}: {string.Join("; ", (IEnumerable<Tally>)tallies)}");
            // An interval that holds everything holds the truth, too.
            Assert.True(tally.WidthToSpread(histories / 4) is not { } ratio || ratio <= 2, $"{model}, {days}: {string.Join("; ", (IEnumerable<Tally>)tallies)}");
        });
    }

    private static double StandardisedTruth(LifeModel model) => Enumerable.Range(30, 335).Average(age => model.Survival(age + 0.5));

    private static List<LifeCell> Draw(LifeModel model, RandomStream random, int days)
    {
        var sizes = Enumerable.Range(0, Span).Select(_ => random.Chance(days / (double)Span) ? 1.0 : 0).ToArray();
        return model.Draw(random, sizes, model.DrawCleanUps(random, Span), CellTables.End, Label.Agent);
    }

    private static double BootstrapWidth(List<LifeCell> cells, RandomStream random)
    {
        var byDay = cells.GroupBy(cell => cell.BirthSeconds).Select(day => day.ToArray()).ToArray();
        var drawn = new double[200];
        for (var round = 0; round < drawn.Length; round++)
        {
            var times = new int[byDay.Length];
            for (var i = 0; i < times.Length; i++)
            {
                times[random.Below(times.Length)]++;
            }

            var sample = byDay.SelectMany((day, i) => times[i] == 0 ? [] : day.Select(cell => cell with
            {
                Authored = new Amount(cell.Authored.Units * times[i], cell.Authored.Weight * times[i]),
                Compiled = new Amount(cell.Compiled.Units * times[i], cell.Compiled.Weight * times[i]),
            })).ToList();
            drawn[round] = SurvivalCurve.Estimate(sample, CellTables.Compiled, CodeGroup.Agent).ProductLimit(90 * CellTables.Day);
        }

        Array.Sort(drawn);
        return drawn[194] - drawn[5];
    }

    private sealed class Tally
    {
        private readonly List<double> values = [];
        private int given;
        private int hits;
        private double width;

        public void Add(double? value, double? low, double? high, double truth)
        {
            if (value is { } known)
            {
                values.Add(known);
            }

            if (low is not null)
            {
                given++;
                hits += low <= truth && truth <= high ? 1 : 0;
                width += high!.Value - low.Value;
            }
        }

        public double? Coverage(int fewest) => given < fewest ? null : hits / (double)given;

        /// <summary>Mean width ÷ that of an interval of ±1.96 standard deviations of the estimate itself, which nobody knows in practice.</summary>
        public double? WidthToSpread(int fewest)
        {
            if (given < fewest)
            {
                return null;
            }

            var mean = values.Average();
            return width / given / (2 * 1.96 * Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
        }

        public override string ToString() => FormattableString.Invariant($"{given} intervals, {Coverage(1):0.000} hold the truth, width/spread {WidthToSpread(2):0.00}");
    }
}
