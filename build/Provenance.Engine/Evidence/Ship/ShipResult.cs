using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Whether an assembly left the build.</summary>
public enum ShipStatus : byte
{
    Unknown = 0,
    NotShipped,
    Shipped,
}

/// <summary>Why the ship stage is what it is.</summary>
public enum ShipReason : byte
{
    /// <summary>Shipped by MVID.</summary>
    None = 0,

    /// <summary>Nothing in the artifact has the MVID or the name.</summary>
    NotInArtifact,

    /// <summary>A file of that name is of another build, or was rewritten (merged, obfuscated, swapped).</summary>
    OtherBuild,

    /// <summary>The linker rewrote the assembly, and what it wrote cannot be led back to the source.</summary>
    Trimmed,

    /// <summary>The assembly is inside a single-file executable that cannot be read.</summary>
    SingleFile,

    /// <summary>Compiled to native code, and nothing says which methods were kept.</summary>
    NativeAot,

    /// <summary>A file of that name is damaged, too large, or missing.</summary>
    Unreadable,

    /// <summary>The package cannot be read or goes over a limit.</summary>
    PackageUnreadable,
}

/// <summary>Whether an assembly left the build, and as what.</summary>
/// <param name="Artifacts">Where it was found, by ordinal path: places in the output folder or entries of the package. Empty unless shipped; for <see cref="ShipReason.Trimmed"/> the rewritten files.</param>
public sealed record ShipResult(CompiledAssembly Assembly, ShipStatus Status, ShipReason Reason, ImmutableArray<ShippedFile> Artifacts);

/// <summary>A file of an artifact that holds the compiled assembly.</summary>
/// <param name="Path">Relative, with <c>/</c>.</param>
/// <param name="Mvid">Of the shipped file; another than the compiled one's after trimming.</param>
/// <param name="Sha256">Of the shipped file; another than the compiled one's when a later step, such as ReadyToRun, added to it.</param>
/// <param name="Through">The file that holds it; null for a file of its own.</param>
public sealed record ShippedFile(string Path, Guid Mvid, string Sha256, string? Through = null);
