using System.Text.Json;

namespace Provenance.Testing.JsonSchema;

/// <summary><c>$ref</c> within one file: <c>#</c> or <c>#/$defs/name</c>.</summary>
internal static class SchemaReference
{
    private const string Prefix = "#/$defs/";

    public static JsonElement Resolve(JsonElement root, string reference)
    {
        if (reference == "#")
        {
            return root;
        }

        return reference.StartsWith(Prefix, StringComparison.Ordinal)
            && root.TryGetProperty("$defs", out var definitions)
            && definitions.TryGetProperty(reference[Prefix.Length..], out var definition)
            ? definition
            : throw new SchemaNotSupportedException($"The reference {reference} leads nowhere.");
    }
}
