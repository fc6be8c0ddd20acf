using System.Text.Json;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Compare;

/// <summary>A comparison as JSON: docs/schema/compare-1.json.</summary>
public static class CompareJson
{
    public static byte[] Write(ComparisonReport report) => JsonValues.Document(json =>
    {
        json.WriteNumber("schemaVersion", 1);
        WriteSet(json, "before", report.Before);
        WriteSet(json, "after", report.After);
        json.Array("differences", report.Differences, option =>
        {
            json.WriteStartObject();
            json.WriteString("option", option.Name);
            json.WriteString("before", option.Before);
            json.WriteString("after", option.After);
            json.WriteEndObject();
        });
        json.Array("figures", report.Figures, change =>
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name);
            json.WriteString("form", change.Form == FigureForm.Share ? "share" : "count");
            WriteFigure(json, "before", change.Before);
            WriteFigure(json, "after", change.After);
            json.Number("delta", change.Delta);
            json.WritePropertyName("overlap");
            if (change.Overlap is { } overlap)
            {
                json.WriteBooleanValue(overlap);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteEndObject();
        });
        WriteMovement(json, report.Movement);
    });

    private static void WriteSet(Utf8JsonWriter json, string name, FigureSet set)
    {
        json.WriteStartObject(name);
        json.WriteString("kind", set.Kind);
        json.Id("rev", set.Rev);
        json.WriteEndObject();
    }

    private static void WriteFigure(Utf8JsonWriter json, string name, NamedFigure? figure)
    {
        json.WriteStartObject(name);
        json.Number("value", figure?.Value);
        json.Number("low", figure?.Low);
        json.Number("high", figure?.High);
        json.WriteEndObject();
    }

    private static void WriteMovement(Utf8JsonWriter json, Movement movement)
    {
        json.WriteStartObject("movement");
        json.WriteString("reason", movement.Reason == MovementGap.None ? null : CompareWords.Word(movement.Reason));
        json.WriteNumber("steps", movement.Steps);
        json.WriteNumber("agedIn", movement.AgedIn);
        json.WriteNumber("agedOut", movement.AgedOut);
        json.Array("commits", movement.Moved, step =>
        {
            json.WriteStartObject();
            json.Id("commit", step.Commit);
            json.Day("date", step.Seconds);
            json.WriteNumber("agentBorn", step.AgentBorn);
            json.WriteNumber("agentDied", step.AgentDied);
            json.WriteNumber("otherBorn", step.OtherBorn);
            json.WriteNumber("otherDied", step.OtherDied);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
