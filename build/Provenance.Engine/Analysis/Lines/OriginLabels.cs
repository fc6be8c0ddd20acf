using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.History;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>Gives the lines of each origin their label: the nearest evidence that a history keeps with it, else the commit's.</summary>
internal static class OriginLabels
{
    /// <summary>Behind the boundary of a shallow clone, or a version that was not read: who wrote it is not known.</summary>
    private static readonly LineLabel Unseen = new(Label.Unknown, LineStep.None, Rule: null, [], Tier.Asserted, ClaimFlags.None, Conflict: null);

    /// <returns>One per origin.</returns>
    public static ImmutableArray<LineLabel> Resolve(HistoryResult history, ImmutableArray<CommitFacts> facts)
    {
        // A cache that somebody else wrote may hold a slice that is none.
        var evidence = history.Slices.Select(slice => SliceCodec.TryRead(slice) ?? LineEvidence.None).ToArray();
        var known = new Dictionary<(int Commit, int Slice), LineLabel>();
        var labels = ImmutableArray.CreateBuilder<LineLabel>(history.Origins.Length);
        for (var index = 0; index < history.Origins.Length; index++)
        {
            if (history.IsWriterUnknown(index))
            {
                labels.Add(Unseen);
                continue;
            }

            var origin = history.Origins[index];
            var key = (origin.Commit, origin.Slice);
            if (!known.TryGetValue(key, out var label))
            {
                label = Resolve(evidence[origin.Slice], facts[origin.Commit]);
                known.Add(key, label);
            }

            labels.Add(label);
        }

        return labels.MoveToImmutable();
    }

    private static LineLabel Resolve(LineEvidence evidence, CommitFacts facts)
    {
        var label = LineLabel.Resolve(evidence, facts.Claims, facts.Claims.IsMerge);
        if (label.Step is LineStep.Mark or LineStep.Record)
        {
            return label;
        }

        // The overlay named the commit: without it the line would have what the commit had.
        return label with { LabelBeforeOverlay = evidence.IsUncovered && facts.WithoutOverlay == Label.Agent ? Label.Mixed : facts.WithoutOverlay };
    }
}
