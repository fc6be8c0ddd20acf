using System.Collections.Immutable;
using System.Text.Json;

namespace Provenance.Testing.JsonSchema;

/// <summary>Validator for the part of JSON Schema draft 2020-12 that docs/schema uses. Own code: no validator restores here (design/overview.md).</summary>
/// <remarks>A keyword outside that part, or a reference that leads nowhere, is an exception when the schema is loaded, so that no check is skipped in silence.</remarks>
public sealed class SchemaDocument
{
    private readonly JsonElement root;

    private SchemaDocument(JsonElement root) => this.root = root;

    /// <exception cref="SchemaNotSupportedException">The schema uses something that is not checked here.</exception>
    public static SchemaDocument Parse(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
        var schema = document.RootElement.Clone();
        new SchemaInspection(schema).Inspect();
        return new SchemaDocument(schema);
    }

    /// <summary>All violations of <paramref name="instance"/>, in document order. A key that stands twice is one.</summary>
    public ImmutableArray<SchemaError> Validate(JsonElement instance) => Run(instance, ordered: false);

    /// <summary>As <see cref="Validate"/>; besides, the keys of every object must come in the order in which its schema lists them.</summary>
    public ImmutableArray<SchemaError> ValidateWithKeyOrder(JsonElement instance) => Run(instance, ordered: true);

    private ImmutableArray<SchemaError> Run(JsonElement instance, bool ordered)
    {
        var validation = new SchemaValidation(root, ordered);
        validation.Check(root, instance, "");
        return [.. validation.Errors];
    }
}
