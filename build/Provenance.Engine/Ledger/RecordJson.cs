using System.Text.Json;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Ledger;

/// <summary>Build records as JSON: docs/schema/record-2.json.</summary>
public static class RecordJson
{
    /// <summary>What a reader takes at most.</summary>
    public const int MaxBytes = 64 << 20;

    internal const int MaxDepth = 32;
    /// <summary>The version that is written. Version 1 knew whole lines only, and is still read.</summary>
    internal const int SchemaVersion = 2;

    /// <summary>UTF-8 without byte order mark, keys in the schema's order, one final newline. Equal records give equal bytes on every platform.</summary>
    public static byte[] Write(BuildRecord record) => JsonValues.Document(json => Write(json, record));

    /// <summary>Reads what <see cref="Write(BuildRecord)"/> wrote, of the first version too.</summary>
    /// <returns>Null for everything else: larger than <see cref="MaxBytes"/>, another version, damaged, or with keys or words that this version does not know.</returns>
    public static BuildRecord? TryRead(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
            using var document = JsonDocument.ParseValue(ref reader);
            return reader.Read() ? null : RecordReader.Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is what a lone surrogate in a string gives, and only when the string is read.
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, BuildRecord record)
    {
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("kind", LedgerWords.Of(record.Kind));
        json.WriteString("project", record.Project);
        json.WriteString("targetFramework", record.TargetFramework);
        json.WriteString("configuration", record.Configuration);
        json.Id("commit", record.Commit);
        json.Id("mainlineTip", record.MainlineTip);
        json.Array("inputs", record.Inputs, input =>
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("sha256", input.Sha256);
            json.WriteEndObject();
        });
        json.Array("refs", record.Refs, reference =>
        {
            json.WriteStartObject();
            json.WriteString("name", reference.Name);
            json.Id("id", reference.Id);
            json.WriteEndObject();
        });
        json.WriteStartObject("options");
        json.WriteNumber("horizonDays", record.Options.HorizonDays);
        json.Count("windowDays", record.Options.WindowDays);
        json.WriteString("unit", record.Options.Unit == UnitMode.Line ? "line" : "token");
        json.WriteString("engineVersion", record.Options.EngineVersion);
        json.WriteEndObject();
        if (record.Artifact is { } artifact)
        {
            json.WritePropertyName("artifact");
            Write(json, artifact);
        }
        else
        {
            json.WriteNull("artifact");
        }

        if (!record.Artifacts.IsEmpty)
        {
            json.Array("artifacts", record.Artifacts, other => Write(json, other));
        }

        json.Array("files", record.Files, file => Write(json, file));
        json.Funnel(record.Figures.Funnel);
        json.Headline(record.Figures.ShippedSurvival);
        json.Coverage(record.Figures.Coverage);
        json.Notices(record.Notices);
    }

    private static void Write(Utf8JsonWriter json, RecordArtifact artifact)
    {
        json.WriteStartObject();
        json.WriteString("path", artifact.Path);
        json.WriteString("mvid", artifact.Mvid?.ToString("D"));
        json.WriteString("sha256", artifact.Sha256);
        if (artifact.Through is { } through)
        {
            json.WriteString("through", through);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RecordFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("textHash", file.TextHash);
        if (!file.Artifacts.IsEmpty)
        {
            json.Array("artifacts", file.Artifacts, json.WriteStringValue);
        }

        json.Array("spans", file.Spans, span =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(span.FirstLine);
            json.WriteNumberValue(span.LastLine);
            json.WriteStringValue(LedgerWords.Of(span.Class));
            if (span.FirstColumn > 0)
            {
                json.WriteNumberValue(span.FirstColumn);
            }

            if (span.EndColumn > 0)
            {
                json.WriteNumberValue(span.EndColumn);
            }

            json.WriteEndArray();
        });
        json.WriteEndObject();
    }
}
