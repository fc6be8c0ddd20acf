using System.Globalization;
using System.Text.Json;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Tests.Metric;

/// <summary>Challenge survival and its interval against what R's survival makes of the same tables (Data/oracle.R).</summary>
public sealed class ChallengeOracleTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Tables => ["challengesEven", "challengesCleanups", "challengesFewDays", "challengesSpared"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void ChallengesOfR_AreMet(string name)
    {
        var expected = CellTables.ReadJson("challenges.json").EnumerateArray().Single(table => table.GetProperty("name").ValueEquals(name));
        var window = expected.GetProperty("window");
        var options = new MetricOptions(30, window.ValueKind == JsonValueKind.Number ? window.GetInt32() : null, expected.GetProperty("end").GetInt64());
        var actual = SurvivalMetric.Compute([], options, Read(name)).Challenge;
        foreach (var group in new[] { CodeGroup.Agent, CodeGroup.AgentHi, CodeGroup.Human, CodeGroup.All })
        {
            AssertMet(expected.GetProperty(group.ToString()), actual[group]);
        }
    }

    private static void AssertMet(JsonElement expected, ChallengeSurvival actual)
    {
        Assert.Equal(expected.GetProperty("challenged").GetInt64(), actual.Challenged);
        Assert.Equal(expected.GetProperty("survived").GetInt64(), actual.Survived);
        Assert.Equal(expected.GetProperty("keff").GetDouble(), actual.EffectiveDays, Tolerance);
        if (expected.GetProperty("low").ValueKind == JsonValueKind.Null)
        {
            Assert.Equal((null, null, null, Reasons.Insufficient), (actual.Share, actual.CiLow, actual.CiHigh, actual.Reason));
            return;
        }

        Assert.Equal(expected.GetProperty("share").GetDouble(), actual.Share!.Value, Tolerance);
        Assert.Equal(expected.GetProperty("low").GetDouble(), actual.CiLow!.Value, Tolerance);
        Assert.Equal(expected.GetProperty("high").GetDouble(), actual.CiHigh!.Value, Tolerance);
        Assert.Null(actual.Reason);
    }

    private static ChallengeCell[] Read(string name) =>
    [
        .. File.ReadLines(CellTables.DataPath(name + ".csv")).Skip(1).Select(line => line.Split(',')).Select(field => new ChallengeCell(
            long.Parse(field[0], CultureInfo.InvariantCulture), long.Parse(field[1], CultureInfo.InvariantCulture), Enum.Parse<Label>(field[4]), Enum.Parse<ScopeClass>(field[5]),
            long.Parse(field[2], CultureInfo.InvariantCulture), field[3] == "1")),
    ];
}
