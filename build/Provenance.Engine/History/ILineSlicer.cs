using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.History;

/// <summary>Divides the lines that commits write by what others know about them. The history keeps a slice with the units born in its lines and never looks into it.</summary>
/// <remarks>Commits are shown in the order of the walk, parents first, from one thread; <see cref="DigestOf"/> may be asked from another.</remarks>
public interface ILineSlicer
{
    /// <summary>Stands for everything beside these commits themselves on which their slices depend: a stored history with another digest is not used.</summary>
    string DigestOf(IEnumerable<ObjectId> commits);

    /// <summary>What is known of a line may depend on commits long before its own: a walk that goes on from a stored history would miss it.</summary>
    bool NeedsWholeHistory { get; }

    /// <summary>What is to be kept beside the history of the commits shown so far, for who asks later; opaque.</summary>
    string Remark { get; }

    /// <summary>Shows a commit before its versions.</summary>
    void Visit(RawCommit commit);

    /// <summary>Whether a version may have slices although an earlier commit had the same blob: then it is read again.</summary>
    bool Concerns(RawCommit commit, RawChange change);

    /// <summary>The slices of a version of a C# file.</summary>
    /// <param name="content">The blob of the change's new side.</param>
    /// <returns>Ascending and disjoint; lines in none have no slice.</returns>
    ImmutableArray<LineSlice> Slice(RawCommit commit, RawChange change, ReadOnlySpan<byte> content);
}

/// <summary>Lines that share a slice.</summary>
/// <param name="FirstLine">From 1, as git counts lines.</param>
/// <param name="LastLine">Inclusive.</param>
/// <param name="Slice">Opaque; equal text means the same.</param>
public readonly record struct LineSlice(int FirstLine, int LastLine, string Slice);
