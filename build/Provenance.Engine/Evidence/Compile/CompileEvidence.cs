using System.Collections.Immutable;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>The compile stage of one assembly.</summary>
/// <param name="Assembly">Who was read, for the record and for matching what ships.</param>
/// <param name="Symbols"><see cref="UnknownReason.None"/> when the PDB was found, belongs to the assembly and could be read.</param>
/// <param name="Files">One per examined file, by ordinal path.</param>
/// <param name="Notices">At most one per code.</param>
public sealed record CompileEvidence(
    AssemblyIdentity Assembly,
    UnknownReason Symbols,
    ImmutableArray<FileEvidence> Files,
    ImmutableArray<Notice> Notices);
