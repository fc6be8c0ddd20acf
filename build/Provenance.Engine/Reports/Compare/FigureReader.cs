using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Provenance.Engine.Git;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Compare;

/// <summary>Reads the figures out of a report (docs/schema/report-1.json) or a build record (docs/schema/record-2.json).</summary>
/// <remarks>The files may come from anywhere: of their texts only words of closed lists, ids and slugs are taken, and one value of another form makes the whole unreadable.</remarks>
public static class FigureReader
{
    private const int MaxDepth = 32;
    private const double MaxCount = 1L << 40;

    private static readonly string[] Groups = ["agent", "agentHi", "human", "unknown", "all"];

    /// <returns>Null when the text is neither.</returns>
    public static FigureSet? TryRead(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > RecordJson.MaxBytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var root = document.RootElement;
            return !root.TryGetProperty("repository", out var repository) ? Record(root, utf8.Span) : root.GetProperty("schemaVersion").GetInt32() == 1 ? Report(root, repository) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // A key that is missing, a value of another type, a number out of range, a lone surrogate: another kind of document.
            return null;
        }
    }

    private static FigureSet Report(JsonElement root, JsonElement repository)
    {
        var options = root.GetProperty("options");
        return new FigureSet(
            "report",
            Id(repository.GetProperty("rev")),
            [
                .. Shared(options),
                ("path", options.GetProperty("path").GetString()),
                ("policy", options.GetProperty("policy").GetString()),
                ("overlay", options.GetProperty("overlay").GetString()),
                ("shallow", repository.GetProperty("shallow").GetBoolean() ? "true" : "false"),
            ],
            [.. Fragments(root), .. Groups.SelectMany(group => Curve(group, root.GetProperty("survival").GetProperty(group)))])
        {
            Days = Days(options),
        };
    }

    private static FigureSet? Record(JsonElement root, ReadOnlySpan<byte> utf8)
    {
        if (RecordJson.TryRead(utf8) is not { } record)
        {
            return null;
        }

        var options = root.GetProperty("options");
        return new FigureSet(
            LedgerWords.Of(record.Kind),
            record.Commit,
            [.. Shared(options), ("project", record.Project), ("targetFramework", record.TargetFramework), ("configuration", record.Configuration)],
            [.. Fragments(root)])
        {
            Days = Days(options),
        };
    }

    private static IEnumerable<(string Name, string? Value)> Shared(JsonElement options) =>
    [
        ("horizonDays", options.GetProperty("horizonDays").GetInt32().ToString(CultureInfo.InvariantCulture)),
        ("windowDays", Window(options)?.ToString(CultureInfo.InvariantCulture)),
        ("unit", options.GetProperty("unit").GetString()),
        ("engineVersion", options.GetProperty("engineVersion").GetString()),
    ];

    private static (int, int?) Days(JsonElement options) => (options.GetProperty("horizonDays").GetInt32(), Window(options));

    private static int? Window(JsonElement options) => options.GetProperty("windowDays") is { ValueKind: not JsonValueKind.Null } window ? window.GetInt32() : null;

    private static IEnumerable<NamedFigure> Fragments(JsonElement root)
    {
        var headline = root.GetProperty("shippedSurvival");

        // Without a build record there is no headline, and it has no name.
        if (headline.GetProperty("kind").GetString() is { } kind)
        {
            var name = kind is "shipped" ? "shippedSurvival" : "compiledSurvival";
            yield return new NamedFigure(name, FigureForm.Share, Share(headline, "point"), Share(headline, "ciLow"), Share(headline, "ciHigh"));
            yield return new NamedFigure(name + ".claimLo", FigureForm.Share, Share(headline, "claimLo"), null, null);
            yield return new NamedFigure(name + ".claimHi", FigureForm.Share, Share(headline, "claimHi"), null, null);
        }

        yield return new NamedFigure("coverage", FigureForm.Share, Share(root.GetProperty("coverage"), "share"), null, null);
        foreach (var row in root.GetProperty("funnel").EnumerateArray())
        {
            var stage = LedgerWords.StageOf(row.GetProperty("stage").GetString()!) ?? throw new FormatException();
            var scope = LedgerWords.ScopeOf(row.GetProperty("scope").GetString()!) ?? throw new FormatException();
            var label = row.GetProperty("label").GetString()!;
            var agent = row.GetProperty("agent").GetString();
            if (scope != History.ScopeClass.Ships || row.GetProperty("model").ValueKind != JsonValueKind.Null || row.GetProperty("tier").ValueKind != JsonValueKind.Null)
            {
                continue;
            }

            if (!LedgerWords.IsFunnelLabel(label) || (agent is not null && !Provenance.Shared.Map.MapFormat.IsAgent(agent)))
            {
                throw new FormatException();
            }

            var (low, high) = (Count(row, "unitsLo"), Count(row, "unitsHi"));
            yield return new NamedFigure($"funnel.{LedgerWords.Of(stage)}.{label}{(agent is null ? "" : "." + agent)}", FigureForm.Count, low, low, high);
        }
    }

    private static IEnumerable<NamedFigure> Curve(string group, JsonElement series) => series.GetProperty("curve").EnumerateArray().Select(point => new NamedFigure(
        $"survival.{group}.{point.GetProperty("days").GetInt32().ToString(CultureInfo.InvariantCulture)}", FigureForm.Share, Share(point, "s"), Share(point, "ciLow"), Share(point, "ciHigh")));

    private static ObjectId? Id(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : ObjectId.TryParse(value.GetString().AsSpan(), out var id) ? id : throw new FormatException();

    private static double? Share(JsonElement owner, string name) => Number(owner, name, 1);

    private static double? Count(JsonElement owner, string name) => Number(owner, name, MaxCount);

    private static double? Number(JsonElement owner, string name, double most)
    {
        var value = owner.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var number = value.GetDouble();
        return number >= 0 && number <= most ? number : throw new FormatException();
    }
}
