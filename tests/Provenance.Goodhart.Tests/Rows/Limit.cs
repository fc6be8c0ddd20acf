using System.Globalization;
using Provenance.Goodhart.Tests.Building;

namespace Provenance.Goodhart.Tests.Rows;

/// <summary>How far a strategy may move the figures.</summary>
/// <param name="Text">As the table says it.</param>
/// <param name="Holds">Of the builds before and after.</param>
internal sealed record Limit(string Text, Func<Figures, Figures, bool> Holds)
{
    private const double Rounding = 1e-12;

    /// <summary>The headline that is meant is that of the repository's report, not of the artifact's record.</summary>
    public bool IsOfReports { get; init; }

    /// <summary>The units that are meant are those that something besides the package refers to.</summary>
    public bool IsOfReferences { get; init; }

    /// <summary>Not a unit more, not a digit up. Falling is the strategy's own loss.</summary>
    public static Limit Nothing { get; } = new("= 0", (before, after) => after.Headline <= before.Headline + Rounding && after.Reachable <= before.Reachable);

    /// <summary>To the last unit and digit.</summary>
    public static Limit Unchanged { get; } = new("= 0 either way", (before, after) => Nothing.Holds(before, after) && Nothing.Holds(after, before));

    public static Limit OnlyDown { get; } = Nothing with { Text = "may only fall" };

    /// <summary>As <see cref="OnlyDown"/>, of the report of the whole repository.</summary>
    public static Limit OnlyDownInReports { get; } = new(
        OnlyDown.Text, (before, after) => after.Report.Figure.Point <= before.Report.Figure.Point + Rounding && after.Reachable <= before.Reachable)
    { IsOfReports = true };

    /// <summary>Not a unit more in the second figure of packages. What they offer may be called by anybody, and is in the first.</summary>
    public static Limit NothingReferred { get; } = new("= 0 in the second figure", (before, after) => before.Referenced is { } referenced && after.Referenced <= referenced) { IsOfReferences = true };

    /// <summary>What a residual is held to: a little more than was measured, so that one that grows is seen.</summary>
    public static Limit Residual(double points, long units) => new(
        string.Create(CultureInfo.InvariantCulture, $"a residual: here ≤ {points:0.000} and {units:#,0} units"),
        (before, after) => after.Headline <= before.Headline + points + Rounding && after.Reachable <= before.Reachable + units);

    public static Limit Withheld(string reason) => new($"no headline: {reason}", (_, after) => after.Headline is null && string.Equals(after.Reason, reason, StringComparison.Ordinal));

    /// <param name="units">What the reachable weight may rise by; the headline by what so much living weight can do to it.</param>
    public static Limit Units(string text, double units) => new(
        text, (before, after) => after.Reachable - before.Reachable <= units && after.Headline - before.Headline <= MostOf(before, units) + Rounding);

    public static Limit Share(string text, double share) => new(
        text, (before, after) => after.Reachable <= before.Reachable * (1 + share) && after.Headline <= before.Headline * (1 + share));

    public static Limit ShareEitherWay(string text, double share) => new(
        text, (before, after) => Share(text, share).Holds(before, after) && Share(text, share).Holds(after, before));

    public static Limit Headline(string text, double rise) => new(text, (before, after) => after.Headline <= before.Headline + rise);

    /// <summary>The most that so much living weight raises the headline by, if all of it is born in the band where that is most.</summary>
    private static double MostOf(Figures before, double units)
    {
        var bands = before.Record.Figures.ShippedSurvival.Bands;
        return bands.Max(band => band.WeightDays / (double)bands.Sum(other => other.WeightDays) * ((band.ShippedUnits + units) / (band.AuthoredUnits + units) - (band.ShippedUnits / (double)band.AuthoredUnits)));
    }
}
