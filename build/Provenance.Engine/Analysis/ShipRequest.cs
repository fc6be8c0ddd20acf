using System.Collections.Immutable;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Analysis;

/// <summary>One artifact that left the build. Paths absolute.</summary>
/// <param name="RecordPaths">Compile records of the project's own assemblies.</param>
/// <param name="ReferencedProjects">Project files whose assemblies may be in the artifact.</param>
/// <param name="Files">Of a publish folder; empty for a package.</param>
/// <param name="PackagePath">Null for a publish folder.</param>
/// <param name="LinkedFolder">Where the linker left what it rewrote; null when it did not run.</param>
/// <param name="NativeStatistics">The native compiler's <c>.mstat</c>; null when it did not run.</param>
public sealed record ShipRequest(
    RecordKind Kind,
    ImmutableArray<string> RecordPaths,
    ImmutableArray<string> ReferencedProjects,
    ImmutableArray<PublishedFile> Files,
    PublishFacts Facts,
    string? PackagePath,
    string? LinkedFolder,
    string? NativeStatistics,
    string? TargetFramework,
    string Configuration,
    int? HorizonDays,
    int? WindowDays);
