using System.Globalization;
using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Oracles;

/// <summary>Sorts differences by kind and prints them.</summary>
/// <param name="blamed">The repository that git blamed: the same, or the shadow.</param>
/// <param name="blamedName">Commit of the repository → commit of the one that was blamed.</param>
internal sealed class DifferenceReport(
    string blamed, Func<string, string> blamedName, HistoryResult history, RenameIndex renames, BlobReader blobs)
{
    private readonly Aligner _aligner = new();
    private readonly IUnitReader _units = UnitReaders.Create(ReplayOptions.Of(history.Mode));
    private readonly Dictionary<(int Commit, string Path), (DifferenceKind Kind, string Detail)> _known = [];

    public void Print(BlameComparison comparison, int show, Func<string, Func<int, string>> describe)
    {
        var counts = new SortedDictionary<DifferenceKind, (long Units, int Places, int OursIsOlder)>();
        var shown = 0;
        foreach (var difference in comparison.Differences)
        {
            var (kind, detail) = Judge(difference);
            var (units, places, older) = counts.GetValueOrDefault(kind);
            counts[kind] = (units + difference.Units.Count, places + 1, older + (difference.Ours < difference.Theirs ? 1 : 0));
            if (shown++ < show)
            {
                Print(difference, kind, detail, describe(difference.Path));
            }
        }

        foreach (var (kind, (units, places, older)) in counts)
        {
            Console.WriteLine(FormattableString.Invariant($"  {kind}: {units} units in {places} places, ours is older in {older}"));
        }
    }

    private void Print(Difference difference, DifferenceKind kind, string detail, Func<int, string> describe)
    {
        var (first, last) = (difference.Units[0], difference.Units[^1]);
        Console.WriteLine(FormattableString.Invariant($"{kind}: {difference.Path} units {first}..{last} ({difference.Units.Count})"));
        Console.WriteLine($"    ours  {Describe(difference.Ours, difference.OurPath)}");
        Console.WriteLine($"    blame {Describe(difference.Theirs, difference.TheirPath)} {detail}");
        Console.WriteLine($"    {string.Join("  ", difference.Units.Take(12).Select(describe))}");
    }

    private string Describe(int commit, string path) => FormattableString.Invariant($"#{commit} {history.Commits[commit].Id.Short} {path}");

    private (DifferenceKind Kind, string Detail) Judge(Difference difference)
    {
        var key = (difference.Later, difference.LaterPath);
        if (!_known.TryGetValue(key, out var result))
        {
            _known.Add(key, result = Judge(difference.Later, difference.LaterPath));
        }

        return result;
    }

    private (DifferenceKind Kind, string Detail) Judge(int index, string path)
    {
        var commit = history.Commits[index];
        if (commit.Parents.Length != 1)
        {
            return (commit.Parents.Length > 1 ? DifferenceKind.Merge : DifferenceKind.Rename, "");
        }

        var (id, parent) = (commit.Id.ToString(), history.Commits[commit.Parents[0]].Id.ToString());
        var oldPath = renames.Before(id, path);
        if (blobs.Read(parent + ":" + oldPath) is not { } before || blobs.Read(id + ":" + path) is not { } after
            || _units.Read(before) is not { } oldUnits || _units.Read(after) is not { } newUnits)
        {
            return JudgeRename(id, path);
        }

        var ours = _aligner.Align(oldUnits, newUnits).Sum(match => match.Length);
        var numstat = Encoding.UTF8.GetString(TestRepository.RunGit(
            blamed, null, ["diff", "--numstat", blamedName(parent) + ":" + oldPath, blamedName(id) + ":" + path]));
        var added = numstat.Length == 0 ? 0 : int.Parse(numstat[..numstat.IndexOf('\t')], CultureInfo.InvariantCulture);
        var theirs = newUnits.Count - added;
        var kind = ours == theirs ? DifferenceKind.Tie : ours > theirs ? DifferenceKind.OursKeepsMore : DifferenceKind.OursKeepsFewer;
        return (kind, FormattableString.Invariant($"of {oldUnits.Count} -> {newUnits.Count} units ours keeps {ours}, git {theirs}"));
    }

    private (DifferenceKind Kind, string Detail) JudgeRename(string id, string path)
    {
        var followed = Encoding.UTF8.GetString(TestRepository.RunGit(
            blamed, null, ["-c", "diff.renameLimit=0", "log", "-1", "--follow", "-M", "--name-status", "-z", "--format=", blamedName(id), "--", path])).TrimStart('\n').Split('\0');
        return followed is [['R', ..] score, var source, ..]
            ? (renames.IsSource(id, source) ? DifferenceKind.RenameOfAnothersSource : DifferenceKind.Rename, $"blame follows {score} {source}")
            : (DifferenceKind.Rename, "");
    }
}
