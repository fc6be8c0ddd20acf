using System.Text.Json;

namespace Provenance.Engine.Ledger;

/// <summary>Writes the fragments that records and reports share, keys in the order of their schemas.</summary>
internal static class FigureJson
{
    public static void Coverage(this Utf8JsonWriter json, CoverageFigure coverage)
    {
        json.WriteStartObject("coverage");
        json.Number("share", coverage.Share);
        json.WriteNumber("labelledUnits", coverage.LabelledUnits);
        json.WriteNumber("units", coverage.Units);
        json.WriteString("reason", coverage.Reason);
        json.WriteEndObject();
    }

    public static void Funnel(this Utf8JsonWriter json, IEnumerable<FunnelEntry> funnel) => json.Array("funnel", funnel, entry =>
    {
        json.WriteStartObject();
        json.WriteString("stage", LedgerWords.Of(entry.Stage));
        json.WriteString("scope", LedgerWords.Of(entry.Scope));
        json.WriteString("label", entry.Label);
        json.WriteString("agent", entry.Agent);
        json.WriteString("model", entry.Model);
        json.WriteString("tier", entry.Tier is { } tier ? LedgerWords.Of(tier) : null);
        json.Count("unitsLo", entry.UnitsLo);
        json.Count("unitsHi", entry.UnitsHi);
        json.Count("linesLo", entry.LinesLo);
        json.Count("linesHi", entry.LinesHi);
        json.WriteString("reason", entry.Reason);
        json.WriteEndObject();
    });

    public static void Headline(this Utf8JsonWriter json, HeadlineFigure headline)
    {
        json.WriteStartObject("shippedSurvival");
        json.WriteNumber("days", headline.Days);
        json.WriteString("kind", LedgerWords.Of(headline.Kind));
        Shares(json, headline.Figure);
        json.Figure("withoutOverlay", headline.WithoutOverlay);
        json.Array("byTier", headline.ByTier, tier =>
        {
            json.WriteStartObject();
            json.WriteString("tier", LedgerWords.Of(tier.Tier));
            json.WriteNumber("unitsLo", tier.UnitsLo);
            json.Figure("figure", tier.Figure);
            json.WriteEndObject();
        });
        json.Array("bands", headline.Bands, band =>
        {
            json.WriteStartObject();
            json.WriteNumber("fromDays", band.FromDays);
            json.WriteNumber("toDays", band.ToDays);
            json.WriteNumber("weightDays", band.WeightDays);
            json.WriteNumber("authoredUnits", band.AuthoredUnits);
            json.WriteNumber("shippedUnits", band.ShippedUnits);
            json.Share("share", band.Share);
            json.WriteEndObject();
        });
        json.Array("flags", headline.Flags, json.WriteStringValue);
        json.WriteString("reason", headline.Figure.Reason);
        json.WriteEndObject();
    }

    public static void Figure(this Utf8JsonWriter json, string name, ShareFigure figure)
    {
        json.WriteStartObject(name);
        Shares(json, figure);
        json.WriteString("reason", figure.Reason);
        json.WriteEndObject();
    }

    private static void Shares(Utf8JsonWriter json, ShareFigure figure)
    {
        json.Number("point", figure.Point);
        json.Number("claimLo", figure.ClaimLo);
        json.Number("claimHi", figure.ClaimHi);
        json.Number("ciLow", figure.CiLow);
        json.Number("ciHigh", figure.CiHigh);
    }
}
