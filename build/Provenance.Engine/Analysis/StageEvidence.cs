using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Weight of living units by the furthest stage that they reached.</summary>
public readonly record struct StageWeights(long Compiled, long Shipped, long Reachable, long Referenced)
{
    public static StageWeights operator +(StageWeights a, StageWeights b) => new(a.Compiled + b.Compiled, a.Shipped + b.Shipped, a.Reachable + b.Reachable, a.Referenced + b.Referenced);

    internal static StageWeights Of(LineStage stage) => new(
        stage >= LineStage.Compiled ? 1 : 0, stage >= LineStage.Shipped ? 1 : 0, stage >= LineStage.Reachable ? 1 : 0, stage >= LineStage.Referenced ? 1 : 0);
}

/// <summary>Joins what builds say of code with the units that live in them.</summary>
public static class StageEvidence
{
    /// <summary>Counts weights by life.</summary>
    /// <param name="stages">By repository path, over the committed text.</param>
    /// <returns>By life; lives without evidence are absent.</returns>
    public static (Dictionary<int, StageWeights> Weights, Notice? Notice) Count(
        AnalyzedRepository repository, CleanRoom room, IReadOnlyDictionary<string, PlaceMap<LineStage>> stages)
    {
        var files = repository.History.Files.Where(file => stages.ContainsKey(file.Path)).ToArray();
        var (texts, notice) = HeadTextReader.Read(room, files);
        var weights = new Dictionary<int, StageWeights>();
        for (var i = 0; i < files.Length; i++)
        {
            if (texts[i] is { } text && text.Positions.Length == files[i].Lives.Count)
            {
                Count(files[i], repository.History, text, stages[files[i].Path], weights);
            }
        }

        return (weights, notice);
    }

    private static void Count(HeadFile file, HistoryResult history, HeadText text, PlaceMap<LineStage> stages, Dictionary<int, StageWeights> weights)
    {
        var hint = 0;
        for (var run = 0; run < file.Lives.Starts.Length; run++)
        {
            if (history.Lives[file.Lives.Values[run]].Kind is var kind && (kind & UnitKind.Weightless) != UnitKind.None)
            {
                continue;
            }

            StageWeights sum = default;
            for (var unit = file.Lives.Starts[run]; unit < file.Lives.EndOf(run); unit++)
            {
                if (!text.Weightless[unit])
                {
                    sum += StageWeights.Of(stages.At(text.Positions[unit].Line, text.Positions[unit].Column, ref hint));
                }
            }

            if (sum != default)
            {
                weights[file.Lives.Values[run]] = weights.GetValueOrDefault(file.Lives.Values[run]) + sum;
            }
        }
    }
}
