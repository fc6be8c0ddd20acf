using System.Text.Json;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric;

/// <summary>The oracle is R's survival package (Data/oracle.R says what comes from it and how its variance relates to ours).</summary>
public sealed class OracleTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Tables => ["window", "everything", "ties", "cleanup", "fewDays", "thinBands", "csharpSdk", "aspire"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void CurvesOfR_AreMet(string name)
    {
        var (expected, cells, options) = Load(name);
        foreach (var (key, group) in new[] { ("agent", CodeGroup.Agent), ("other", OtherOf(expected)), ("all", CodeGroup.All) })
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
    public void ClusteredErrorsOfR_AreMetInEachDimension(string name)
    {
        var (expected, cells, options) = Load(name);
        foreach (var (key, group) in new[] { ("agent", CodeGroup.Agent), ("other", OtherOf(expected)) })
        {
            var curve = SurvivalCurve.Estimate(cells, options, group);
            foreach (var point in expected.GetProperty(key).EnumerateArray())
            {
                var age = point.GetProperty("days").GetInt32() * CellTables.Day;
                var influence = curve.InfluenceAt(age);
                var terms = curve.Terms(age);
                var seen = Enumerable.Range(0, terms.Length).Where(i => curve.Observations[i].Entry < age).ToArray();
                // As R has it: no day left out yet.
                var byBirth = ClusterSums.OfAscending(Array.ConvertAll(seen, i => curve.Observations[i].BirthDay), Array.ConvertAll(seen, i => terms[i])).Times(curve.ProductLimit(age));

                Assert.Equal(point.GetProperty("clusters").EnumerateArray().Select(k => k.GetInt32()), [byBirth.Keys.Length, influence.ByDay.Keys.Length, influence.ByCell.Keys.Length]);
                Assert.Equal(byBirth.Keys, influence.ByBirth.Keys);
                Assert.Equal(point.GetProperty("stdErr")[0].GetDouble(), Math.Sqrt(byBirth.SquareSum), Tolerance);
                Assert.Equal(point.GetProperty("stdErr")[1].GetDouble(), Math.Sqrt(influence.ByDay.SquareSum), Tolerance);
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
                var reach = StudentT.Quantile(0.975, point.GetProperty("meanFreedom").GetDouble()) * Math.Sqrt(point.GetProperty("meanVariance").GetDouble());
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
        var difference = OtherOf(expected) == CodeGroup.Human ? figures.DifferenceHuman : figures.DifferenceUnknown;
        foreach (var (point, actual) in expected.GetProperty("difference").EnumerateArray().Zip(difference.Curve))
        {
            Assert.Equal(point.GetProperty("days").GetInt32(), actual.Days);
            if (actual.Difference is not null)
            {
                Close(point, "difference", actual.Difference);
                var reach = StudentT.Quantile(0.975, point.GetProperty("freedom").GetDouble()) * Math.Sqrt(point.GetProperty("variance").GetDouble());
                Assert.Equal(Math.Max(-1, actual.Difference.Value - reach), actual.CiLow!.Value, Tolerance);
                Assert.Equal(Math.Min(1, actual.Difference.Value + reach), actual.CiHigh!.Value, Tolerance);
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

    /// <summary>The two real histories have no code of known people: there, unknown code is compared.</summary>
    private static CodeGroup OtherOf(JsonElement expected) => Enum.Parse<CodeGroup>(expected.GetProperty("otherLabel").GetString()!);

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
