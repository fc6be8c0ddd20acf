using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Metric;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Metric;

public sealed class StudentTTests
{
    [Fact]
    public void QuantilesOfR_AreMetToTenDigits()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Metric", "Data", "student-t.csv")).Skip(1).ToList();

        Assert.Equal(120, rows.Count);
        foreach (var row in rows)
        {
            var numbers = row.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            var quantile = StudentT.Quantile(numbers[0], numbers[1]);
            Assert.True(Math.Abs(quantile - numbers[2]) <= 1e-10 * Math.Abs(numbers[2]), $"{row}: {quantile:R}");
        }
    }

    [Theory]
    [InlineData(0.975, 1, 12.706204736174698)]
    [InlineData(0.975, 2, 4.302652729749462)]
    [InlineData(0.75, 1, 1)]
    [InlineData(0.5, 7, 0)]
    public void ClosedForms_AreMet(double probability, double freedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(probability, freedom), 1e-10 * Math.Max(1, expected));

    [Fact]
    public void MoreFreedom_NeverWidens() =>
        Check.One(Laws.Config, Prop.ForAll(
            Gen.Choose(10, 100_000).Two().Select(p => (Few: Math.Min(p.Item1, p.Item2) / 10.0, Many: Math.Max(p.Item1, p.Item2) / 10.0)).ToArbitrary(),
            pair => StudentT.Quantile(0.975, pair.Many) <= StudentT.Quantile(0.975, pair.Few)));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, double.NaN)]
    public void ArgumentsOutsideTheDistribution_AreRefused(double probability, double freedom) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Quantile(probability, freedom));
}
