using System.Globalization;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Words;

/// <summary>The first figure of a report in words. Where no build says what ships, the survival on the mainline stands in for it, under its own name.</summary>
/// <param name="Title">What is measured, at which age.</param>
/// <param name="Point">Null when nothing can be given; then <paramref name="Sentence"/> says why.</param>
/// <param name="ClaimLo">By attribution.</param>
/// <param name="CiLow">By chance; null with few days.</param>
/// <param name="Sentence">Goes on where the number ends: "of the code …".</param>
/// <param name="Note">What the figure does not say; null when it is the one that was asked for.</param>
/// <param name="Whole">What it is a share of, in units.</param>
internal sealed record Headline(
    string Title, double? Point, double? ClaimLo, double? ClaimHi, double? CiLow, double? CiHigh, string Sentence, string? Note, long Whole)
{
    public static Headline Of(SurvivalReport report)
    {
        var figure = report.Figures.ShippedSurvival;
        if (figure.Figure.Point is not { } point)
        {
            return figure.Figure.Reason == ReasonWords.NoRecord ? OfMainline(report) : Missing(figure);
        }

        var (kind, end) = figure.Kind == EvidenceKind.Compiled ? ("Compiled survival", "is compiled into this build") : ("Shipped survival", "is still shipping");
        return new Headline(
            Name(kind, figure.Days), point, figure.Figure.ClaimLo, figure.Figure.ClaimHi, figure.Figure.CiLow, figure.Figure.CiHigh,
            $"of the code that agents wrote {Ages(report)} {end}",
            NoteOf(report, figure.Kind),
            figure.AgentUnits);
    }

    private static string? NoteOf(SurvivalReport report, EvidenceKind kind)
    {
        var (built, all) = (report.Records.Projects, report.Repository.History.Projects.Length);
        var missing = report.Project is null && built < all
            ? string.Create(CultureInfo.InvariantCulture, $"Only {built} of {all} projects {(built == 1 ? "has" : "have")} a build record of this commit: code of the others counts as not built.")
            : null;
        var compiled = kind == EvidenceKind.Compiled ? "Compiled is not shipped: report after publish or pack to see what leaves the build." : null;
        return string.Join(' ', ((string?[])[missing, compiled]).OfType<string>()) is { Length: > 0 } note ? note : null;
    }

    /// <summary>The ages of the cohort before the commit.</summary>
    public static string Ages(SurvivalReport report) => report.Options.WindowDays is { } window
        ? string.Create(CultureInfo.InvariantCulture, $"{report.Options.HorizonDays} to {window} days ago")
        : string.Create(CultureInfo.InvariantCulture, $"at least {report.Options.HorizonDays} days ago");

    private static Headline OfMainline(SurvivalReport report)
    {
        var note = report.Options.Unit == History.Units.UnitMode.Line
            ? "What of it ships is not told in lines: build records speak of tokens. Report without --lines for that."
            : "What of it ships is not known: there is no build record of this commit. Build with Provenance.Build, then report again.";
        var (agent, withMixed) = (report.Metric.Survival.Agent, report.Metric.Survival.AgentHi);
        if (Comparison.AgeOf(agent) is not { } index)
        {
            return new Headline("Survival", null, null, null, null, null, Capital(ReasonText.Of(agent.Curve[1].Reason!)), note, agent.Units);
        }

        var (point, hi) = (agent.Curve[index], withMixed.Curve[index].S);
        return new Headline(
            Name("Survival", point.Days), point.S, Math.Min(point.S!.Value, hi ?? point.S.Value), Math.Max(point.S.Value, hi ?? point.S.Value), point.CiLow, point.CiHigh,
            string.Create(CultureInfo.InvariantCulture, $"of what agents wrote is still on the mainline {point.Days} days later"),
            note, agent.Units);
    }

    private static Headline Missing(HeadlineFigure figure) => new(
        Name(figure.Kind == EvidenceKind.Compiled ? "Compiled survival" : "Shipped survival", figure.Days),
        null, null, null, null, null, Capital(ReasonText.Of(figure.Figure.Reason!)), null, figure.AgentUnits);

    private static string Name(string name, int days) => string.Create(CultureInfo.InvariantCulture, $"{name}, {days} days");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
