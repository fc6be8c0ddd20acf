using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provenance.Engine.Policy;
using Provenance.Engine.Policy.Yaml;
using Provenance.Engine.Tests.Policy;
using Provenance.Testing.JsonSchema;

namespace Provenance.Engine.Tests.Schemas;

/// <summary>docs/schema: the schemas themselves, and that the examples beside them are what they say.</summary>
public sealed class PublishedSchemasTests
{
    public static TheoryData<string> Schemas => [.. Names("docs/schema", "*.json")];

    public static TheoryData<string> JsonExamples => [.. Names("docs/schema/examples", "*.json")];

    public static TheoryData<string> YamlExamples => [.. Names("docs/schema/examples", "*.yml")];

    [Fact]
    public void EveryForm_HasASchemaAndAnExample()
    {
        string[] forms = ["blame-1", "check-1", "claims-1", "compare-1", "explain-1", "overlay-1", "policy-1", "record-1", "record-2", "report-1", "review-1"];

        Assert.Equal(forms, Names("docs/schema", "*.json").Select(name => Path.GetFileNameWithoutExtension(name)));
        Assert.Equal(forms, Names("docs/schema/examples", "*").Select(FormOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(JsonExamples))]
    public void Example_FollowsItsSchemaAndItsOrderOfKeys(string name)
    {
        using var example = JsonDocument.Parse(RepositoryFiles.Read("docs/schema/examples/" + name));

        Assert.Empty(Schema(FormOf(name)).ValidateWithKeyOrder(example.RootElement));
    }

    [Theory]
    [MemberData(nameof(JsonExamples))]
    public void ExampleWithoutAnyOneRequiredKey_IsRejected(string name)
    {
        var schema = Schema(FormOf(name));
        var root = JsonNode.Parse(RepositoryFiles.Read("docs/schema/examples/" + name))!.AsObject();
        foreach (var key in root.Select(member => member.Key).Except(["volatile", "origins", "spans", "artifacts"], StringComparer.Ordinal))
        {
            var without = root.DeepClone().AsObject();
            without.Remove(key);

            Assert.NotEmpty(schema.Validate(JsonDocument.Parse(without.ToJsonString()).RootElement));
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void EveryObjectWithKeys_IsClosed(string name)
    {
        var open = Objects(JsonNode.Parse(RepositoryFiles.Read("docs/schema/" + name))!)
            .Where(schema => schema["type"]?.ToString() == "object" && schema["additionalProperties"]?.ToJsonString() != "false");

        Assert.Empty(open.Select(schema => schema.GetPath()));
    }

    [Fact]
    public void DefinitionsOfOneName_AreTheSameInEveryFile()
    {
        var definitions = Names("docs/schema", "*.json")
            .SelectMany(name => JsonNode.Parse(RepositoryFiles.Read("docs/schema/" + name))!["$defs"]!.AsObject())
            .GroupBy(definition => definition.Key, definition => definition.Value!.ToJsonString(), StringComparer.Ordinal);

        Assert.All(definitions, definition => Assert.Single(definition.Distinct(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(YamlExamples))]
    public void YamlExample_FollowsItsSchemaAndIsReadWithoutProblem(string name)
    {
        var text = RepositoryFiles.Read("docs/schema/examples/" + name);
        var root = YamlReader.Read(text).Root!;

        Assert.Empty(Schema(FormOf(name)).Validate(JsonDocument.Parse(ToJson(root)!.ToJsonString()).RootElement));
        Assert.Empty(FormOf(name) == "policy-1" ? PolicyReader.Read(text, name).Problems : OverlayReader.Read(text, name).Problems);
    }

    [Fact]
    public void PolicySchema_KnowsTheKeysThatTheReaderKnows()
    {
        var schema = JsonNode.Parse(RepositoryFiles.Read("docs/schema/policy-1.json"))!;

        Assert.Equal(PolicyReader.Keys, schema["properties"]!.AsObject().Select(property => property.Key));
        Assert.Equal(PolicyReader.Keys, Assert.IsType<YamlMapping>(YamlReader.Read(RepositoryFiles.Read("docs/schema/examples/policy-1.yml")).Root).Entries.Select(entry => entry.Key.Value));
    }

    [Fact]
    public void ReportExample_FollowsItsOwnDefinitions()
    {
        var report = JsonNode.Parse(RepositoryFiles.Read("docs/schema/examples/report-1.json"))!;
        var headline = report["shippedSurvival"]!;
        var bands = headline["bands"]!.AsArray().Select(band => (Days: Number(band!["weightDays"]), Share: Number(band["shippedUnits"]) / Number(band["authoredUnits"]))).ToArray();

        Assert.Equal(Number(headline["point"]), bands.Sum(band => band.Days * band.Share) / bands.Sum(band => band.Days), 5);
        Assert.Equal(1 - Number(report["survival"]!["agent"]!["curve"]![0]!["s"]), Number(report["survival"]!["agent"]!["churn14"]!["value"]), 5);
        foreach (var (cause, point) in report["causes"]!["unknown"]!.AsArray().Zip(report["survival"]!["unknown"]!["curve"]!.AsArray()))
        {
            Assert.Equal(1 - Number(point!["s"]), Number(cause!["modified"]) + Number(cause["deleted"]) + Number(cause["fileRemoved"]) + Number(cause["movedOut"]), 5);
        }
    }

    private static double Number(JsonNode? node) => node!.GetValue<double>();

    private static SchemaDocument Schema(string form) => SchemaDocument.Parse(RepositoryFiles.Read($"docs/schema/{form}.json"));

    private static string FormOf(string name) => string.Join('-', Path.GetFileNameWithoutExtension(name).Split('-').Take(2));

    private static IEnumerable<string> Names(string folder, string pattern) =>
        Directory.EnumerateFiles(RepositoryFiles.Path(folder), pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject value => value.Where(member => member.Value is not null).SelectMany(member => Objects(member.Value!)).Prepend(value),
        JsonArray items => items.Where(item => item is not null).SelectMany(item => Objects(item!)),
        _ => [],
    };

    /// <summary>YAML as an editor reads it: plain numbers and booleans are values, everything else is text.</summary>
    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Value, ToJson(entry.Value)))),
        YamlSequence sequence => new JsonArray([.. sequence.Items.Select(ToJson)]),
        YamlScalar { IsPlain: true, Value: "true" or "false" } scalar => JsonValue.Create(scalar.Value == "true"),
        YamlScalar { IsPlain: true } scalar when int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(((YamlScalar)node).Value),
    };
}
