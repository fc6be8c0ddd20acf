using System.Collections.Immutable;
using System.Text.Json;

namespace Provenance.Engine.Ledger;

/// <summary>Reads the keys of one JSON object strictly. The first thing that is wrong makes the whole document damaged; what is read after that has no meaning.</summary>
/// <remarks>Ledger files are untrusted, and a value taken by default would be a figure that nobody measured.</remarks>
internal sealed class JsonFields
{
    // Sums of counts of a document that is still under the size limit cannot overflow.
    private const long MaxCount = 1L << 40;

    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly Damage _damage;
    private int _read;

    private JsonFields(JsonElement element, Damage damage)
    {
        _damage = damage;
        if (element.ValueKind != JsonValueKind.Object)
        {
            damage.Found();
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            damage.FoundIf(!_fields.TryAdd(property.Name, property.Value));
        }
    }

    /// <summary>Reads an object and refuses keys that <paramref name="read"/> did not ask for.</summary>
    public static T Read<T>(JsonElement element, Damage damage, Func<JsonFields, T> read)
    {
        var fields = new JsonFields(element, damage);
        var result = read(fields);
        damage.FoundIf(fields._read != fields._fields.Count);
        return result;
    }

    public T Object<T>(string name, Func<JsonFields, T> read) => Read(Take(name), _damage, read);

    public T? ObjectOrNull<T>(string name, Func<JsonFields, T> read)
        where T : class
    {
        var value = Take(name);
        return value.ValueKind == JsonValueKind.Null ? null : Read(value, _damage, read);
    }

    public ImmutableArray<T> Objects<T>(string name, Func<JsonFields, T> read) => Items(name, item => Read(item, _damage, read));

    /// <summary>Empty when the key is not there.</summary>
    public ImmutableArray<T> OptionalObjects<T>(string name, Func<JsonFields, T> read) => _fields.ContainsKey(name) ? Objects(name, read) : [];

    public ImmutableArray<T> Items<T>(string name, Func<JsonElement, T> read)
    {
        var value = Take(name);
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select(read)];
        }

        _damage.Found();
        return [];
    }

    /// <summary>Empty when the key is not there.</summary>
    public ImmutableArray<T> OptionalItems<T>(string name, Func<JsonElement, T> read) => _fields.ContainsKey(name) ? Items(name, read) : [];

    public string Text(string name, Func<string, bool> isValid) => TextOrNull(name, isValid) ?? _damage.FoundInstead("");

    public string? TextOrNull(string name, Func<string, bool> isValid) => TextOf(Take(name), isValid);

    /// <summary>Null when the key is not there.</summary>
    public string? OptionalText(string name, Func<string, bool> isValid) => _fields.ContainsKey(name) ? TextOrNull(name, isValid) : null;

    public T Word<T>(string name, Func<string, T?> parse)
        where T : struct => WordOrNull(name, parse) ?? _damage.FoundInstead(default(T));

    public T? WordOrNull<T>(string name, Func<string, T?> parse)
        where T : struct => TextOrNull(name, text => parse(text) is not null) is { } word ? parse(word) : null;

    public long Count(string name, long minimum = 0) => CountOrNull(name, minimum) ?? _damage.FoundInstead(0L);

    public long? CountOrNull(string name, long minimum = 0)
    {
        var value = Take(name);
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var count = 0L;
        _damage.FoundIf(value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out count) || count < minimum || count > MaxCount);
        return count;
    }

    public double? ShareOrNull(string name)
    {
        var value = Take(name);
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var share = 0.0;
        _damage.FoundIf(value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out share) || share is not (>= 0 and <= 1));
        return share;
    }

    public string? TextOf(JsonElement value, Func<string, bool> isValid)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return _damage.FoundInstead("");
        }

        var text = value.GetString()!;
        _damage.FoundIf(!isValid(text));
        return text;
    }

    private JsonElement Take(string name)
    {
        if (_fields.TryGetValue(name, out var value))
        {
            _read++;
            return value;
        }

        return _damage.FoundInstead(default(JsonElement));
    }
}

/// <summary>Whether a document turned out to be no record.</summary>
internal sealed class Damage
{
    public bool IsFound { get; private set; }

    public void Found() => IsFound = true;

    public void FoundIf(bool condition) => IsFound |= condition;

    public T FoundInstead<T>(T value)
    {
        IsFound = true;
        return value;
    }
}
