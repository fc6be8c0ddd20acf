using System.Text.Json;
using System.Text.RegularExpressions;

namespace Provenance.Testing.JsonSchema;

/// <summary>Walks a schema once and refuses what <see cref="SchemaValidation"/> would not check.</summary>
internal sealed class SchemaInspection(JsonElement root)
{
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "integer", "string"];

    public void Inspect() => Schema(root, "#");

    private void Schema(JsonElement schema, string at)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return;
        }

        Expect(schema, JsonValueKind.Object, at);
        foreach (var keyword in schema.EnumerateObject())
        {
            Keyword(keyword.Name, keyword.Value, $"{at}/{keyword.Name}");
        }
    }

    private void Keyword(string name, JsonElement value, string at)
    {
        switch (name)
        {
            case "$schema" or "$id" or "$comment" or "title" or "description" or "default" or "examples" or "const":
                break;
            case "$ref":
                Expect(value, JsonValueKind.String, at);
                _ = SchemaReference.Resolve(root, value.GetString()!);
                break;
            case "type":
                TypeNames(value, at);
                break;
            case "enum" or "required":
                Expect(value, JsonValueKind.Array, at);
                break;
            case "minimum" or "maximum" or "minLength" or "maxLength" or "minItems" or "maxItems":
                Expect(value, JsonValueKind.Number, at);
                break;
            case "uniqueItems":
                Expect(value, JsonValueKind.True, at);
                break;
            case "pattern":
                Expect(value, JsonValueKind.String, at);
                _ = new Regex(value.GetString()!, SchemaValidation.PatternOptions);
                break;
            case "properties" or "$defs":
                Expect(value, JsonValueKind.Object, at);
                foreach (var member in value.EnumerateObject())
                {
                    Schema(member.Value, $"{at}/{member.Name}");
                }

                break;
            case "prefixItems" or "oneOf" or "anyOf":
                Expect(value, JsonValueKind.Array, at);
                foreach (var item in value.EnumerateArray())
                {
                    Schema(item, at);
                }

                break;
            case "items" or "additionalProperties":
                Schema(value, at);
                break;
            default:
                throw new SchemaNotSupportedException($"{at}: this keyword is not checked here.");
        }
    }

    private static void TypeNames(JsonElement value, string at)
    {
        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        foreach (var name in names)
        {
            Expect(name, JsonValueKind.String, at);
            if (!Types.Contains(name.GetString(), StringComparer.Ordinal))
            {
                throw new SchemaNotSupportedException($"{at}: there is no type {name.GetString()}.");
            }
        }
    }

    private static void Expect(JsonElement value, JsonValueKind kind, string at)
    {
        if (value.ValueKind != kind)
        {
            throw new SchemaNotSupportedException($"{at}: must be {kind}, is {value.ValueKind}.");
        }
    }
}
