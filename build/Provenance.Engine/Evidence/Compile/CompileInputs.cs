using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>What one compilation read and wrote, as the build knows it.</summary>
/// <param name="AssemblyPath">The intermediate assembly, absolute.</param>
/// <param name="PdbPath">Its portable PDB, absolute; null when none was written beside it. An embedded one is found by itself.</param>
/// <param name="Sources">Every compiled file, examined or not: all are needed to tell documents apart.</param>
/// <param name="Parse">Null: as the PDB says.</param>
/// <param name="PathMap">The compiler's <c>PathMap</c>, in its order.</param>
/// <param name="CodePage">For text that is not UTF-8 and has no byte order mark; null for the compiler's own fallback.</param>
public sealed record CompileInputs(
    string AssemblyPath,
    string? PdbPath,
    ImmutableArray<SourceInput> Sources,
    ParseSettings? Parse,
    ImmutableArray<PathMapping> PathMap,
    int? CodePage = null)
{
    /// <summary>A linker took things out of the assembly: what its metadata does not hold is elided, not unknown.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>What a later step left of the assembly; null when there was none.</summary>
    public Remains? Remains { get; init; }
}

/// <summary>One source file of a compilation.</summary>
/// <param name="FullPath">The only path that is opened.</param>
/// <param name="CompilerPath">The path that the compiler was given, which may be relative.</param>
/// <param name="Examine">False: the file is not opened and has no evidence.</param>
/// <param name="Compiled">False for a file that is not in the compilation: its tokens are inactive.</param>
public sealed record SourceInput(string FullPath, string CompilerPath, bool Examine = true, bool Compiled = true);

/// <summary>Names that start with <paramref name="From"/> appear in the PDB with <paramref name="To"/> in its place.</summary>
public sealed record PathMapping(string From, string To);

/// <summary>The parse options of the compilation, as the build spells them.</summary>
/// <param name="DefineConstants">Separated by <c>;</c> or <c>,</c>.</param>
/// <param name="LangVersion">As <c>/langversion</c> takes it; empty for the default.</param>
/// <param name="Features">As <c>/features</c> takes it: <c>name=value</c> or <c>name</c>, separated by <c>;</c> or <c>,</c>.</param>
public sealed record ParseSettings(string DefineConstants = "", string LangVersion = "", string Features = "");
