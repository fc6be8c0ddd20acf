using System.Collections.Immutable;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Detail;

/// <summary>What a report shows beyond its figures: curves to draw, files, source, and what was left out.</summary>
/// <param name="Curves">One per group that has a sufficient age, in the order of <see cref="CodeGroup"/>.</param>
/// <param name="Files">By ordinal path: C# files of the commit, and paths whose agent code is gone.</param>
/// <param name="Sources">By ordinal path: the files with most agent code, as far as <see cref="DetailLimits"/> let them in.</param>
/// <param name="SourcesLeftOut">Files with agent or mixed code whose source did not fit.</param>
/// <param name="Uncounted">What no survival figure counts, and why.</param>
public sealed record ReportDetail(
    ImmutableArray<CurveSeries> Curves,
    ImmutableArray<FileFigures> Files,
    ImmutableArray<SourceView> Sources,
    int SourcesLeftOut,
    ImmutableArray<UncountedRow> Uncounted);

/// <summary>A survival curve at ages close enough to be drawn.</summary>
/// <param name="Points">By ascending age, every five days and at the report's own ages; those that are insufficient are left out, so that a line has gaps.</param>
public sealed record CurveSeries(CodeGroup Group, ImmutableArray<CurvePoint> Points);

/// <summary>Something that no survival figure counts.</summary>
/// <param name="Count">Of <paramref name="Unit"/>; null where nothing was counted.</param>
/// <param name="OfAgents">The part of <paramref name="Count"/> that agents wrote; null where that is not known.</param>
/// <param name="Why">A clause without full stop.</param>
public sealed record UncountedRow(string What, long? Count, string Unit, long? OfAgents, string Why);
