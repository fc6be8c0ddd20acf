using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Ledger;

/// <summary>The words of the schemas for closed lists.</summary>
public static class LedgerWords
{
    internal const string Agent = "agent";

    private static readonly string[] FunnelLabels = [Agent, "human", "unknown", "all"];
    private static readonly string[] Tiers = ["asserted", "platform", "attested"];
    private static readonly string[] Scopes = ["ships", "test", "generated", "vendored"];
    private static readonly string[] Stages = ["authored", "alive", "compiled", "shipped", "reachable", "referenced"];
    private static readonly string[] Kinds = ["compiled", "shipped-publish", "shipped-pack", "shipped-container"];
    private static readonly string[] Classes = ["unknown", "executable", "declarative", "elided", "inactive", "reachable", "shipped", "dropped"];

    public static string Of(Tier tier) => Tiers[(int)tier];

    public static string Of(ScopeClass scope) => Scopes[(int)scope];

    public static string Of(FunnelStage stage) => Stages[(int)stage];

    public static string Of(RecordKind kind) => Kinds[(int)kind];

    public static string Of(SpanClass spanClass) => Classes[(int)spanClass];

    /// <summary>Null without any record.</summary>
    public static string? Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.None => null,
        EvidenceKind.Compiled => "compiled",
        EvidenceKind.Shipped => "shipped",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static bool IsFunnelLabel(string word) => FunnelLabels.Contains(word, StringComparer.Ordinal);

    internal static Tier? TierOf(string word) => (Tier?)IndexOf(Tiers, word);

    internal static ScopeClass? ScopeOf(string word) => (ScopeClass?)IndexOf(Scopes, word);

    internal static FunnelStage? StageOf(string word) => (FunnelStage?)IndexOf(Stages, word);

    internal static RecordKind? KindOf(string word) => (RecordKind?)IndexOf(Kinds, word);

    internal static SpanClass? ClassOf(string word) => (SpanClass?)IndexOf(Classes, word);

    private static int? IndexOf(string[] words, string word) => Array.IndexOf(words, word) is >= 0 and var index ? index : null;
}
