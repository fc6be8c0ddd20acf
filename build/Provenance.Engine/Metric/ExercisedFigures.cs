namespace Provenance.Engine.Metric;

/// <summary>How much living shipping code a test or a traced run executed.</summary>
/// <param name="Of">The furthest stage that is known: <c>reachable</c>, <c>shipped</c>, <c>compiled</c> or <c>alive</c>.</param>
/// <param name="Files">Files of the repository that the coverage file speaks of.</param>
/// <param name="Rows">agent, mixed, human, unknown, all.</param>
public sealed record ExercisedFigures(string Of, int Files, IReadOnlyList<ExercisedRow> Rows);

/// <summary>One label. Counts are weights.</summary>
/// <param name="Units">At the stage.</param>
/// <param name="Measured">Of these, on lines that the coverage file calls runnable.</param>
/// <param name="Exercised">Of these, on lines that ran.</param>
public sealed record ExercisedRow(string Label, long Units, long Measured, long Exercised)
{
    /// <summary>Exercised ÷ measured: declarations cannot run, and what was not measured is not known.</summary>
    public Proportion Share => Proportion.Of(Exercised, Measured, Reasons.NoData);
}
