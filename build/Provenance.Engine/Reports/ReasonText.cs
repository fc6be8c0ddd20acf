using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports;

/// <summary>Says in words why a figure is missing.</summary>
internal static class ReasonText
{
    public static string Of(string reason) => reason switch
    {
        Reasons.ClockAhead => "HEAD is dated in the future",
        Reasons.ClockOutOfOrder => "dates of the mainline are out of order",
        Reasons.HistoryUnread => "too many versions of files could not be read",
        Reasons.Insufficient => "too few units or days",
        Reasons.MainlineChanged => "the mainline was swapped",
        Reasons.NoAgentCode => "no agent code in the cohort",
        Reasons.NoBands => "without horizon or window there are no ages to standardise over",
        Reasons.NoData => "nothing to measure",
        Reasons.NotReached => "not reached",
        ReasonWords.NoHistory => "no history",
        ReasonWords.NoRecord => "no build record of this commit",
        ReasonWords.NoSymbols => "no symbols",
        ReasonWords.NotExamined => "not examined",
        ReasonWords.Shallow => "history is cut inside the window",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
