namespace Provenance.Engine.Metric;

/// <summary>How far this build's evidence goes, hence what the headline may be called.</summary>
public enum EvidenceKind : byte
{
    /// <summary>No build record: authored, alive and survival only.</summary>
    None = 0,

    /// <summary><c>dotnet build</c>: compiled survival, never called shipped.</summary>
    Compiled = 1,

    /// <summary>Publish, pack or container: alive, compiled, shipped and reachable.</summary>
    Shipped = 2,
}

/// <summary>A condition of the history under which figures are withheld.</summary>
public enum HeadlineBlock : byte
{
    None = 0,

    /// <summary>A shallow boundary cuts the cohort: no survival figure.</summary>
    ShallowInsideWindow = 1,

    /// <summary>The first-parent chain was swapped: no headline.</summary>
    MainlineChanged = 2,

    /// <summary>HEAD lies in the future of the machine's clock: no survival figure.</summary>
    ClockAhead = 3,

    /// <summary>Dates out of order leave it open in which band of ages more than a hundredth of the cohort is: no headline.</summary>
    ClockOutOfOrder = 4,

    /// <summary>More than a hundredth of the code that came inside the window may have come earlier and from somebody else, as versions before it were not read: no survival figure.</summary>
    HistoryUnread = 5,
}

/// <summary>Horizon, window and end of an observation, and how far the evidence goes.</summary>
/// <param name="HorizonDays">h, at least 0: births younger than h at the observation end are in no survival figure.</param>
/// <param name="WindowDays">W, at least 1; null = all of history.</param>
/// <param name="ObservationEndSeconds">H: Unix seconds on the mainline clock; within ±2^40.</param>
public sealed record MetricOptions(int HorizonDays, int? WindowDays, long ObservationEndSeconds)
{
    internal const long DaySeconds = 86_400;

    /// <summary>Times beyond ±34,000 years are a defect of the caller, and sums of times inside it cannot overflow.</summary>
    internal const long ClockLimit = 1L << 40;

    public EvidenceKind Evidence { get; init; }

    /// <summary>False: what can be reached was not examined. Shipped code then counts as surviving, and the headline says so.</summary>
    public bool IsReachabilityExamined { get; init; } = true;

    /// <summary>Reachable code of packages was held against what refers to it.</summary>
    public bool AreReferencesExamined { get; init; }

    /// <summary>False: clones were not looked for, and no weight was taken from them.</summary>
    public bool AreClonesExamined { get; init; } = true;

    public HeadlineBlock Block { get; init; }

    internal long HorizonSeconds => HorizonDays * DaySeconds;

    /// <summary>Why no survival curve may be given; null when one may.</summary>
    internal string? CurveBlock => Block is HeadlineBlock.ShallowInsideWindow or HeadlineBlock.ClockAhead or HeadlineBlock.HistoryUnread ? Reasons.Of(Block) : null;

    internal static long DayOf(long seconds) => (seconds - (((seconds % DaySeconds) + DaySeconds) % DaySeconds)) / DaySeconds;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(HorizonDays);
        ArgumentOutOfRangeException.ThrowIfLessThan(WindowDays ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ObservationEndSeconds, ClockLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(ObservationEndSeconds, -ClockLimit);
    }
}
