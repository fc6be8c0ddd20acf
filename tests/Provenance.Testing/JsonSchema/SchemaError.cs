namespace Provenance.Testing.JsonSchema;

/// <summary>One violation.</summary>
/// <param name="Path">JSON Pointer into the instance; empty for the root.</param>
/// <param name="Keyword">The keyword of the schema that is not met.</param>
public sealed record SchemaError(string Path, string Keyword, string Message)
{
    public override string ToString() => $"{(Path.Length == 0 ? "/" : Path)}: {Keyword}: {Message}";
}

/// <summary>A schema that this validator cannot check in full.</summary>
public sealed class SchemaNotSupportedException(string message) : Exception(message);
