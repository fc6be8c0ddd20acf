using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Provenance.Testing.JsonSchema;

/// <summary>One validation of one instance.</summary>
internal sealed class SchemaValidation(JsonElement root, bool ordered)
{
    public const RegexOptions PatternOptions = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public List<SchemaError> Errors { get; } = [];

    public void Check(JsonElement schema, JsonElement value, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Require(schema.ValueKind == JsonValueKind.True, path, "false", "nothing is allowed here");
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            CheckKeyword(schema, keyword.Name, keyword.Value, value, path);
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckMembers(schema, value, path);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            CheckItems(schema, value, path);
        }
    }

    private void CheckKeyword(JsonElement schema, string keyword, JsonElement expected, JsonElement value, string path)
    {
        switch (keyword)
        {
            case "$ref":
                Check(SchemaReference.Resolve(root, expected.GetString()!), value, path);
                break;
            case "type":
                var names = expected.ValueKind == JsonValueKind.Array ? expected.EnumerateArray().ToArray() : [expected];
                Require(names.Any(name => HasType(value, name.GetString()!)), path, keyword, $"{value.ValueKind} is none of {expected.GetRawText()}");
                break;
            case "const":
                Require(JsonElement.DeepEquals(value, expected), path, keyword, $"must be {expected.GetRawText()}");
                break;
            case "enum":
                Require(expected.EnumerateArray().Any(item => JsonElement.DeepEquals(value, item)), path, keyword, $"{Shown(value)} is none of {expected.GetRawText()}");
                break;
            case "minimum":
                Require(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= expected.GetDouble(), path, keyword, $"{Shown(value)} is under {expected.GetRawText()}");
                break;
            case "maximum":
                Require(value.ValueKind != JsonValueKind.Number || value.GetDouble() <= expected.GetDouble(), path, keyword, $"{Shown(value)} is over {expected.GetRawText()}");
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems":
                CheckLength(keyword, expected.GetInt32(), value, path);
                break;
            case "pattern":
                Require(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, expected.GetString()!, PatternOptions), path, keyword, $"{Shown(value)} does not match");
                break;
            case "uniqueItems":
                Require(value.ValueKind != JsonValueKind.Array || AreUnique([.. value.EnumerateArray()]), path, keyword, "an item stands twice");
                break;
            case "oneOf" or "anyOf":
                CheckAlternatives(keyword, expected, value, path);
                break;
        }
    }

    private void CheckLength(string keyword, int limit, JsonElement value, string path)
    {
        int? length = (keyword[3..], value.ValueKind) switch
        {
            // Code points, as the standard says, not UTF-16 units.
            ("Length", JsonValueKind.String) => value.GetString()!.EnumerateRunes().Count(),
            ("Items", JsonValueKind.Array) => value.GetArrayLength(),
            _ => null,
        };
        Require(length is null || (keyword.StartsWith("min", StringComparison.Ordinal) ? length >= limit : length <= limit), path, keyword, $"length {length}");
    }

    private void CheckAlternatives(string keyword, JsonElement schemas, JsonElement value, string path)
    {
        var failures = new List<List<SchemaError>>();
        foreach (var schema in schemas.EnumerateArray())
        {
            var trial = new SchemaValidation(root, ordered);
            trial.Check(schema, value, path);
            failures.Add(trial.Errors);
        }

        var matches = failures.Count(errors => errors.Count == 0);
        if (matches == 0)
        {
            // The alternative that came nearest is the one that was most likely meant.
            Require(false, path, keyword, "no alternative fits");
            Errors.AddRange(failures.MinBy(errors => errors.Count) ?? []);
        }

        Require(matches <= 1 || keyword == "anyOf", path, keyword, $"{matches.ToString(CultureInfo.InvariantCulture)} alternatives fit");
    }

    private void CheckMembers(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
            {
                Require(value.TryGetProperty(name, out _), path, "required", $"{name} is missing");
            }
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasAdditional = schema.TryGetProperty("additionalProperties", out var additional);
        var order = hasProperties ? properties.EnumerateObject().Select(property => property.Name).ToList() : [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var last = -1;
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}/{member.Name}";
            Require(seen.Add(member.Name), at, "keys", "the key stands twice");
            var index = order.IndexOf(member.Name);
            if (index >= 0)
            {
                Require(!ordered || index > last, at, "key order", $"must come before {(last >= 0 ? order[last] : "")}");
                last = Math.Max(last, index);
                Check(properties.GetProperty(member.Name), member.Value, at);
            }
            else if (hasAdditional && additional.ValueKind == JsonValueKind.False)
            {
                Require(false, at, "additionalProperties", "the key is not known");
            }
            else if (hasAdditional)
            {
                Check(additional, member.Value, at);
            }
        }
    }

    private void CheckItems(JsonElement schema, JsonElement value, string path)
    {
        var prefix = schema.TryGetProperty("prefixItems", out var prefixItems) ? prefixItems.EnumerateArray().ToArray() : [];
        var hasItems = schema.TryGetProperty("items", out var items);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}/{index}");
            if (index < prefix.Length)
            {
                Check(prefix[index], item, at);
            }
            else if (hasItems)
            {
                Check(items, item, at);
            }

            index++;
        }
    }

    private void Require(bool condition, string path, string keyword, string message)
    {
        if (!condition)
        {
            Errors.Add(new SchemaError(path, keyword, message));
        }
    }

    private static bool HasType(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && IsInteger(value.GetDouble())),
        _ => false,
    };

    private static bool IsInteger(double value) => Math.Floor(value).Equals(value);

    private static bool AreUnique(JsonElement[] items) =>
        !items.Where((item, index) => items.Take(index).Any(earlier => JsonElement.DeepEquals(earlier, item))).Any();

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
