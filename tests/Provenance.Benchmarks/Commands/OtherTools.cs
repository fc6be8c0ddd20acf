using System.Globalization;
using Provenance.Engine.History;
using Provenance.Benchmarks.Printing;

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
        var values = days.Select(age => plotted.LastOrDefault(point => point.Age < age * Day, (Age: 0, Share: 1)).Share.ToString(".0000", CultureInfo.InvariantCulture));
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

    /// <summary>
    /// Per commit the lines left at each look; over all commits, at each age, the lines lost since the look before ÷ the lines of commits that are old enough. At a commit's last
    /// look all that is left of it counts as lost: this is what makes living code of young commits die.
    /// </summary>
    /// <returns>The curve's value from each age on.</returns>
    private static List<(long Age, double Share)> Plotted(HistoryResult history)
    {
        var looks = Looks(history);
        var lost = new SortedDictionary<long, (long Lines, long Leaving)>();
        var whole = 0L;
        foreach (var commit in history.Cells.GroupBy(cell => history.Origins[history.Lives[cell.Life].Origin].Commit))
        {
            var left = new long[looks.Length];
            foreach (var cell in commit)
            {
                var first = IndexFrom(looks, BirthOf(history, cell));
                var end = DeathOf(history, cell) is { } death ? IndexFrom(looks, death) : looks.Length;
                for (var look = first; look < end; look++)
                {
                    left[look] += cell.Weight;
                }
            }

            // A look that finds nothing of a commit leaves no trace of it, so its last trace is the last line found.
            var traces = Enumerable.Range(0, looks.Length).Where(look => left[look] > 0).ToArray();
            if (traces.Length == 0)
            {
                continue;
            }

            var birth = looks[traces[0]];
            whole += left[traces[0]];
            for (var i = 1; i < traces.Length; i++)
            {
                Lose(looks[traces[i]] - birth, left[traces[i - 1]] - left[traces[i]], 0);
            }

            Lose(looks[traces[^1]] - birth, left[traces[^1]], left[traces[0]]);
        }

        var share = 1.0;
        var curve = new List<(long Age, double Share)>();
        foreach (var (age, (lines, leaving)) in lost)
        {
            share *= 1 - (lines / (double)whole);
            whole -= leaving;
            curve.Add((age, share));
        }

        return curve;

        void Lose(long age, long lines, long leaving)
        {
            var (before, gone) = lost.GetValueOrDefault(age);
            lost[age] = (before + lines, gone + leaving);
        }
    }

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

    private static int IndexFrom(long[] looks, long seconds) => Array.BinarySearch(looks, seconds) is >= 0 and var found ? found : ~Array.BinarySearch(looks, seconds);

    private static long BirthOf(HistoryResult history, HistoryCell cell) => history.Mainline[history.Lives[cell.Life].Entry].Seconds;

    private static long? DeathOf(HistoryResult history, HistoryCell cell) => cell.Exit < 0 ? null : history.Mainline[cell.Exit].Seconds;
}
