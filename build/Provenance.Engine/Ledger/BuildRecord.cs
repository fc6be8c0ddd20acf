using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Ledger;

/// <summary>What one build of one project compiled or shipped: docs/schema/record-2.json. No time, no machine, no person.</summary>
/// <param name="Project">Repository path of the project file.</param>
/// <param name="TargetFramework">Short name; null for a package of several.</param>
/// <param name="Commit">HEAD of the build; null without a commit.</param>
/// <param name="MainlineTip">Tip of the mainline that the figures follow; null without a commit.</param>
/// <param name="Inputs">By ordinal name.</param>
/// <param name="Refs">By ordinal name.</param>
/// <param name="Artifact">The assembly, or the file that shipped it; null when nothing could be examined.</param>
/// <param name="Artifacts">The other files of the same artifact that hold code of the repository, by ordinal path.</param>
/// <param name="Files">Files with agent or mixed code, by ordinal path.</param>
/// <param name="Notices">One per code, by code.</param>
public sealed record BuildRecord(
    RecordKind Kind,
    string Project,
    string? TargetFramework,
    string Configuration,
    ObjectId? Commit,
    ObjectId? MainlineTip,
    ImmutableArray<RecordInput> Inputs,
    ImmutableArray<RecordRef> Refs,
    RecordOptions Options,
    RecordArtifact? Artifact,
    ImmutableArray<RecordArtifact> Artifacts,
    ImmutableArray<RecordFile> Files,
    RecordFigures Figures,
    ImmutableArray<Notice> Notices)
{
    /// <summary>Shipped lines that are not reachable have no caller that a static walk could see; otherwise nothing is known of them.</summary>
    public bool IsReachabilityExamined => Figures.Funnel.Any(entry => entry is { Stage: FunnelStage.Reachable, UnitsLo: not null });
}

/// <summary>What a record is read from.</summary>
public enum RecordKind : byte
{
    Compiled = 0,
    ShippedPublish = 1,
    ShippedPack = 2,
    ShippedContainer = 3,
}

/// <summary>A file that the figures depend on besides the commit.</summary>
/// <param name="Name"><c>policy</c>, <c>overlay</c>, <c>map</c>, <c>coverage</c>, <c>ignore-revs</c> or <c>agent-trace:PATH</c>.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record RecordInput(string Name, string Sha256);

/// <summary>An object of git that the figures depend on besides the commit.</summary>
/// <param name="Name"><c>refs/notes/…</c> or <c>mainline</c>.</param>
public sealed record RecordRef(string Name, ObjectId Id);

/// <summary>The options under which a record's figures hold.</summary>
/// <param name="HorizonDays">h, at least 0.</param>
/// <param name="WindowDays">At least 1; null = all of history.</param>
public sealed record RecordOptions(int HorizonDays, int? WindowDays, UnitMode Unit, string EngineVersion);

/// <summary>A file that a record was read from, or that shipped what it describes.</summary>
/// <param name="Path">Repository path; the bare file name when it lies outside.</param>
/// <param name="Mvid">Of an assembly; null for other files.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Through">The package or folder that the file is in; null for the file itself.</param>
public sealed record RecordArtifact(string Path, Guid? Mvid, string Sha256, string? Through = null);

/// <summary>What a build did with the committed lines of one source file.</summary>
/// <param name="TextHash">64-bit hash of the text with LF line ends, as compiled: 16 lower-case hex digits.</param>
/// <param name="Spans">By place, without overlap.</param>
public sealed record RecordFile(string Path, string TextHash, ImmutableArray<RecordSpan> Spans)
{
    /// <summary>A file whose spans say what a map says.</summary>
    /// <param name="places">Null at a place of which nothing is said; from some line on everywhere.</param>
    public static RecordFile Of(string path, string textHash, PlaceMap<SpanClass?> places) => new(path, textHash, SpansOf(places));

    /// <summary>What the spans say of each place; null where they say nothing.</summary>
    public PlaceMap<SpanClass?> Places => PlaceMap<SpanClass?>.Of(Spans.SelectMany(span => (PlaceStep<SpanClass?>[])
    [
        new(span.FirstLine - 1, span.FirstColumn == 0 ? 0 : span.FirstColumn - 1, span.Class),
        span.EndColumn == 0 ? new(span.LastLine, 0, null) : new(span.LastLine - 1, span.EndColumn - 1, null),
    ]));

    /// <inheritdoc cref="Of"/>
    public static ImmutableArray<RecordSpan> SpansOf(PlaceMap<SpanClass?> places) =>
    [
        .. places.Stretches().Select(stretch => new RecordSpan(stretch.FirstLine + 1, stretch.LastLine + 1, stretch.Value!.Value)
        {
            FirstColumn = stretch.Column == 0 && stretch.EndColumn is null ? 0 : stretch.Column + 1,
            EndColumn = stretch.EndColumn + 1 ?? 0,
        }),
    ];

    /// <summary>Paths of those of the record's artifacts that hold code of the file, ordinal; empty in compiled records and when nothing shipped.</summary>
    public ImmutableArray<string> Artifacts { get; init; } = [];
}

/// <summary>Consecutive lines of one class, or a piece of a line that holds tokens of several classes.</summary>
/// <param name="FirstLine">1-based, as the compiler counts lines.</param>
/// <param name="LastLine">Inclusive; the first for a piece.</param>
public readonly record struct RecordSpan(int FirstLine, int LastLine, SpanClass Class)
{
    /// <summary>1-based, in UTF-16 units: the tokens that begin from here on; 0 for whole lines.</summary>
    public int FirstColumn { get; init; }

    /// <summary>Exclusive; 0 when the piece reaches to the end of the line, and for whole lines.</summary>
    public int EndColumn { get; init; }

    /// <summary>Whether the span speaks of a token that begins at a place, both from 0.</summary>
    public bool Holds(int line, int column) =>
        line >= FirstLine - 1 && line < LastLine && column >= FirstColumn - 1 && (EndColumn == 0 || column < EndColumn - 1);
}

/// <summary>What became of tokens. The first four and <see cref="Unknown"/> are of compiled records, the rest of shipped ones.</summary>
public enum SpanClass : byte
{
    Unknown = 0,
    Executable = 1,
    Declarative = 2,
    Elided = 3,
    Inactive = 4,
    Reachable = 5,

    /// <summary>In the artifact; not reachable, or not examined for it.</summary>
    Shipped = 6,

    /// <summary>Compiled, and not in the artifact.</summary>
    Dropped = 7,
}
