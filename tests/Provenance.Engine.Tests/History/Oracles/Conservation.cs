using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>Oracle 3 of docs/history.md: what was born and did not die is what the files of the tip hold.</summary>
internal static class Conservation
{
    /// <summary>Units per life in the files of the tip.</summary>
    public static SortedDictionary<int, long> AtTip(HistoryResult history)
    {
        var result = new SortedDictionary<int, long>();
        foreach (var lives in history.Files.Select(file => file.Lives))
        {
            for (var run = 0; run < lives.Starts.Length; run++)
            {
                result[lives.Values[run]] = result.GetValueOrDefault(lives.Values[run]) + lives.EndOf(run) - lives.Starts[run];
            }
        }

        return result;
    }

    /// <summary>Units per life in the cells of the living.</summary>
    public static SortedDictionary<int, long> Alive(HistoryResult history)
    {
        var result = new SortedDictionary<int, long>();
        foreach (var cell in history.Cells.Where(cell => cell.Exit < 0))
        {
            result[cell.Life] = result.GetValueOrDefault(cell.Life) + cell.Count;
        }

        return result;
    }

    /// <summary>Units and weight born per life, in words that do not depend on where the walk ended.</summary>
    /// <param name="lastStep">Later births are left out.</param>
    public static SortedDictionary<string, (long Count, long Weight)> Births(HistoryResult history, int lastStep)
    {
        var result = new SortedDictionary<string, (long Count, long Weight)>(StringComparer.Ordinal);
        foreach (var cell in history.Cells.Where(cell => history.Lives[cell.Life].Entry <= lastStep))
        {
            var life = history.Lives[cell.Life];
            var origin = history.Origins[life.Origin];
            var key = $"{life.Entry:D6} {history.Commits[origin.Commit].Id} {history.Paths[origin.Path]} {origin.Scope} {origin.IsTruncated}";
            var (count, weight) = result.GetValueOrDefault(key);
            result[key] = (count + cell.Count, weight + cell.Weight);
        }

        return result;
    }
}
