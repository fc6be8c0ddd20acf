using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;
using Provenance.Engine.Notices;
using Provenance.Engine.Reports.Detail;

namespace Provenance.Engine.Reports;

/// <summary>Everything that a survival report says; renderers add nothing.</summary>
/// <param name="Metric">Of the repository, or of <paramref name="Path"/>.</param>
/// <param name="Figures">The fragments that build records have too.</param>
/// <param name="Path">Repository path of the folder or file asked for, null for all: code that was born there.</param>
/// <param name="Records">The build records that were joined.</param>
/// <param name="Notices">One per code, by code.</param>
public sealed record SurvivalReport(
    AnalyzedRepository Repository,
    SurvivalFigures Metric,
    RecordFigures Figures,
    RecordOptions Options,
    string? Path,
    RecordSet Records,
    ImmutableArray<Notice> Notices)
{
    /// <summary>Null unless it was asked for.</summary>
    public ReportDetail? Detail { get; init; }

    /// <summary>What a coverage file says; null unless one was given and could be used.</summary>
    public ExercisedFigures? Exercised { get; init; }

    /// <summary>Code on the paths that the policy excludes; null where there are none, and in the report of one project.</summary>
    public ExcludedCode? Excluded { get; init; }

    /// <summary>Breaches of the policy in the reported code; empty unless they were asked for.</summary>
    public ImmutableArray<PolicyBreach> Findings { get; init; } = [];

    /// <summary>The one project that is reported, by its path and framework; null for a repository or a part of it.</summary>
    public string? Project { get; init; }
}

/// <summary>What a user may ask of a report.</summary>
/// <param name="HorizonDays">Null: the policy's.</param>
/// <param name="Window">Null: the policy's.</param>
/// <param name="Path">See <see cref="SurvivalReport.Path"/>.</param>
/// <param name="RecordFiles">Files to take build records from.</param>
public sealed record ReportRequest(int? HorizonDays, WindowChoice? Window, string? Path, IReadOnlyList<string> RecordFiles)
{
    /// <summary>Content of a Cobertura file; default for none.</summary>
    public ImmutableArray<byte> Coverage { get; init; }

    /// <summary>Also files, source and curves to draw: <see cref="SurvivalReport.Detail"/>.</summary>
    public bool WithDetail { get; init; }
}

/// <summary>The cohort window that a user asked for.</summary>
/// <param name="Days">Null: all of history.</param>
public readonly record struct WindowChoice(int? Days);
