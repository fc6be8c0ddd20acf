using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provenance.Testing.JsonSchema;

namespace Provenance.Engine.Tests.Reports.Sarif;

/// <summary>The schema of SARIF 2.1.0 as github:microsoft/sarif-sdk publishes it under the MIT licence (Data/sarif-2.1.0.LICENSE.txt), unchanged on disk.</summary>
/// <remarks>What the validator of these tests does not know is said in its own words here: <c>definitions</c> is <c>$defs</c>, <c>uniqueItems: false</c> asks nothing, and <c>format</c> is checked apart.</remarks>
internal static class SarifSchema
{
    private static readonly SchemaDocument Schema = Load();

    public static ImmutableArray<SchemaError> Validate(byte[] log)
    {
        using var document = JsonDocument.Parse(log);
        return Schema.Validate(document.RootElement);
    }

    private static SchemaDocument Load()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "Sarif", "Data", "sarif-2.1.0.json"));
        return SchemaDocument.Parse(Translate(JsonNode.Parse(text)!, isSchema: true)!.ToJsonString().Replace("#/definitions/", "#/$defs/", StringComparison.Ordinal));
    }

    private static JsonNode? Translate(JsonNode? node, bool isSchema) => node switch
    {
        JsonObject value => new JsonObject(value
            .Where(member => !isSchema || (member.Key != "format" && !(member.Key == "uniqueItems" && member.Value!.ToString() == "false")))
            .Select(member => KeyValuePair.Create(
                isSchema && member.Key == "definitions" ? "$defs" : member.Key,
                Translate(member.Value, isSchema: !isSchema || member.Key is not ("properties" or "definitions"))))),
        JsonArray items => new JsonArray([.. items.Select(item => Translate(item, isSchema))]),
        _ => node?.DeepClone(),
    };
}
