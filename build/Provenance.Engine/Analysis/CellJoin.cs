using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.History;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Analysis;

/// <summary>Turns history's cells and the labels of commits into the metric's cells.</summary>
/// <remarks>
/// The metric's finest time is the UTC day of the mainline clock: code is born and dies at the beginning of a day, and what is gone on the day it came was neither born nor did it die. So the same trees at the
/// ends of days give the same figures, in however many commits a day's work is put on the mainline.
/// </remarks>
public static class CellJoin
{
    /// <param name="stages">Weights of the living by life, from build records; empty without records.</param>
    /// <param name="isPlain">Every unit is in the metric whatever its path, and the root commit counts as birth: for comparison with line-based tools.</param>
    public static ImmutableArray<LifeCell> Join(AnalyzedRepository repository, IReadOnlyDictionary<int, StageWeights> stages, bool isPlain = false) =>
        Join(repository, code: null, stages, isPlain);

    /// <summary>The first challenges of code, with the labels of its birth.</summary>
    public static ImmutableArray<ChallengeCell> Challenges(AnalyzedRepository repository) => Challenges(repository, code: null);

    /// <param name="code">What is asked for; null for all.</param>
    /// <param name="stages">Weights of the living by life, from build records; empty without records.</param>
    internal static ImmutableArray<LifeCell> Join(AnalyzedRepository repository, ArtifactCode? code, IReadOnlyDictionary<int, StageWeights> stages, bool isPlain = false)
    {
        var history = repository.History;
        var (cells, agents) = (new MergedCells(history.Cells.Length), new ClaimedAgents());
        var hasStages = stages.Count > 0;
        foreach (var cell in history.Cells)
        {
            if (code?.Holds(cell) == false || (!isPlain && IsOfOneDay(history, cell)))
            {
                continue;
            }

            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            var joined = Join(repository, cell, life, origin, agents, hasStages && cell.Exit < 0 ? stages.GetValueOrDefault(cell.Life) : default);
            cells.Add(isPlain
                ? joined with { Scope = ScopeClass.Ships, LeftTruncated = false }
                : joined with { BirthSeconds = DayOf(joined.BirthSeconds), DeathSeconds = joined.DeathSeconds is { } death ? DayOf(death) : null });
        }

        return cells.ToImmutable();
    }

    /// <summary>Born and dead on one day of the mainline: nobody who looks once a day has seen it.</summary>
    public static bool IsOfOneDay(HistoryResult history, HistoryCell cell) =>
        cell.Exit >= 0 && DayOf(history.Mainline[cell.Exit].Seconds) == DayOf(history.Mainline[history.Lives[cell.Life].Entry].Seconds);

    /// <summary>The first challenges of code, with the labels of its birth.</summary>
    /// <param name="code">What is asked for; null for all.</param>
    internal static ImmutableArray<ChallengeCell> Challenges(AnalyzedRepository repository, ArtifactCode? code)
    {
        var history = repository.History;
        var cells = ImmutableArray.CreateBuilder<ChallengeCell>(history.Challenges.Length);
        foreach (var cell in history.Challenges)
        {
            if (code?.Holds(cell) != false)
            {
                var origin = history.Origins[cell.Origin];
                var birth = repository.Lines[cell.Origin];
                cells.Add(new ChallengeCell(
                    history.Mainline[cell.Entry].Seconds, history.Mainline[cell.Step].Seconds,
                    Attribution.Effective(birth.Label, birth.LabelBeforeOverlay), origin.Scope, cell.Weight, cell.Survived));
            }
        }

        return cells.ToImmutable();
    }

    private static LifeCell Join(AnalyzedRepository repository, HistoryCell cell, Life life, Origin origin, ClaimedAgents agents, StageWeights stages)
    {
        var history = repository.History;
        var birth = repository.Lines[life.Origin];
        var killer = cell.Exit < 0 ? null : repository.Facts[history.Mainline[cell.Exit].Commit];
        var (names, model) = agents.Of(birth);
        return new LifeCell(
            history.Mainline[life.Entry].Seconds,
            cell.Exit < 0 ? null : history.Mainline[cell.Exit].Seconds,
            birth.Label,
            origin.Scope,
            new Amount(cell.Units, cell.Weight))
        {
            LabelBeforeOverlay = birth.LabelBeforeOverlay == birth.Label ? null : birth.LabelBeforeOverlay,
            AssumedHuman = birth.Step == LineStep.Commit && repository.Facts[origin.Commit].Claims.Reason == Claims.LabelReason.Unattributed,
            Agents = names,
            Model = model,
            Tier = birth.Tier,
            Cause = cell.Cause,
            KilledBy = killer?.LineLabel,
            Corrective = killer?.IsCorrective ?? false,
            LeftTruncated = origin.IsTruncated,
            CloneUnits = life.Kind.HasFlag(UnitKind.Copied) ? cell.Units : 0,
            Compiled = new Amount(stages.Compiled, stages.Compiled),
            Shipped = new Amount(stages.Shipped, stages.Shipped),
            Reachable = new Amount(stages.Reachable, stages.Reachable),
            Referenced = new Amount(stages.Referenced, stages.Referenced),
        };
    }

    /// <summary>The beginning of the UTC day.</summary>
    private static long DayOf(long seconds) => MetricOptions.DayOf(seconds) * MetricOptions.DaySeconds;
}
