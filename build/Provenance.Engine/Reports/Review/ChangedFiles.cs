using System.Collections.Immutable;
using Provenance.Engine.Analysis.Lines;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Reports.Review;

/// <summary>A C# file that a change adds lines to.</summary>
/// <param name="OldPath">Where it lay before, when that is elsewhere.</param>
/// <param name="Added">Null when its content cannot be read.</param>
internal sealed record ChangedFile(string Path, string? OldPath, ImmutableArray<LineRange>? Added);

/// <summary>The added lines of a change, as a diff of its tip against the merge base shows them.</summary>
internal sealed class ChangedFiles(ObjectReader objects)
{
    // Beyond these a change is a re-import, and every line of a moved file is looked at as it is in the tip.
    private const int MostPairs = 200;

    // As git finds renames: half of the lines are the same.
    private const double LeastShared = 0.5;

    private readonly LineUnits _units = new();

    /// <returns>Files by ordinal path, and how many files changed besides.</returns>
    public (ImmutableArray<ChangedFile> Files, int Others) Read(ObjectId? mergeBase, ObjectId head)
    {
        if (TreeOf(head) is not { } tree)
        {
            return ([], 0);
        }

        var changes = TreeChanges.Between(objects, mergeBase is { } id ? TreeOf(id) : null, tree);
        var source = changes.Where(change => IsSource(change.Path)).ToArray();
        var renames = Renames([.. source.Where(change => change.NewBlob is null)], [.. source.Where(change => change.OldBlob is null)]);
        var files = new List<ChangedFile>();
        foreach (var change in source.Where(change => change.NewBlob is not null))
        {
            var from = renames.TryGetValue(change.Path, out var renamed) ? renamed : change;
            var (before, after) = (Lines(from.OldBlob), Lines(change.NewBlob));
            var added = before is null || after is null ? (ImmutableArray<LineRange>?)null : AddedLineRanges.Between(before, after);
            if (added is not { IsEmpty: true })
            {
                files.Add(new ChangedFile(change.Path, from.Path == change.Path ? null : from.Path, added));
            }
        }

        return ([.. files], changes.Length - files.Count - renames.Count);
    }

    private static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    private ObjectId? TreeOf(ObjectId commit) => objects.Read(commit, out var content) == ReplyKind.Whole ? CommitParser.Parse(commit, content)?.Tree : null;

    private UnitSequence? Lines(ObjectId? blob) =>
        blob is not { } id ? UnitSequence.Empty : objects.Read(id, out var content) == ReplyKind.Whole && _units.Read(content) is { } lines ? WithItsEnd(lines) : null;

    // Blame leaves the common end of two texts out of its diff, which may then pair other lines. A page that shows context does not; without lengths, no end is known to leave out.
    private static UnitSequence WithItsEnd(UnitSequence lines) => new(lines.Hashes, lines.Traits, lines.LineHashes, lines.LineStarts, lines.Indents);

    /// <summary>By the new path: what was there before under another name.</summary>
    private Dictionary<string, TreeChange> Renames(IReadOnlyList<TreeChange> gone, IReadOnlyList<TreeChange> come)
    {
        var pairs = new Dictionary<string, TreeChange>(StringComparer.Ordinal);
        if (gone.Count is 0 or > MostPairs || come.Count is 0 or > MostPairs)
        {
            return pairs;
        }

        var old = gone.Select(change => (Change: change, Lines: Counted(Lines(change.OldBlob)))).ToArray();
        var candidates = new List<(double Share, TreeChange From, string To)>();
        foreach (var change in come)
        {
            var own = Counted(Lines(change.NewBlob));
            candidates.AddRange(old.Select(from => (Shared(from.Lines, own), from.Change, change.Path)).Where(pair => pair.Item1 >= LeastShared));
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, from, to) in candidates.OrderByDescending(pair => pair.Share).ThenBy(pair => pair.From.Path, StringComparer.Ordinal).ThenBy(pair => pair.To, StringComparer.Ordinal))
        {
            if (!pairs.ContainsKey(to) && taken.Add(from.Path))
            {
                pairs.Add(to, from);
            }
        }

        return pairs;
    }

    private static Dictionary<ulong, int> Counted(UnitSequence? lines)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (var hash in lines?.Hashes ?? [])
        {
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
        }

        return counts;
    }

    private static double Shared(Dictionary<ulong, int> left, Dictionary<ulong, int> right)
    {
        var shared = left.Sum(pair => Math.Min(pair.Value, right.GetValueOrDefault(pair.Key)));
        return shared == 0 ? 0 : (double)shared / Math.Max(left.Values.Sum(), right.Values.Sum());
    }
}
