using System.Collections.Frozen;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Ledger;

/// <summary>The closed list of words that stand where a figure of a record or report is null.</summary>
public static class ReasonWords
{
    public const string NoHistory = "no history";
    public const string NoRecord = "no record";
    public const string NoSymbols = "no symbols";
    public const string NotExamined = "not examined";
    public const string Shallow = "shallow";

    /// <summary>All words, as in the schemas.</summary>
    public static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [
            Reasons.ClockAhead, Reasons.ClockOutOfOrder, Reasons.HistoryUnread, Reasons.Insufficient, Reasons.MainlineChanged, Reasons.NoAgentCode, Reasons.NoBands, Reasons.NoData,
            NoHistory, NoRecord, NoSymbols, NotExamined, Reasons.NotReached, Shallow,
        ],
        StringComparer.Ordinal);

    /// <summary>The word for a reason of the metric.</summary>
    public static string? Of(string? reason) => reason switch
    {
        null => null,
        Reasons.NoEvidence => NoRecord,
        Reasons.ShallowInsideWindow => Shallow,
        // Without any code there is nothing to measure; which code was meant is said by the figure's place.
        Reasons.NoCode => Reasons.NoData,
        _ when All.Contains(reason) => reason,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The metric gave a reason that no schema lists."),
    };
}
