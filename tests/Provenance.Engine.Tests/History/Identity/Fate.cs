using Provenance.Engine.History;
using Provenance.Engine.Tests.History.Oracles;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>Sums over the cells of a history.</summary>
internal static class Fate
{
    public static long Deaths(this HistoryResult history) => history.Cells.Where(cell => cell.Exit >= 0).Sum(cell => cell.Count);

    /// <summary>Tokens that entered the mainline in a step, whatever became of them.</summary>
    public static long Entries(this HistoryResult history, int step) => history.Cells.Where(cell => history.Lives[cell.Life].Entry == step).Sum(cell => cell.Count);

    public static IEnumerable<HistoryCell> OfKind(this HistoryResult history, UnitKind kind) => history.Cells.Where(cell => (history.Lives[cell.Life].Kind & kind) == kind);

    /// <summary>Everything that must hold of any history.</summary>
    public static void AssertSound(this HistoryResult history)
    {
        Assert.Equal(Conservation.AtTip(history), Conservation.Alive(history));
        Assert.All(history.Cells, cell =>
        {
            Assert.True(cell.Count > 0, "no cell is empty");
            Assert.InRange(cell.Weight, 0, cell.Count);
            Assert.True(cell.Exit < 0 || cell.Exit > history.Lives[cell.Life].Entry, "a unit dies after it entered");
        });
    }

    /// <summary>Cells in words that do not depend on numbers of commits or steps: birth commit, path, time of entry and exit, kind, cause.</summary>
    public static SortedDictionary<string, (long Count, long Weight)> InWords(this HistoryResult history, Func<string, string> nameOf)
    {
        var result = new SortedDictionary<string, (long Count, long Weight)>(StringComparer.Ordinal);
        foreach (var cell in history.Cells)
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            var exit = cell.Exit < 0 ? "alive" : nameOf(IdOf(history, cell.Exit));
            result.Add($"{nameOf(history.Commits[origin.Commit].Id.ToString())} {history.Paths[origin.Path]} in {nameOf(IdOf(history, life.Entry))} out {exit} {life.Kind} {cell.Cause}", (cell.Count, cell.Weight));
        }

        return result;
    }

    private static string IdOf(HistoryResult history, int step) => history.Commits[history.Mainline[step].Commit].Id.ToString();
}
