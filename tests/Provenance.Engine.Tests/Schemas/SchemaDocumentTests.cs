using System.Text.Json;
using Provenance.Testing.JsonSchema;

namespace Provenance.Engine.Tests.Schemas;

/// <summary>A validator that accepts everything would make every test about a document pass: each keyword is shown to reject.</summary>
public sealed class SchemaDocumentTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1", "type")]
    [InlineData("""{"type":"integer"}""", "1.0", "1.5", "type")]
    [InlineData("""{"type":"number"}""", "1.5", "\"1\"", "type")]
    [InlineData("""{"type":["null","boolean"]}""", "false", "0", "type")]
    [InlineData("""{"const":null}""", "null", "0", "const")]
    [InlineData("""{"const":{"a":[1]}}""", "{\"a\":[1]}", "{\"a\":[2]}", "const")]
    [InlineData("""{"enum":["a",null]}""", "null", "\"b\"", "enum")]
    [InlineData("""{"minimum":0}""", "0", "-1", "minimum")]
    [InlineData("""{"maximum":1}""", "1", "1.01", "maximum")]
    [InlineData("""{"minLength":2}""", "\"ab\"", "\"a\"", "minLength")]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\\ude00\"", "\"ab\"", "maxLength")]
    [InlineData("""{"minItems":1}""", "[1]", "[]", "minItems")]
    [InlineData("""{"maxItems":1}""", "[1]", "[1,2]", "maxItems")]
    [InlineData("""{"uniqueItems":true}""", "[1,2]", "[1,1.0]", "uniqueItems")]
    [InlineData("""{"pattern":"^a+$"}""", "\"aa\"", "\"ab\"", "pattern")]
    [InlineData("""{"required":["a"]}""", "{\"a\":null}", "{\"b\":1}", "required")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "{\"b\":1}", "{\"a\":1}", "type")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", "{\"a\":1}", "{\"b\":1}", "additionalProperties")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", "{\"a\":\"\"}", "{\"a\":1}", "type")]
    [InlineData("""{"items":{"type":"string"}}""", "[\"a\"]", "[\"a\",1]", "type")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", "[\"a\",1]", "[1,1]", "type")]
    [InlineData("""{"prefixItems":[true],"items":false}""", "[1]", "[1,2]", "false")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}""", "\"a\"", "1", "type")]
    [InlineData("""{"items":{"$ref":"#"},"type":"array"}""", "[[]]", "[[1]]", "type")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "7", "1", "anyOf")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"}]}""", "1", "null", "oneOf")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":5}]}""", "1", "7", "oneOf")]
    [InlineData("""{}""", "{\"a\":1}", "{\"a\":1,\"a\":1}", "keys")]
    public void EachKeyword_AcceptsAndRejects(string schema, string good, string bad, string keyword)
    {
        var document = SchemaDocument.Parse(schema);

        Assert.Empty(document.Validate(JsonDocument.Parse(good).RootElement));
        Assert.Contains(keyword, document.Validate(JsonDocument.Parse(bad).RootElement).Select(error => error.Keyword));
    }

    [Theory]
    [InlineData("""{"format":"date"}""")]
    [InlineData("""{"items":{"if":{}}}""")]
    [InlineData("""{"$defs":{"a":{"patternProperties":{}}}}""")]
    [InlineData("""{"oneOf":[{"not":{}}]}""")]
    [InlineData("""{"$ref":"#/$defs/absent"}""")]
    [InlineData("""{"$ref":"other.json"}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"required":"a"}""")]
    [InlineData("""{"minimum":"1"}""")]
    [InlineData("""{"uniqueItems":false}""")]
    [InlineData("""{"properties":{"a":1}}""")]
    public void WhatWouldNotBeChecked_IsRefusedAtLoading(string schema) =>
        Assert.Throws<SchemaNotSupportedException>(() => SchemaDocument.Parse(schema));

    [Fact]
    public void KeysOutOfOrder_AreFoundWhenAskedFor()
    {
        var document = SchemaDocument.Parse("""{"properties":{"a":true,"b":{"properties":{"c":true,"d":true}}}}""");
        var nested = JsonDocument.Parse("""{"a":1,"b":{"d":1,"c":1}}""").RootElement;

        Assert.Empty(document.Validate(nested));
        Assert.Equal("/b/c: key order: must come before d", Assert.Single(document.ValidateWithKeyOrder(nested)).ToString());
        Assert.Empty(document.ValidateWithKeyOrder(JsonDocument.Parse("""{"b":{"c":1}}""").RootElement));
    }

    [Fact]
    public void ErrorPath_LeadsToTheValue()
    {
        var document = SchemaDocument.Parse("""{"properties":{"a":{"items":{"type":"string"}}}}""");

        Assert.Equal("/a/1", Assert.Single(document.Validate(JsonDocument.Parse("""{"a":["x",2]}""").RootElement)).Path);
    }
}
