using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.Reports.Compare;

/// <summary>Two sets of figures side by side: docs/schema/compare-1.json.</summary>
/// <param name="Differences">Options in which the two differ: their figures then differ for other reasons than the code, too.</param>
/// <param name="Figures">Those of either, in the order of the later one.</param>
/// <param name="Movement">What happened in between.</param>
public sealed record ComparisonReport(
    FigureSet Before, FigureSet After, ImmutableArray<OptionDifference> Differences, ImmutableArray<FigureChange> Figures, Movement Movement)
{
    /// <param name="movement">Of the commits in between, or why nothing is said of them.</param>
    public static ComparisonReport Of(FigureSet before, FigureSet after, Movement movement)
    {
        var old = before.Options.Append(("kind", before.Kind)).ToDictionary(option => option.Item1, option => option.Item2, StringComparer.Ordinal);
        var now = after.Options.Append(("kind", after.Kind)).ToDictionary(option => option.Item1, option => option.Item2, StringComparer.Ordinal);
        var first = before.Figures.ToDictionary(figure => figure.Name, StringComparer.Ordinal);
        var names = after.Figures.Select(figure => figure.Name).Concat(before.Figures.Select(figure => figure.Name)).Distinct(StringComparer.Ordinal);
        var second = after.Figures.ToDictionary(figure => figure.Name, StringComparer.Ordinal);
        return new ComparisonReport(
            before,
            after,
            [
                .. old.Keys.Concat(now.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                    .Select(name => new OptionDifference(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name)))
                    .Where(option => option.Before != option.After),
            ],
            [.. names.Select(name => new FigureChange(name, first.GetValueOrDefault(name), second.GetValueOrDefault(name)))],
            movement);
    }
}

/// <summary>An option of which the two have different values.</summary>
public sealed record OptionDifference(string Name, string? Before, string? After);

/// <summary>One figure before and after.</summary>
/// <param name="Before">Null when that document has none of this name.</param>
public sealed record FigureChange(string Name, NamedFigure? Before, NamedFigure? After)
{
    public FigureForm Form => (After ?? Before)!.Form;

    /// <summary>After less before; null unless both are there.</summary>
    public double? Delta => After?.Value - Before?.Value;

    /// <summary>The two intervals have a point in common; null without both.</summary>
    public bool? Overlap => Form == FigureForm.Share && Before is { Low: { } low, High: { } high } && After is { Low: { } laterLow, High: { } laterHigh } ? low <= laterHigh && laterLow <= high : null;
}

/// <summary>What happened to code of the repository between two commits.</summary>
/// <param name="Reason">Why nothing is known; null when it is.</param>
/// <param name="Steps">Steps of the mainline in between.</param>
/// <param name="Moved">Those that moved agent-written code, most first; at most a hundred.</param>
/// <param name="AgedIn">Agent-written units that became old enough to be counted in between.</param>
/// <param name="AgedOut">Agent-written units that became too old for the window.</param>
public sealed record Movement(MovementGap Reason, int Steps, ImmutableArray<MovingStep> Moved, long AgedIn, long AgedOut)
{
    public static Movement None(MovementGap reason) => new(reason, 0, [], 0, 0);
}

/// <summary>Why the commits in between are not told.</summary>
public enum MovementGap : byte
{
    None = 0,
    NoCommit = 1,
    NoRepository = 2,
    NotHere = 3,
    NotAnAncestor = 4,
    SameCommit = 5,
    NoAnalysis = 6,
}

/// <summary>A step of the mainline, in units of shipping code.</summary>
public sealed record MovingStep(ObjectId Commit, long Seconds, long AgentBorn, long AgentDied, long OtherBorn, long OtherDied)
{
    public long Agent => AgentBorn + AgentDied;
}
