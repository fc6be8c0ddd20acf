using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Ledger;

/// <summary>How every JSON output writes its values: invariant, at most 9 decimals, absent values as null, one final newline.</summary>
internal static class JsonValues
{
    /// <summary>Unindented: the line ends of an indented text would be the platform's.</summary>
    public static byte[] Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
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
