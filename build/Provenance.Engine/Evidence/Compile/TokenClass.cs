namespace Provenance.Engine.Evidence.Compile;

/// <summary>What the compiler made of a token. Ascending order is the strength in which compilations of one text are joined.</summary>
public enum TokenClass : byte
{
    /// <summary>No significant token: white space, comments, using directives, braces, parentheses, <c>;</c> and <c>,</c>.</summary>
    None = 0,

    /// <summary>In a region that the preprocessor removed, or in a file that was not compiled.</summary>
    Inactive,

    /// <summary>Active, but the build's output holds nothing of it.</summary>
    Elided,

    /// <summary>Cannot be told; the run carries the reason.</summary>
    Unknown,

    /// <summary>Part of a declaration that the output's metadata (or its PDB, for locals) holds.</summary>
    Declarative,

    /// <summary>Inside a sequence point that holds IL.</summary>
    Executable,
}

/// <summary>Why a token's class cannot be told.</summary>
public enum UnknownReason : byte
{
    None = 0,

    /// <summary>No portable PDB was found beside or inside the assembly.</summary>
    NoSymbols,

    /// <summary>A PDB in the format of Windows, which is not read.</summary>
    WindowsSymbols,

    /// <summary>The PDB does not carry the id that the assembly names.</summary>
    SymbolsMismatch,

    /// <summary>The PDB cannot be read.</summary>
    SymbolsDamaged,

    /// <summary>The assembly cannot be read.</summary>
    AssemblyDamaged,

    /// <summary>A reference, satellite, mixed-mode or native file, or one over the limit: nothing that a C# compiler's evidence is read from.</summary>
    AssemblyNotExamined,

    /// <summary>The file's checksum is not the one of the PDB: it changed after compilation.</summary>
    Stale,

    /// <summary>The PDB names no document with this text, or several.</summary>
    NoDocument,

    /// <summary>The file cannot be opened or decoded.</summary>
    Unreadable,

    /// <summary>The file is over a limit.</summary>
    TooLarge,

    /// <summary>The text has syntax errors under these options: they are not the ones it was compiled with.</summary>
    ParseErrors,

    /// <summary>A declaration that the metadata does not hold under the name that the source gives it.</summary>
    NotInMetadata,

    /// <summary>Several declarations fit and they do not agree.</summary>
    Ambiguous,

    /// <summary>Inside a <c>#line</c> region whose sequence points cannot be mapped back to one place.</summary>
    LineDirective,

    /// <summary>Only a sequence point of another member claims this place.</summary>
    ForeignPoint,

    /// <summary>Beyond the last column that a PDB can name.</summary>
    ColumnLimit,

    /// <summary>Native code holds no method of its own for it: it was dropped, or lives on inside its callers.</summary>
    Inlined,

    /// <summary>The text nests deeper than a parser can be let follow it, or takes one too long.</summary>
    TooDeep,
}
