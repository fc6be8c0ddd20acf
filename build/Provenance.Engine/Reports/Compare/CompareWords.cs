using System.Globalization;

namespace Provenance.Engine.Reports.Compare;

/// <summary>What a comparison says in words, the same in text and Markdown.</summary>
internal static class CompareWords
{
    public const string Caution = "Two reports of one repository share most of their code: that intervals overlap or not is no test of a difference.";

    public static string Title(FigureSet set) => $"{set.Kind} of {set.Rev?.Short ?? "no commit"}";

    public static string Value(NamedFigure? figure) => figure switch
    {
        null => "–",
        { Value: null } => "not given",
        { Form: FigureForm.Share, Value: { } share, Low: { } low, High: { } high } => $"{Figures.Percent(share)} ({Figures.Range(low, high)})",
        { Form: FigureForm.Share, Value: { } share } => Figures.Percent(share),
        { Value: { } count, High: { } most } when most > count => $"{Figures.Count((long)count)}–{Figures.Count((long)most)}",
        { Value: { } count } => Figures.Count((long)count),
    };

    public static string Delta(FigureChange change) => change.Delta is not { } delta ? ""
        : change.Form == FigureForm.Share
            ? (Math.Round(delta * 100, 1, MidpointRounding.AwayFromZero) + 0.0).ToString("+0.0 points;−0.0 points;0 points", CultureInfo.InvariantCulture)
            : delta.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    /// <summary>Figures that people look at: those that moved, and the headline.</summary>
    public static IEnumerable<FigureChange> Shown(ComparisonReport report) =>
        report.Figures.Where((change, index) => index == 0 || change.Delta is not (null or 0) || (change.Before?.Value is null) != (change.After?.Value is null));

    public static string Gap(MovementGap gap) => gap switch
    {
        MovementGap.NoCommit => "One of the two describes no commit, so that nothing is said about commits.",
        MovementGap.NoRepository => "There is no repository here: run this inside the one that was reported to see which commits moved the figures.",
        MovementGap.NotHere => "This repository does not have both commits, so that nothing is said about them.",
        MovementGap.NotAnAncestor => "The first commit is no ancestor of the second: give the older one first, or compare commits of one line.",
        MovementGap.SameCommit => "Both describe the same commit.",
        _ => "The history between the two could not be read.",
    };

    public static string Summary(Movement movement) =>
        $"{Figures.Count(movement.Steps)} step{(movement.Steps == 1 ? "" : "s")} of the mainline in between. Without any commit figures move, too, as code grows older: "
        + $"{Figures.Count(movement.AgedIn)} agent units became old enough to be counted, {Figures.Count(movement.AgedOut)} left the window.";

    public static string Word(MovementGap gap) => gap switch
    {
        MovementGap.NoCommit => "no commit",
        MovementGap.NoRepository => "no repository",
        MovementGap.NotHere => "not here",
        MovementGap.NotAnAncestor => "not an ancestor",
        MovementGap.SameCommit => "same commit",
        _ => "not read",
    };
}
