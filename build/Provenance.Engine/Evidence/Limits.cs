namespace Provenance.Engine.Evidence;

/// <summary>What is read at most; past a limit the answer is unknown, with that reason (docs/robustness.md, "Limits").</summary>
public static class Limits
{
    /// <summary>Bytes of a source file.</summary>
    public const int SourceBytes = 2 * 1024 * 1024;

    /// <summary>Lines of a source file, as the compiler counts them.</summary>
    public const int SourceLines = 100_000;

    /// <summary>Bytes of an assembly, a PDB, or an embedded PDB once inflated.</summary>
    public const int ImageBytes = 256 * 1024 * 1024;

    /// <summary>Bytes of a package file.</summary>
    public const int PackageBytes = 512 * 1024 * 1024;

    /// <summary>Entries of a package.</summary>
    public const int PackageEntries = 20_000;

    /// <summary>Bytes of all assemblies of a package once inflated.</summary>
    public const long PackageInflatedBytes = 1024L * 1024 * 1024;

    /// <summary>Bytes of a single-file executable.</summary>
    public const int BundleBytes = 1024 * 1024 * 1024;

    /// <summary>Files inside a single-file executable.</summary>
    public const int BundleEntries = 20_000;

    /// <summary>Bytes of all assemblies of a single-file executable once inflated.</summary>
    public const long BundleInflatedBytes = 1024L * 1024 * 1024;

    /// <summary>Bytes of a signature in metadata; each can be one level of nesting.</summary>
    public const int SignatureBytes = 64 * 1024;

    /// <summary>Bytes of a coverage file.</summary>
    public const int CoverageBytes = 256 * 1024 * 1024;

    /// <summary>Files that a coverage file may name.</summary>
    public const int CoverageFiles = 100_000;

    /// <summary>Levels of nested types that are followed; damaged metadata can nest a type in itself.</summary>
    public const int TypeNesting = 64;

    /// <summary>Regions of <c>#line</c> directives in one file; every sequence point is held against each of them.</summary>
    public const int LineMappings = 1000;

    /// <summary>The last column that a portable PDB can hold; a point there may have begun or ended further right.</summary>
    public const int LastColumn = 0xFFFE;
}
