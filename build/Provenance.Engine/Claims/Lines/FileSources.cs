using System.Collections.Immutable;
using Provenance.Engine.Claims.Notes;

namespace Provenance.Engine.Claims.Lines;

/// <summary>What there is about the lines of one file in the tree of one commit.</summary>
/// <param name="Path">In that tree.</param>
/// <param name="LineCount">As git counts lines; <see cref="int.MaxValue"/> where it is not known, which clamps nothing.</param>
public sealed record FileSources(string Path, int LineCount)
{
    /// <summary>Marks in the file's text there.</summary>
    public ImmutableArray<LineMark> Marks { get; init; } = [];

    /// <summary>Overlay entries at paths, for the file or a symbol in it, in the order of the overlay: of two for the same lines the later wins.</summary>
    public ImmutableArray<LineMark> Overlays { get; init; } = [];

    /// <summary>The commit's note, or null.</summary>
    public NoteReading? Note { get; init; }

    /// <summary>Verified ranges in the order of their records: a later one supersedes an earlier one.</summary>
    public ImmutableArray<LineMark> Traces { get; init; } = [];
}
