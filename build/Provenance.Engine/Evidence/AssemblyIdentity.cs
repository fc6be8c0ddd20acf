namespace Provenance.Engine.Evidence;

/// <summary>What a file turned out to be.</summary>
public enum ImageKind : byte
{
    /// <summary>An assembly with IL.</summary>
    Managed = 0,

    /// <summary>An assembly that only describes a surface; its MVID belongs to no implementation.</summary>
    Reference,

    /// <summary>Resources of one culture.</summary>
    Satellite,

    /// <summary>IL and native code in one file, as a C++/CLI compiler writes it.</summary>
    Mixed,

    /// <summary>No .NET metadata.</summary>
    Native,

    /// <summary>Cannot be read to the end.</summary>
    Damaged,

    /// <summary>Over <see cref="Limits.ImageBytes"/>.</summary>
    TooLarge,

    /// <summary>Cannot be opened.</summary>
    Missing,
}

/// <summary>Who an assembly is: the key by which what was compiled is found again in what was shipped.</summary>
/// <param name="Kind">The rest is default or empty where the kind does not have it.</param>
/// <param name="Mvid">Module version id: the same in a copy and in a ReadyToRun image, another after trimming or merging.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits over the whole file; empty when it was not read whole.</param>
/// <param name="Name">Simple name of the assembly.</param>
/// <param name="PdbId">The 20-byte id of its portable PDB as 40 lower-case hexadecimal digits; null when the image names none.</param>
public sealed record AssemblyIdentity(ImageKind Kind, Guid Mvid, string Sha256, string Name, string? PdbId)
{
    internal static AssemblyIdentity Of(ImageKind kind, string sha256 = "") => new(kind, Guid.Empty, sha256, string.Empty, null);
}
