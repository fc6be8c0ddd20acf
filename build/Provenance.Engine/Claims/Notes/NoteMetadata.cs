using System.Text.Json;

namespace Provenance.Engine.Claims.Notes;

/// <summary>The JSON part of a note. Names, prompts, messages and addresses in it are never read out.</summary>
internal sealed class NoteMetadata
{
    private const string SupportedVersion = "authorship/3.";

    private readonly Dictionary<string, (string Tool, string? Model)> _agents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _humans = new(StringComparer.Ordinal);

    private NoteMetadata(NoteStatus status)
    {
        Status = status;
    }

    public NoteStatus Status { get; private init; }

    public NoteFlags Flags { get; private set; }

    /// <summary>A prompt or session is listed, whether or not lines refer to it.</summary>
    public bool HasSessions => _agents.Count > 0;

    public static NoteMetadata Read(ReadOnlyMemory<char> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Limits.JsonDepth });
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is half a character, which the parser itself lets pass.
            return new NoteMetadata(NoteStatus.BadJson);
        }
    }

    /// <summary>Tool and model of a key in <c>prompts</c> or <c>sessions</c>; null when neither lists it.</summary>
    public (string Tool, string? Model)? FindAgent(string key) => _agents.TryGetValue(key, out var agent) ? agent : null;

    public bool HasHuman(string key) => _humans.Contains(key);

    private static NoteMetadata Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new NoteMetadata(NoteStatus.BadJson);
        }

        if (TextOf(root, "schema_version")?.StartsWith(SupportedVersion, StringComparison.Ordinal) != true)
        {
            return new NoteMetadata(NoteStatus.UnsupportedVersion);
        }

        var metadata = new NoteMetadata(NoteStatus.Ok);
        metadata.Flags |= string.IsNullOrEmpty(TextOf(root, "git_ai_version")) ? NoteFlags.NoToolVersion : NoteFlags.None;
        foreach (var entry in EntriesOf(root, "prompts").Concat(EntriesOf(root, "sessions")))
        {
            metadata.ReadSession(entry);
        }

        foreach (var entry in EntriesOf(root, "humans"))
        {
            metadata._humans.Add(entry.Name);
        }

        return metadata;
    }

    private void ReadSession(JsonProperty entry)
    {
        var agent = entry.Value.ValueKind == JsonValueKind.Object && entry.Value.TryGetProperty("agent_id", out var id) ? id : default;
        _agents[entry.Name] = (TextOf(agent, "tool") ?? "", TextOf(agent, "model"));
        if (NumberOf(entry.Value, "accepted_lines") is { } accepted && NumberOf(entry.Value, "total_additions") is { } added && accepted > added)
        {
            Flags |= NoteFlags.AcceptedExceedsAdded;
        }
    }

    private static IEnumerable<JsonProperty> EntriesOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static long? NumberOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;
}
