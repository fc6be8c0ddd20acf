using System.Text.Json;

namespace Provenance.Build.Tests;

/// <summary>What a record says, as one value that a test compares.</summary>
internal sealed record RecordContent(string Kind, string Project, string Framework, double? Point, string? Reason, long AgentUnits, double? Coverage, string Spans, string Notices)
{
    public static RecordContent Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        var headline = root.GetProperty("shippedSurvival");
        return new RecordContent(
            root.GetProperty("kind").GetString()!,
            root.GetProperty("project").GetString()!,
            root.GetProperty("targetFramework").GetString()!,
            Number(headline.GetProperty("point")),
            headline.GetProperty("reason").GetString(),
            headline.GetProperty("bands").EnumerateArray().Sum(band => band.GetProperty("authoredUnits").GetInt64()),
            Number(root.GetProperty("coverage").GetProperty("share")),
            string.Join(' ', root.GetProperty("files").EnumerateArray().Select(Describe)),
            string.Join(' ', root.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("code").GetString())));
    }

    private static string Describe(JsonElement file) => file.GetProperty("path").GetString() + ":"
        + string.Join(',', file.GetProperty("spans").EnumerateArray().Select(span => $"{span[0]}-{span[1]}{span[2].GetString()![0]}{string.Join('_', span.EnumerateArray().Skip(3))}"));

    private static double? Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : Math.Round(element.GetDouble(), 4);
}
