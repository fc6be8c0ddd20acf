using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Analysis;

/// <summary>Code on the paths that the policy at the commit excludes. What was born there before a policy said so stays in the metric and counts as not shipped, so that to exclude code never raises a figure.</summary>
/// <param name="Patterns">Entries of the policy.</param>
public sealed record ExcludedCode(int Patterns, ExcludedWeight All, ExcludedWeight Agent)
{
    /// <summary>Null where the policy excludes nothing, and in line mode, where every line counts whatever its path.</summary>
    public static ExcludedCode? Of(AnalyzedRepository repository)
    {
        var (history, excluded) = (repository.History, repository.Policy.Policy.Excluded);
        if (excluded.IsEmpty || history.Mode == UnitMode.Line)
        {
            return null;
        }

        var isExcluded = history.Paths.Select(path => excluded.Contains(path)).ToArray();
        var (all, agent) = (default(ExcludedWeight), default(ExcludedWeight));
        foreach (var cell in history.Cells)
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            if (!isExcluded[origin.Path] || CellJoin.IsOfOneDay(history, cell))
            {
                continue;
            }

            var alive = cell.Exit < 0 ? cell.Weight : 0;
            var weight = new ExcludedWeight(cell.Weight, alive, origin is { Scope: ScopeClass.Ships, IsTruncated: false } ? alive : 0);
            var birth = repository.Lines[life.Origin];
            all += weight;
            agent += Attribution.Effective(birth.Label, birth.LabelBeforeOverlay) == Label.Agent ? weight : default;
        }

        return new ExcludedCode(excluded.Generated.Length + excluded.Vendored.Length, all, agent);
    }

    /// <summary>What builds say of code, without what they say of excluded code.</summary>
    internal static IReadOnlyDictionary<string, PlaceMap<LineStage>> Without(AnalyzedRepository repository, IReadOnlyDictionary<string, PlaceMap<LineStage>> stages)
    {
        var excluded = repository.Policy.Policy.Excluded;
        return excluded.IsEmpty
            ? stages
            : stages.Where(file => !excluded.Contains(file.Key)).ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);
    }
}

/// <summary>Weights of code that was born on excluded paths.</summary>
/// <param name="Born">Living and dead.</param>
/// <param name="NotShipped">Of the living, what is in the metric as it was born as shipping code.</param>
public readonly record struct ExcludedWeight(long Born, long Alive, long NotShipped)
{
    public static ExcludedWeight operator +(ExcludedWeight a, ExcludedWeight b) => new(a.Born + b.Born, a.Alive + b.Alive, a.NotShipped + b.NotShipped);
}
