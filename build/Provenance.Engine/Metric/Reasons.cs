namespace Provenance.Engine.Metric;

/// <summary>The words that stand where a figure is null. They are part of the report's contract.</summary>
public static class Reasons
{
    /// <summary>Fewer than 10 effective birth days or fewer than 100 units at risk.</summary>
    public const string Insufficient = "insufficient";
    public const string NoBands = "no bands";
    public const string NoAgentCode = "no agent code";
    public const string NoCode = "no code";
    public const string NoEvidence = "no build evidence";
    public const string NoData = "no data";
    public const string NotReached = "not reached";
    public const string ShallowInsideWindow = "shallow inside the window";
    public const string MainlineChanged = "mainline changed";
    public const string ClockAhead = "clock ahead";
    public const string ClockOutOfOrder = "clock out of order";
    public const string HistoryUnread = "history not read";

    internal static string? Of(HeadlineBlock block) => block switch
    {
        HeadlineBlock.None => null,
        HeadlineBlock.ShallowInsideWindow => ShallowInsideWindow,
        HeadlineBlock.MainlineChanged => MainlineChanged,
        HeadlineBlock.ClockAhead => ClockAhead,
        HeadlineBlock.ClockOutOfOrder => ClockOutOfOrder,
        HeadlineBlock.HistoryUnread => HistoryUnread,
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };
}
