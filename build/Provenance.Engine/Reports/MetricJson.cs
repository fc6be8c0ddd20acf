using System.Text.Json;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports;

/// <summary>Writes the figures that only reports have, keys in the order of the schema.</summary>
internal static class MetricJson
{
    public static void Series(this Utf8JsonWriter json, string name, GroupSurvival survival)
    {
        json.WriteStartObject(name);
        json.WriteNumber("units", survival.Units);
        json.Number("effectiveClusters", survival.Units == 0 ? null : survival.EffectiveClusters);
        json.Array("curve", survival.Curve, point =>
        {
            json.WriteStartObject();
            json.WriteNumber("days", point.Days);
            json.Number("s", point.S);
            json.Number("ciLow", point.CiLow);
            json.Number("ciHigh", point.CiHigh);
            json.WriteNumber("atRisk", point.AtRisk);
            json.WriteNumber("deaths", point.Deaths);
            json.WriteString("reason", ReasonWords.Of(point.Reason));
            json.WriteEndObject();
        });
        var (mean, median) = (survival.Rmst180, survival.Median);
        json.Estimate("rmst180", mean.Mean, mean.CiLow, mean.CiHigh, mean.Reason);
        json.Estimate("median", median.Days, null, null, median.Reason);
        Churn(json, "churn14", survival.Churn14, survival);
        Churn(json, "churn21", survival.Churn21, survival);
        json.WriteEndObject();
    }

    public static void Difference(this Utf8JsonWriter json, string name, GroupDifference difference) => json.Array(name, difference.Curve, point =>
    {
        json.WriteStartObject();
        json.WriteNumber("days", point.Days);
        json.Number("difference", point.Difference);
        json.Number("ciLow", point.CiLow);
        json.Number("ciHigh", point.CiHigh);
        // The metric also gives a reason for a missing interval beside a value; in the form it stands for a missing value only.
        json.WriteString("reason", point.Difference is null ? ReasonWords.Of(point.Reason) : null);
        json.WriteEndObject();
    });

    public static void Challenge(Utf8JsonWriter json, string name, ChallengeSurvival challenge)
    {
        json.WriteStartObject(name);
        json.WriteNumber("challengedUnits", challenge.Challenged);
        json.WriteNumber("survivedUnits", challenge.Survived);
        json.Number("share", challenge.Share);
        json.Number("ciLow", challenge.CiLow);
        json.Number("ciHigh", challenge.CiHigh);
        json.WriteString("reason", ReasonWords.Of(challenge.Reason));
        json.WriteEndObject();
    }

    public static void Causes(Utf8JsonWriter json, string name, IReadOnlyList<CausesPoint> causes) => json.Array(name, causes, point =>
    {
        json.WriteStartObject();
        json.WriteNumber("days", point.Days);
        json.Number("modified", point.Modified);
        json.Number("deleted", point.Deleted);
        json.Number("fileRemoved", point.FileRemoved);
        json.Number("movedOut", point.MovedOut);
        json.WriteString("reason", ReasonWords.Of(point.Reason));
        json.WriteEndObject();
    });

    public static void Counter(Utf8JsonWriter json, string name, CounterFigures counter)
    {
        json.WriteStartObject(name);
        json.Share("correctiveDeaths", ReasonedShare.From(counter.Corrective));
        json.Share("clones", ReasonedShare.From(counter.Clones));
        json.Share("unreachable", ReasonedShare.From(counter.Unreachable));
        json.Share("structural", ReasonedShare.From(counter.Structural));
        json.Share("comments", ReasonedShare.From(counter.Comments));
        json.Share("reworked14", ReasonedShare.From(counter.Rework));
        json.WriteEndObject();
    }

    /// <param name="dimension"><c>agent</c>, <c>model</c> or <c>tier</c>.</param>
    public static void Slice(this Utf8JsonWriter json, string dimension, SliceFigures slice)
    {
        json.WriteStartObject();
        json.WriteString(dimension, slice.Key);
        if (dimension == "agent")
        {
            json.WriteNull("model");
        }

        json.WriteNumber("authoredLo", slice.Lo.Authored.Weight);
        json.WriteNumber("authoredHi", slice.Hi.Authored.Weight);
        json.WriteNumber("aliveLo", slice.Lo.Alive.Weight);
        json.WriteNumber("aliveHi", slice.Hi.Alive.Weight);
        json.Figure("shippedSurvival", ShareFigure.From(slice.ShippedSurvival));
        json.Array("flags", slice.ShippedSurvival.Flags, json.WriteStringValue);
        json.Series("survival", slice.Survival);
        json.WriteEndObject();
    }

    private static void Churn(Utf8JsonWriter json, string name, double? churn, GroupSurvival survival) =>
        json.Estimate(name, churn, null, null, churn is null ? survival.Curve[0].Reason ?? Reasons.Insufficient : null);

    private static void Estimate(this Utf8JsonWriter json, string name, double? value, double? low, double? high, string? reason)
    {
        json.WriteStartObject(name);
        json.Number("value", value);
        json.Number("ciLow", low);
        json.Number("ciHigh", high);
        json.WriteString("reason", ReasonWords.Of(reason));
        json.WriteEndObject();
    }
}
