using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Provenance.Build.Tests.Shipping;

/// <summary>What a ship record says of artifacts and lines.</summary>
internal sealed record ShippedRecord(string Kind, ArtifactEntry? Artifact, ArtifactEntry[] Artifacts, IReadOnlyDictionary<string, ShippedFileEntry> Files, string? Reason, double? Point)
{
    public IEnumerable<ArtifactEntry> AllArtifacts => Artifact is null ? [] : Artifacts.Prepend(Artifact);

    public static ShippedRecord Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        var headline = root.GetProperty("shippedSurvival");
        return new ShippedRecord(
            root.GetProperty("kind").GetString()!,
            root.GetProperty("artifact") is { ValueKind: JsonValueKind.Object } artifact ? ArtifactEntry.Read(artifact) : null,
            root.TryGetProperty("artifacts", out var others) ? [.. others.EnumerateArray().Select(ArtifactEntry.Read)] : [],
            root.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!, ShippedFileEntry.Read, StringComparer.Ordinal),
            headline.GetProperty("reason").GetString(),
            headline.GetProperty("point") is { ValueKind: JsonValueKind.Number } point ? point.GetDouble() : null);
    }

    /// <summary>Lines of a file with a class, ascending; empty when the record does not have the file.</summary>
    public int[] Lines(string path, string spanClass) => Files.TryGetValue(path, out var file) ? file.Lines(spanClass) : [];

    /// <summary>All classes of all files, for a look at what is not there.</summary>
    public string[] Classes => [.. Files.Values.SelectMany(file => file.Spans.Select(span => span.Class)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

internal sealed record ArtifactEntry(string Path, Guid? Mvid, string Sha256, string? Through)
{
    public static ArtifactEntry Read(JsonElement element) => new(
        element.GetProperty("path").GetString()!,
        element.GetProperty("mvid").GetString() is { } mvid ? Guid.Parse(mvid) : null,
        element.GetProperty("sha256").GetString()!,
        element.TryGetProperty("through", out var through) ? through.GetString() : null);

    /// <summary>What an assembly on disk is, read by other code than the engine's.</summary>
    public static ArtifactEntry OfFile(string file, string path, string? through = null) => OfBytes(File.ReadAllBytes(file), path, through);

    /// <inheritdoc cref="OfFile"/>
    public static ArtifactEntry OfBytes(byte[] bytes, string path, string? through = null)
    {
        Guid? mvid = null;
        if (bytes is [(byte)'M', (byte)'Z', ..])
        {
            using var pe = new PEReader(new MemoryStream(bytes));
            var metadata = pe.GetMetadataReader();
            mvid = metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }

        return new ArtifactEntry(path, mvid, Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant(), through);
    }
}

internal sealed record ShippedFileEntry((int First, int Last, string Class)[] Spans, string[] Artifacts)
{
    public static ShippedFileEntry Read(JsonElement element) => new(
        [.. element.GetProperty("spans").EnumerateArray().Select(span => (span[0].GetInt32(), span[1].GetInt32(), ClassOf(span[2])))],
        element.TryGetProperty("artifacts", out var artifacts) ? [.. artifacts.EnumerateArray().Select(artifact => artifact.GetString()!)] : []);

    // What is reachable shipped, too: how far a walk comes in these programs is no question here.
    private static string ClassOf(JsonElement word) => word.GetString() is { } name && name != "reachable" ? name : "shipped";

    public int[] Lines(string spanClass) =>
        [.. Spans.Where(span => string.Equals(span.Class, spanClass, StringComparison.Ordinal)).SelectMany(span => Enumerable.Range(span.First, span.Last - span.First + 1)).Distinct().Order()];
}
