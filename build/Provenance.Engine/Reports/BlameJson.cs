using System.Text.Json;
using Provenance.Engine.Claims;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports;

/// <summary>Blame as JSON: docs/schema/blame-1.json.</summary>
public static class BlameJson
{
    public static byte[] Write(BlameResult blame) => JsonValues.Document(json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.Id("rev", blame.Rev);
        json.WriteString("path", blame.Path);
        json.Array("lines", blame.Lines, line =>
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Line);
            json.WriteString("label", ClaimWords.Of(line.Origin.Label));
            json.WriteString("agent", line.Origin.Agent);
            json.WriteString("model", line.Origin.Model);
            json.Id("commit", line.Origin.Commit);
            json.Day("born", line.Origin.BornSeconds);
            json.WriteNumber("tokens", line.Tokens);
            json.WriteNumber("agentTokens", line.AgentTokens);
            json.WriteEndObject();
        });
        if (blame.Tokens is { } tokens)
        {
            WriteTokens(json, tokens);
        }
    });

    internal static void Day(this Utf8JsonWriter json, string name, long? seconds) =>
        json.WriteString(name, seconds is { } value ? ReportText.Day(value) : null);

    private static void WriteTokens(Utf8JsonWriter json, BlameTokens tokens)
    {
        json.Array("origins", tokens.Origins, origin =>
        {
            json.WriteStartObject();
            json.Id("commit", origin.Commit);
            json.WriteString("label", ClaimWords.Of(origin.Label));
            json.WriteString("agent", origin.Agent);
            json.WriteString("model", origin.Model);
            json.Day("born", origin.BornSeconds);
            json.WriteEndObject();
        });
        json.Array("spans", tokens.Spans, span =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(span.StartLine);
            json.WriteNumberValue(span.StartColumn);
            json.WriteNumberValue(span.EndLine);
            json.WriteNumberValue(span.EndColumn);
            json.WriteNumberValue(span.Origin);
            json.WriteEndArray();
        });
    }
}
