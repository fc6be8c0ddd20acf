using System.Collections.Immutable;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Analysis;

/// <summary>Turns history's cells and the labels of commits into the metric's cells.</summary>
public static class CellJoin
{
    /// <param name="projects">Lineages of the projects whose code is asked for; null for all.</param>
    /// <param name="stages">Weights of the living by life, from build records; empty without records.</param>
    /// <param name="isPlain">Every unit is in the metric whatever its path, and the root commit counts as birth: for comparison with line-based tools.</param>
    public static ImmutableArray<LifeCell> Join(
        AnalyzedRepository repository, IReadOnlySet<int>? projects, IReadOnlyDictionary<int, StageWeights> stages, bool isPlain = false)
    {
        var history = repository.History;
        var cells = ImmutableArray.CreateBuilder<LifeCell>(history.Cells.Length);
        foreach (var cell in history.Cells)
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            if (projects is not null && !projects.Contains(origin.Project))
            {
                continue;
            }

            var joined = Join(repository, cell, life, origin, cell.Exit < 0 ? stages.GetValueOrDefault(cell.Life) : default);
            cells.Add(isPlain ? joined with { Scope = ScopeClass.Ships, LeftTruncated = false } : joined);
        }

        return cells.ToImmutable();
    }

    private static LifeCell Join(AnalyzedRepository repository, HistoryCell cell, Life life, Origin origin, StageWeights stages)
    {
        var history = repository.History;
        var birth = repository.Facts[origin.Commit];
        var killer = cell.Exit < 0 ? null : repository.Facts[history.Mainline[cell.Exit].Commit];
        var label = repository.LabelOf(origin);
        var isClaimed = label is Label.Agent or Label.Mixed;
        return new LifeCell(
            history.Mainline[life.Entry].Seconds,
            cell.Exit < 0 ? null : history.Mainline[cell.Exit].Seconds,
            label,
            origin.Scope,
            new Amount(cell.Weight, cell.Weight))
        {
            LabelBeforeOverlay = birth.Claims.Reason == Claims.LabelReason.Overlay && !history.Commits[origin.Commit].IsBoundary ? birth.WithoutOverlay : null,
            AssumedHuman = birth.Claims.Reason == Claims.LabelReason.Unattributed,
            Agents = isClaimed ? AgentsOf(birth) : null,
            Model = isClaimed ? birth.Claims.Agents.Select(agent => agent.Model).FirstOrDefault(model => model is not null) : null,
            Tier = birth.Claims.Tier,
            Cause = cell.Cause,
            KilledBy = killer?.LineLabel,
            Corrective = killer?.IsCorrective ?? false,
            LeftTruncated = origin.IsTruncated,
            Compiled = new Amount(stages.Compiled, stages.Compiled),
            Shipped = new Amount(stages.Shipped, stages.Shipped),
            Reachable = new Amount(stages.Reachable, stages.Reachable),
        };
    }

    private static string? AgentsOf(CommitFacts facts)
    {
        var agents = facts.Claims.Agents.Select(agent => agent.Agent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return string.Join(' ', agents) is { Length: > 0 } joined ? joined : null;
    }
}
