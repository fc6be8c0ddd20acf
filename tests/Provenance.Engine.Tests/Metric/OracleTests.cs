using System.Text.Json;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric;

/// <summary>The oracle is R's survival package (Data/oracle.R says what comes from it and how its variance relates to ours).</summary>
public sealed class OracleTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Tables => ["window", "everything", "ties", "cleanup", "fewDays", "thinBands"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void CurvesOfR_AreMet(string name)
    {
        var (expected, cells, options) = Load(name);
        foreach (var (key, group) in new[] { ("agent", CodeGroup.Agent), ("human", CodeGroup.Human), ("all", CodeGroup.All) })
        {
            var curve = SurvivalCurve.Estimate(cells, options, group);
            foreach (var point in expected.GetProperty(key).EnumerateArray())
            {
                var days = point.GetProperty("days").GetInt32();
                var actual = curve.At(days);
                Close(point, "s", curve.ProductLimit(days * CellTables.Day));
                Close(point, "keff", actual.EffectiveClusters);
                Assert.Equal(point.GetProperty("atRisk").GetInt64(), actual.AtRisk);
                Assert.Equal(point.GetProperty("deaths").GetInt64(), actual.Deaths);
                foreach (var cause in point.GetProperty("cif").EnumerateObject())
                {
                    Assert.Equal(cause.Value.GetDouble(), CausesOfDeath.Incidence(curve, Enum.Parse<DeathCause>(cause.Name), days * CellTables.Day), Tolerance);
                }

                Assert.Equal(actual.S is null, actual.AtRisk < 100 || actual.EffectiveClusters < 10);
                if (actual.S is not null)
                {
                    Close(point, "low", actual.CiLow);
                    Close(point, "high", actual.CiHigh);
                    Close(point, "dayWeighted", actual.DayWeightedS);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void VariancesOfR_AreMetInEachDimension(string name)
    {
        var (expected, cells, options) = Load(name);
        var curve = SurvivalCurve.Estimate(cells, options, CodeGroup.Agent);
        var observations = curve.Observations;
        (long, long)[][] dimensions = [[.. observations.Select(o => (o.BirthDay, 0L))], [.. observations.Select(o => (0L, o.DeathDay))], [.. observations.Select(o => (o.BirthDay, o.DeathDay))]];
        foreach (var point in expected.GetProperty("agent").EnumerateArray())
        {
            var age = point.GetProperty("days").GetInt32() * CellTables.Day;
            var survival = curve.ProductLimit(age);
            for (var d = 0; d < dimensions.Length; d++)
            {
                var ranks = dimensions[d].Distinct().ToList();
                var clusters = dimensions[d].Select(key => ranks.IndexOf(key)).ToArray();
                var observed = curve.ObservedBefore(age);
                var clusterCount = clusters.Where((_, i) => observed[i]).Distinct().Count();

                Assert.Equal(point.GetProperty("clusters")[d].GetInt32(), clusterCount);
                var variance = survival * survival * DayClusters.Variance(new(clusters, ranks.Count), curve.Terms(age), observed)!.Value;
                Assert.Equal(point.GetProperty("variances")[d].GetDouble(), variance, Tolerance);

                // What R prints as the standard error of S divides by Y(Y − d) where metric.md divides by Y²: ours is near it and hardly ever wider.
                var printed = point.GetProperty("stdErrR")[d].GetDouble();
                Assert.InRange(Math.Sqrt(variance * (clusterCount - 1) / clusterCount), 0.7 * printed, (1.01 * printed) + Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void RestrictedMeans_AreMet(string name)
    {
        var (expected, cells, options) = Load(name);
        var curve = SurvivalCurve.Estimate(cells, options, CodeGroup.Agent);
        foreach (var point in expected.GetProperty("agent").EnumerateArray())
        {
            var mean = curve.MeanWithin(point.GetProperty("days").GetInt32());
            if (mean.Mean is not null)
            {
                Close(point, "mean", mean.Mean);
                var reach = StudentT.Quantile(0.975, point.GetProperty("keff").GetDouble() - 1) * Math.Sqrt(point.GetProperty("meanVariance").GetDouble());
                Assert.Equal(Math.Clamp(mean.Mean.Value - reach, 0, mean.Days), mean.CiLow!.Value, 1e-8);
                Assert.Equal(Math.Clamp(mean.Mean.Value + reach, 0, mean.Days), mean.CiHigh!.Value, 1e-8);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Differences_AreMetOverJointClusters(string name)
    {
        var (expected, cells, options) = Load(name);
        var figures = SurvivalMetric.Compute(cells, options);
        foreach (var (point, actual) in expected.GetProperty("difference").EnumerateArray().Zip(figures.DifferenceHuman.Curve))
        {
            Assert.Equal(point.GetProperty("days").GetInt32(), actual.Days);
            if (actual.Difference is not null)
            {
                var index = figures.Survival.Agent.Curve.ToList().FindIndex(p => p.Days == actual.Days);
                var days = Math.Min(figures.Survival.Agent.Curve[index].EffectiveClusters, figures.Survival.Human.Curve[index].EffectiveClusters);
                Close(point, "difference", actual.Difference);
                var reach = StudentT.Quantile(0.975, days - 1) * Math.Sqrt(point.GetProperty("variance").GetDouble());
                Assert.Equal(actual.Difference.Value - reach, actual.CiLow!.Value, Tolerance);
                Assert.Equal(actual.Difference.Value + reach, actual.CiHigh!.Value, Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void StandardisedShares_AreMet(string name)
    {
        var (expected, cells, options) = Load(name);
        var actual = SurvivalMetric.Compute(cells, options).ShippedSurvival;
        var shipped = expected.GetProperty("shipped");
        if (shipped.ValueKind == JsonValueKind.Null || shipped.EnumerateObject().Count() == 0)
        {
            Assert.Equal((null, Reasons.NoBands), (actual.Point, actual.Reason));
            return;
        }

        Close(shipped, "point", actual.Point);
        Close(shipped, "lo", actual.ClaimLo);
        Close(shipped, "hi", actual.ClaimHi);
        Close(shipped, "keff", actual.EffectiveClusters);
        Close(shipped, "low", actual.CiLow);
        Close(shipped, "high", actual.CiHigh);
        Assert.Equal(shipped.GetProperty("authored").EnumerateArray().Select(a => a.GetInt64()), actual.Bands.Select(b => b.Authored));
        Assert.Equal(shipped.GetProperty("surviving").EnumerateArray().Select(a => a.GetInt64()), actual.Bands.Select(b => b.Surviving));
    }

    private static (JsonElement Expected, LifeCell[] Cells, MetricOptions Options) Load(string name)
    {
        var expected = CellTables.ReadExpected().EnumerateArray().Single(e => e.GetProperty("name").ValueEquals(name));
        var window = expected.GetProperty("window");
        int? windowDays = window.ValueKind == JsonValueKind.Number ? window.GetInt32() : null;
        var options = new MetricOptions(expected.GetProperty("horizon").GetInt32(), windowDays, expected.GetProperty("end").GetInt64()) { Evidence = EvidenceKind.Compiled };
        return (expected, CellTables.Read(name), options);
    }

    private static void Close(JsonElement expected, string key, double? actual)
    {
        var value = expected.GetProperty(key);
        if (value.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.Equal(value.GetDouble(), actual!.Value, Tolerance);
        }
    }
}
