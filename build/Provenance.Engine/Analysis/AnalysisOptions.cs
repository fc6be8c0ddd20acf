using Provenance.Engine.History.Units;

namespace Provenance.Engine.Analysis;

/// <summary>How a repository is analysed.</summary>
/// <param name="CacheFolder">Absolute; null reads and writes no snapshot.</param>
/// <param name="PolicyPath">Absolute path of the policy; null looks upwards from the project.</param>
/// <param name="Budget">What the walk may take; past it PROV921.</param>
/// <param name="Clock">The machine's clock, asked only whether HEAD lies in its future.</param>
public sealed record AnalysisOptions(UnitMode Mode, string? CacheFolder, string? PolicyPath, TimeSpan Budget, TimeProvider Clock);
