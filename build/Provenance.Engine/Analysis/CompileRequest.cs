using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Analysis;

/// <summary>One compilation, as the build describes it.</summary>
/// <param name="PathMap">The compiler's <c>PathMap</c>, <c>from=to</c> separated by commas.</param>
/// <param name="CompileAll">Also class files without agent or mixed code.</param>
/// <param name="HorizonDays">Null: the policy's.</param>
/// <param name="WindowDays">Null: the policy's.</param>
public sealed record CompileRequest(
    string AssemblyPath,
    string? PdbPath,
    ParseSettings Parse,
    string PathMap,
    int? CodePage,
    string? TargetFramework,
    string Configuration,
    bool CompileAll,
    int? HorizonDays,
    int? WindowDays)
{
    internal IEnumerable<PathMapping> Mappings() => PathMap
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2)
        .Select(pair => new PathMapping(pair[0], pair[1]));
}
