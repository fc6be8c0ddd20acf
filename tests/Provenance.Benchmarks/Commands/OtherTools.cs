using System.Globalization;
using Provenance.Benchmarks.Formulas;
using Provenance.Benchmarks.Printing;
using Provenance.Engine.History;

namespace Provenance.Benchmarks.Commands;

/// <summary>What the formulas of other tools make of line lives. Formulas only: the tools themselves walk histories in their own way.</summary>
internal static class OtherTools
{
    private const long Day = 86_400;

    /// <summary>git-of-theseus looks at a repository once in seven days unless told otherwise.</summary>
    private const long Interval = 7 * Day;

    public static void Print(HistoryResult history, int[] days)
    {
        var plotted = Plotted(history);
        var values = days.Select(age => TheseusFormula.At(plotted, age * Day).ToString(".0000", CultureInfo.InvariantCulture));
        Console.Out.WriteLine($"\nlines as they are, by git-of-theseus' formula at {string.Join(", ", days.Select(age => Quantity.Count(age)))} days: {string.Join(" ", values)}");
        var (born, changed) = Churn(history, 14);
        Console.Out.WriteLine($"lines at least 14 days old: {Quantity.Count(born)}, of them changed or deleted within 14 days: {Quantity.Count(changed)} ({Quantity.Number(100.0 * changed / born, "0.0")} %)");
    }

    /// <summary>Share of the lines that were born early enough to be watched for so many days, and did not live as long.</summary>
    private static (long Born, long Changed) Churn(HistoryResult history, int days)
    {
        var end = history.Mainline[^1].Seconds;
        var watched = history.Cells.Where(cell => BirthOf(history, cell) <= end - (days * Day)).ToArray();
        var changed = watched.Where(cell => DeathOf(history, cell) is { } death && death - BirthOf(history, cell) <= days * Day);
        return (watched.Sum(cell => cell.Weight), changed.Sum(cell => cell.Weight));
    }

    private static List<(long Age, double Share)> Plotted(HistoryResult history) => TheseusFormula.Plot(
        history.Cells.Select(cell => new LineLives(history.Origins[history.Lives[cell.Life].Origin].Commit, BirthOf(history, cell), DeathOf(history, cell), cell.Weight)), Looks(history));

    /// <summary>Times of mainline steps more than an interval apart, counted back from the end; oldest first.</summary>
    private static long[] Looks(HistoryResult history)
    {
        var looks = new List<long>();
        foreach (var step in history.Mainline.Reverse())
        {
            if (looks.Count == 0 || step.Seconds < looks[^1] - Interval)
            {
                looks.Add(step.Seconds);
            }
        }

        looks.Reverse();
        return [.. looks];
    }

    private static long BirthOf(HistoryResult history, HistoryCell cell) => history.Mainline[history.Lives[cell.Life].Entry].Seconds;

    private static long? DeathOf(HistoryResult history, HistoryCell cell) => cell.Exit < 0 ? null : history.Mainline[cell.Exit].Seconds;
}
