using System.Globalization;
using System.Text;
using Provenance.Goodhart.Tests.Building;
using Provenance.Goodhart.Tests.Rows;

namespace Provenance.Goodhart.Tests.Printing;

/// <summary>The gallery as the documentation shows it: what was measured, by rows of the design's table.</summary>
internal static class MeasuredTable
{
    private const double Rounding = 1e-12;

    public static string Render(IEnumerable<Strategy> strategies)
    {
        var text = new StringBuilder();
        var notes = new List<string>();
        foreach (var row in strategies.GroupBy(strategy => strategy.Row, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {Capital(row.Key)}\n\n| what is done | M may rise by | headline | reachable units | an honest change instead |\n|---|---|---|---|---|\n");
            foreach (var strategy in row)
            {
                var movement = Gallery.Measure(strategy);
                text.Append(CultureInfo.InvariantCulture, $"| {strategy.Change}{Mark(strategy, notes)} | {strategy.Limit.Text} | {Headline(strategy, movement)} | {Units(strategy, movement)} | {Honest(strategy, movement)} |\n");
            }
        }

        text.Append("\n### Notes\n\n");
        foreach (var (i, note) in notes.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {note}\n");
        }

        return text.ToString();
    }

    private static string Mark(Strategy strategy, List<string> notes)
    {
        if (strategy.Residual is not { } why)
        {
            return "";
        }

        var note = $"Residual: {why}.";
        var at = notes.IndexOf(note);
        if (at < 0)
        {
            at = notes.Count;
            notes.Add(note);
        }

        return string.Create(CultureInfo.InvariantCulture, $" <sup>{at + 1}</sup>");
    }

    // The second figure of packages is one of units.
    private static string Headline(Strategy strategy, Movement movement) => strategy.Limit.IsOfReferences ? "–"
        : strategy.Limit.IsOfReports
        ? Points(movement.Before.Report.Figure.Point, movement.After.Report.Figure.Point, movement.After.Report.Figure.Reason)
        : Points(movement.Before.Headline, movement.After.Headline, movement.After.Reason);

    private static string Points(double? before, double? after, string? reason) => after is null
        ? $"none: {reason}"
        : string.Create(CultureInfo.InvariantCulture, $"{before:.0000} {Sign(after.Value - before!.Value)}");

    private static string Sign(double difference) => Math.Abs(difference) < Rounding ? "± 0" : difference.ToString("'+ '.0000;'− '.0000", CultureInfo.InvariantCulture);

    private static string Units(Strategy strategy, Movement movement) => Units(UnitsOf(strategy), movement.Before, movement.After);

    private static string Units(Func<Figures, long> units, Figures before, Figures after) => string.Create(CultureInfo.InvariantCulture, $"{units(before):#,0} {Sign(units(after) - units(before))}");

    private static Func<Figures, long> UnitsOf(Strategy strategy) => strategy.Limit.IsOfReferences ? figures => figures.Referenced!.Value : figures => figures.Reachable;

    private static string Sign(long difference) => difference == 0 ? "± 0" : difference.ToString("'+ '#,0;'− '#,0", CultureInfo.InvariantCulture);

    private static string Honest(Strategy strategy, Movement movement) =>
        $"{(strategy.Limit.IsOfReferences ? "–" : Sign(movement.Control.Headline!.Value - movement.Before.Headline!.Value))}; {Sign(UnitsOf(strategy)(movement.Control) - UnitsOf(strategy)(movement.Before))}";

    private static string Capital(string row) => char.IsLetter(row[0]) ? char.ToUpperInvariant(row[0]) + row[1..] : row;
}
