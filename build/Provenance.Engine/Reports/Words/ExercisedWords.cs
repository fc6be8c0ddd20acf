using System.Globalization;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;

namespace Provenance.Engine.Reports.Words;

/// <summary>What a coverage file adds, in the words that all reports for people use.</summary>
internal static class ExercisedWords
{
    public static string Lead(ExercisedFigures exercised) => string.Create(
        CultureInfo.InvariantCulture,
        $"Of the living shipping code that is {exercised.Of}, what a test or a traced run executed, as a coverage file says of {exercised.Files} {(exercised.Files == 1 ? "file" : "files")}. Declarations cannot run: the share is of what can.");

    public static string[] Heads(SurvivalReport report) => [report.Options.Unit == UnitMode.Line ? "lines" : "tokens", "can run and measured", "ran", "share"];

    public static string[] Cells(ExercisedRow row) =>
        [Figures.Count(row.Units), Figures.Count(row.Measured), Figures.Count(row.Exercised), row.Share.Share is { } share ? Figures.Percent(share) : "–"];
}
