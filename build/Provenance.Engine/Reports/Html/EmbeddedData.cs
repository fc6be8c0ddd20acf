using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Provenance.Engine.Claims;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports.Detail;

namespace Provenance.Engine.Reports.Html;

/// <summary>What the page's script shows: one block of JSON for the tree and one for each source, so that a source is parsed when it is opened.</summary>
internal static class EmbeddedData
{
    private static readonly JsonWriterOptions Options = new() { Encoder = CreateEncoder() };

    public static void Write(PageText page, SurvivalReport report)
    {
        if (report.Detail is not { } detail)
        {
            return;
        }

        var sources = detail.Sources.Select((source, index) => (source.Path, index)).ToDictionary(pair => pair.Path, pair => pair.index, StringComparer.Ordinal);
        Block(page, "data", json => WriteFiles(json, report, detail, sources));
        for (var i = 0; i < detail.Sources.Length; i++)
        {
            var source = detail.Sources[i];
            Block(page, "src" + Figures.Plain(i), json => WriteSource(json, source));
        }
    }

    private static void WriteFiles(Utf8JsonWriter json, SurvivalReport report, ReportDetail detail, Dictionary<string, int> sources)
    {
        json.WriteStartObject();
        json.WriteNumber("now", report.Repository.EndSeconds / 86_400);
        json.WriteNumber("evidence", (int)report.Metric.Options.Evidence);
        json.WriteStartArray("files");
        foreach (var file in detail.Files)
        {
            json.WriteStartArray();
            json.WriteStringValue(TerminalText.Encode(file.Path));
            foreach (var number in (long[])[
                (long)file.Scope, (long)file.State, file.Alive.Agent, file.Alive.Mixed, file.Alive.Human, file.Alive.Unknown,
                file.HasRecord ? 1 : 0, file.Stages.Compiled, file.Stages.Shipped, file.Stages.Reachable, file.AgentBorn, file.AgentDied])
            {
                json.WriteNumberValue(number);
            }

            json.WriteNumberValue(sources.GetValueOrDefault(file.Path, -1));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, SourceView source)
    {
        json.WriteStartObject();
        json.WriteString("path", TerminalText.Encode(source.Path));
        json.WriteBoolean("record", source.HasRecord);
        json.WriteStartArray("origins");
        foreach (var origin in source.Origins)
        {
            json.WriteStartArray();
            json.WriteStringValue(ClaimWords.Of(origin.Label));
            json.WriteStringValue(origin.Agent);
            json.WriteStringValue(origin.Model);
            json.WriteStringValue(origin.Commit?.Short);
            if (origin.BornSeconds is { } born)
            {
                json.WriteNumberValue(born / 86_400);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in source.Runs)
        {
            json.WriteStartArray();
            json.WriteNumberValue(run.Lines);
            json.WriteNumberValue(run.Origin);
            json.WriteNumberValue(run.Stage is { } stage ? (int)stage : -1);
            if (run.Tokens > 0)
            {
                json.WriteNumberValue(run.AgentTokens);
                json.WriteNumberValue(run.Tokens);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("text");
        foreach (var line in source.Text.Split('\n'))
        {
            // Bidirectional and other hidden characters become visible; the page marks them.
            json.WriteStringValue(TerminalText.Encode(line.TrimEnd('\r').Replace("\t", "    ", StringComparison.Ordinal)));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Block(PageText page, string id, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        page.Raw($"<script type=\"application/json\" id=\"{id}\">").Raw(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)).Raw("</script>\n");
    }

    /// <summary>Every letter of every script as it is. The encoder itself escapes what ends a script or an attribute, and what a build server would obey needs a bracket.</summary>
    private static JavaScriptEncoder CreateEncoder() => JavaScriptEncoder.Create(new TextEncoderSettings(UnicodeRanges.All));
}
