using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Ledger;

/// <summary>How every JSON output writes its values: invariant, at most 9 decimals, absent values as null, one final newline.</summary>
internal static class JsonValues
{
    private static readonly JsonWriterOptions Options = new() { Encoder = CreateEncoder() };

    /// <summary>Unindented: the line ends of an indented text would be the platform's.</summary>
    public static byte[] Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The default one, and no number sign: <c>##vso[</c> in a name would be a command where a build server's log shows the document.</summary>
    private static JavaScriptEncoder CreateEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.BasicLatin);
        settings.ForbidCharacter('#');
        return JavaScriptEncoder.Create(settings);
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        if (value is { } number)
        {
            // The last digits of exp and log differ between platforms; adding zero drops the sign of a negative one.
            json.WriteRawValue((Math.Round(number, 9) + 0.0).ToString("0.#########", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void Count(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } count)
        {
            json.WriteNumber(name, count);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Id(this Utf8JsonWriter json, string name, ObjectId? id) => json.WriteString(name, id?.ToString());

    public static void Share(this Utf8JsonWriter json, string name, ReasonedShare share)
    {
        json.WriteStartObject(name);
        json.Number("value", share.Value);
        json.WriteString("reason", share.Reason);
        json.WriteEndObject();
    }

    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    public static void Notices(this Utf8JsonWriter json, IEnumerable<Notice> notices) => json.Array("notices", notices, notice =>
    {
        json.WriteStartObject();
        json.WriteString("code", notice.Code);
        json.Array("arguments", notice.Arguments, json.WriteStringValue);
        json.WriteEndObject();
    });
}
