using Provenance.Engine.History;

namespace Provenance.Engine.Metric;

/// <summary>Tokens born in shipping code of one label that are no units: braces and the like, and comments.</summary>
public readonly record struct TextTally(Label Label, long Units, long Structural, long Comment);

/// <summary>Figures that get worse when the headline is pushed up by the wrong means.</summary>
/// <param name="Corrective">Weight killed by correcting steps ÷ weight killed, in the window.</param>
/// <param name="Clones">Cloned units ÷ units born in the window.</param>
/// <param name="Unreachable">Shipped weight that nothing reaches ÷ shipped weight.</param>
/// <param name="Rework">Weight killed within 14 days by a step of another label ÷ weight born in the window at least 14 days ago.</param>
public sealed record CounterFigures(
    Proportion Corrective, Proportion Clones, Proportion Unreachable, Proportion Structural, Proportion Comments, Proportion Rework)
{
    private const long ReworkSeconds = 14 * MetricOptions.DaySeconds;

    internal static CounterFigures Of(IReadOnlyList<LifeCell> cells, IReadOnlyList<TextTally> text, MetricOptions options, CodeGroup group)
    {
        var end = options.ObservationEndSeconds;
        var start = options.WindowDays is { } days ? end - (days * MetricOptions.DaySeconds) : long.MinValue;
        long killed = 0, corrected = 0, born = 0, clones = 0, shipped = 0, reachable = 0, old = 0, reworked = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            if (cell.Scope != ScopeClass.Ships || !Attribution.Effective(cell).IsIn(group))
            {
                continue;
            }

            shipped += cell.Shipped.Weight;
            reachable += cell.Reachable.Weight;
            if (cell.LeftTruncated)
            {
                continue;
            }

            if (!cell.AliveAt(end) && cell.DeathSeconds >= start)
            {
                killed += cell.Authored.Weight;
                corrected += cell.Corrective ? cell.Authored.Weight : 0;
            }

            if (cell.BirthSeconds < start || cell.BirthSeconds > end)
            {
                continue;
            }

            born += cell.Authored.Units;
            clones += cell.CloneUnits;
            if (end - cell.BirthSeconds >= ReworkSeconds)
            {
                old += cell.Authored.Weight;
                var early = !cell.AliveAt(end) && cell.DeathSeconds - cell.BirthSeconds <= ReworkSeconds;
                reworked += early && cell.KilledBy is { } killer && killer != Attribution.Effective(cell) ? cell.Authored.Weight : 0;
            }
        }

        var (structural, comment, tokens) = (0L, 0L, 0L);
        for (var i = 0; i < text.Count; i++)
        {
            if (text[i].Label.IsIn(group))
            {
                structural += text[i].Structural;
                comment += text[i].Comment;
                tokens += text[i].Units + text[i].Structural + text[i].Comment;
            }
        }

        return new(
            Proportion.Of(corrected, killed, Reasons.NoData),
            options.AreClonesExamined ? Proportion.Of(clones, born, Reasons.NoCode) : Proportion.Missing(Reasons.NoData),
            options is { Evidence: EvidenceKind.Shipped, IsReachabilityExamined: true } ? Proportion.Of(shipped - reachable, shipped, Reasons.NoCode) : Proportion.Missing(Reasons.NoEvidence),
            Proportion.Of(structural, tokens, Reasons.NoData),
            Proportion.Of(comment, tokens, Reasons.NoData),
            Proportion.Of(reworked, old, Reasons.NoData));
    }
}
