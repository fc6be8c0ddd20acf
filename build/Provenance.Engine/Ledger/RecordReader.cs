using System.Collections.Immutable;
using System.Text.Json;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Ledger;

/// <summary>Turns a JSON document into a record, or finds that it is none.</summary>
internal sealed class RecordReader
{
    private const int MaxText = 4096;

    private readonly Damage _damage = new();
    private bool _hasColumns;

    /// <summary>Null when anything is not as the schema says.</summary>
    public static BuildRecord? Read(JsonElement root)
    {
        var reader = new RecordReader();
        var record = JsonFields.Read(root, reader._damage, reader.ReadRecord);
        return reader._damage.IsFound ? null : record;
    }

    private BuildRecord ReadRecord(JsonFields fields)
    {
        var version = fields.Count("schemaVersion");
        _damage.FoundIf(version is not (1 or RecordJson.SchemaVersion));
        _hasColumns = version > 1;
        return new BuildRecord(
            fields.Word("kind", LedgerWords.KindOf),
            fields.Text("project", IsPath),
            fields.TextOrNull("targetFramework", IsTargetFramework),
            fields.Text("configuration", IsConfiguration),
            fields.WordOrNull("commit", ParseId),
            fields.WordOrNull("mainlineTip", ParseId),
            fields.Objects("inputs", input => new RecordInput(input.Text("name", IsText), input.Text("sha256", IsDigest))),
            fields.Objects("refs", reference => new RecordRef(reference.Text("name", IsText), reference.Word("id", ParseId))),
            fields.Object("options", ReadOptions),
            fields.ObjectOrNull("artifact", ReadArtifact),
            fields.OptionalObjects("artifacts", ReadArtifact),
            fields.Objects("files", ReadFile),
            ReadFigures(fields),
            fields.Objects("notices", notice => new Notice(
                notice.Text("code", code => NoticeCatalog.All.Any(known => string.Equals(known.Code, code, StringComparison.Ordinal)) || Policy.PolicyProblemCatalog.All.Any(known => string.Equals(known.Code, code, StringComparison.Ordinal))),
                notice.Items("arguments", item => notice.TextOf(item, text => text.Length <= MaxText) ?? _damage.FoundInstead("")))));
    }

    private static RecordOptions ReadOptions(JsonFields fields) => new(
        (int)Math.Min(fields.Count("horizonDays"), int.MaxValue),
        fields.CountOrNull("windowDays", 1) is { } window ? (int)Math.Min(window, int.MaxValue) : null,
        fields.Word("unit", word => word switch { "token" => UnitMode.Token, "line" => UnitMode.Line, _ => (UnitMode?)null }),
        fields.Text("engineVersion", IsText));

    private static RecordArtifact ReadArtifact(JsonFields fields) => new(
        fields.Text("path", IsPath),
        fields.WordOrNull("mvid", text => Guid.TryParseExact(text, "D", out var id) ? id : (Guid?)null),
        fields.Text("sha256", IsDigest),
        fields.OptionalText("through", IsPath));

    private RecordFile ReadFile(JsonFields fields) => new(
        fields.Text("path", IsPath),
        fields.Text("textHash", text => text.Length == 16 && IsHex(text)),
        ReadSpans(fields))
    {
        Artifacts = fields.OptionalItems("artifacts", item => fields.TextOf(item, IsPath) ?? _damage.FoundInstead("")),
    };

    // Spans out of order would be read otherwise than they were meant.
    private ImmutableArray<RecordSpan> ReadSpans(JsonFields fields)
    {
        var spans = fields.Items("spans", ReadSpan);
        _damage.FoundIf(spans.Zip(spans.Skip(1)).Any(pair => !Precedes(pair.First, pair.Second)));
        return spans;
    }

    private static bool Precedes(RecordSpan a, RecordSpan b) =>
        a.LastLine < b.FirstLine || (a.LastLine == b.FirstLine && a.EndColumn > 0 && a.EndColumn <= b.FirstColumn);

    private RecordSpan ReadSpan(JsonElement span)
    {
        if (span.ValueKind == JsonValueKind.Array && span.GetArrayLength() is var length && (length == 3 || (_hasColumns && length is 4 or 5))
            && span[0].ValueKind == JsonValueKind.Number && span[0].TryGetInt32(out var first)
            && span[1].ValueKind == JsonValueKind.Number && span[1].TryGetInt32(out var last)
            && span[2].ValueKind == JsonValueKind.String && LedgerWords.ClassOf(span[2].GetString()!) is { } spanClass
            && first >= 1 && last >= first
            && Column(span, 3) is { } column && Column(span, 4) is { } end && (length == 3 || first == last) && (end == 0 || end > column))
        {
            return new RecordSpan(first, last, spanClass) { FirstColumn = column, EndColumn = end };
        }

        return _damage.FoundInstead(default(RecordSpan));
    }

    // 0 where there is none.
    private static int? Column(JsonElement span, int index) => index >= span.GetArrayLength() ? 0
        : span[index].ValueKind == JsonValueKind.Number && span[index].TryGetInt32(out var column) && column >= 1 ? column
        : null;

    private RecordFigures ReadFigures(JsonFields fields) => new(
        fields.Objects("funnel", ReadFunnel),
        fields.Object("shippedSurvival", ReadHeadline),
        fields.Object("coverage", coverage => new CoverageFigure(
            coverage.ShareOrNull("share"), coverage.Count("labelledUnits"), coverage.Count("units"), Reason(coverage))));

    private static FunnelEntry ReadFunnel(JsonFields fields) => new(
        fields.Word("stage", LedgerWords.StageOf),
        fields.Word("scope", LedgerWords.ScopeOf),
        fields.Text("label", LedgerWords.IsFunnelLabel),
        fields.TextOrNull("agent", IsText),
        fields.TextOrNull("model", IsText),
        fields.WordOrNull("tier", LedgerWords.TierOf),
        fields.CountOrNull("unitsLo"),
        fields.CountOrNull("unitsHi"),
        fields.CountOrNull("linesLo"),
        fields.CountOrNull("linesHi"),
        Reason(fields));

    private HeadlineFigure ReadHeadline(JsonFields fields) => new(
        (int)Math.Min(fields.Count("days"), int.MaxValue),
        fields.WordOrNull("kind", word => word switch
        {
            "compiled" => EvidenceKind.Compiled,
            "shipped" => EvidenceKind.Shipped,
            _ => (EvidenceKind?)null,
        }) ?? EvidenceKind.None,
        ReadShares(fields),
        fields.Object("withoutOverlay", ReadShares),
        fields.Objects("byTier", tier => new TierFigure(
            tier.Word("tier", LedgerWords.TierOf), tier.Count("unitsLo"), tier.Object("figure", ReadShares))),
        fields.Objects("bands", band => new BandEntry(
            band.Count("fromDays"),
            band.Count("toDays"),
            band.Count("weightDays"),
            band.Count("authoredUnits"),
            band.Count("shippedUnits"),
            band.Object("share", share => new ReasonedShare(share.ShareOrNull("value"), Reason(share))))),
        fields.Items("flags", flag => fields.TextOf(flag, IsText) ?? _damage.FoundInstead("")));

    private ShareFigure ReadShares(JsonFields fields)
    {
        var figure = new ShareFigure(
            fields.ShareOrNull("point"), fields.ShareOrNull("claimLo"), fields.ShareOrNull("claimHi"),
            fields.ShareOrNull("ciLow"), fields.ShareOrNull("ciHigh"), Reason(fields));
        _damage.FoundIf((figure.Point is null) != (figure.Reason is not null) || (figure.Point is null) != (figure.ClaimLo is null || figure.ClaimHi is null));
        return figure;
    }

    private static string? Reason(JsonFields fields) => fields.TextOrNull("reason", ReasonWords.All.Contains);

    private static ObjectId? ParseId(string text) => ObjectId.TryParse(text.AsSpan(), out var id) ? id : null;

    private static bool IsText(string text) => text.Length is > 0 and <= MaxText;

    private static bool IsPath(string text) => IsText(text) && text[0] != '/';

    private static bool IsDigest(string text) => text.Length == 64 && IsHex(text);

    private static bool IsHex(string text) => text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static bool IsTargetFramework(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');

    private static bool IsConfiguration(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '_' or '-');
}
