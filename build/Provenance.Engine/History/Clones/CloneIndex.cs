using System.Collections.Immutable;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>A file that a step of the mainline changed.</summary>
/// <param name="After">Null when the step removed it, or gave it another name and nothing else.</param>
/// <param name="Births">Ranges of units of the new version that the step bore (end exclusive), ascending and apart; empty when there is none.</param>
/// <param name="RenamedFrom">The name that the unchanged file had; null otherwise.</param>
internal sealed record ChangedText(string Path, UnitSequence? After, ImmutableArray<(int Start, int End)> Births, string? RenamedFrom = null);

/// <summary>Units of a file from <paramref name="Start"/> (inclusive) to <paramref name="End"/> (exclusive), all of them born in the step.</summary>
internal readonly record struct CloneRange(string Path, int Start, int End);

/// <summary>Knows the living code of a mainline, and says of added text what repeats it.</summary>
/// <remarks>
/// A token is a clone when it lies in a chain of at least 50 folded tokens whose 16-token matches stand in one older text in the same order (<see cref="Chains"/>). Older is what
/// lived before the step, or stands before it in the step by ordinal path and offset. Of each added stretch the 4 paths that share most of it are compared.
/// The state is a function of the living texts: however it was reached, the answers are the same. Not safe for concurrent use.
/// </remarks>
internal sealed class CloneIndex
{
    /// <summary>Paths that a stretch is compared with.</summary>
    public const int MostSources = 4;

    private readonly Dictionary<string, CodePath> paths = new(StringComparer.Ordinal);
    private AnchorIndex? index;
    private readonly RecentTexts texts = new();
    private readonly StretchAnchors anchors = new();
    private readonly ChainBound bound = new();
    private readonly Chains chains = new();
    private readonly List<(CodePath Path, int Votes)> best = new(MostSources + 1);
    private bool[] isCloneBuffer = [];
    private bool[] foundBuffer = [];

    // Built when first asked: a short step bears less than a clone needs.
    private AnchorIndex Index => index ??= AnchorIndex.Of(paths.Values);

    /// <summary>The index of living texts, as after a walk that ended with them.</summary>
    /// <param name="texts">With their anchors, in any order.</param>
    public static CloneIndex Of(IEnumerable<(string Path, uint[] Anchors)> texts)
    {
        var result = new CloneIndex();
        foreach (var (path, anchors) in texts)
        {
            result.paths.Add(path, new CodePath(path) { Living = anchors });
        }

        return result;
    }

    /// <summary>The anchors of a living text, ascending; empty for an unknown one.</summary>
    public uint[] AnchorsOf(string path)
    {
        var ascending = LivingOf(path).AsSpan().ToArray();

        // What an earlier walk left is, and most files are as it left them.
        for (var i = 1; i < ascending.Length; i++)
        {
            if (ascending[i - 1] > ascending[i])
            {
                Array.Sort(ascending);
                break;
            }
        }

        return ascending;
    }

    /// <summary>The living paths that may hold what some units of a version say, those that share most with them first, then by name.</summary>
    public List<string> Resembling(UnitSequence version, int start, int end)
    {
        using var text = FoldedText.Of(version, start, end);
        return
        [
            .. Index.Vote(Winnowing.Choose(text.Shapes).Hashes, Chains.LeastAnchors)
                .Where(found => found.Path.Living is not null)
                .OrderByDescending(found => found.Votes).ThenBy(found => found.Path.Path, StringComparer.Ordinal)
                .Take(MostSources).Select(found => found.Path.Path),
        ];
    }

    /// <summary>Goes on by one step.</summary>
    /// <param name="changes">Each path once, in any order; a file that is renamed and changed is a removal and an addition.</param>
    /// <param name="before">The living texts before the step.</param>
    /// <returns>Born units that are clones, by ordinal path and offset; ranges that touch are one.</returns>
    public ImmutableArray<CloneRange> Step(IEnumerable<ChangedText> changes, Func<string, UnitSequence?> before)
    {
        var ordered = changes.OrderBy(change => change.Path, StringComparer.Ordinal).ToArray();
        var clones = ImmutableArray.CreateBuilder<CloneRange>();
        var left = new HashSet<string>(ordered.Select(change => change.Path), StringComparer.Ordinal);
        foreach (var change in ordered.Where(change => change.After is not null || change.RenamedFrom is not null))
        {
            if (change.After is not null)
            {
                AddClones(change, before, clones);
            }

            left.Add(change.RenamedFrom ?? change.Path);
            Bring(change, change.After?.Anchors.Hashes ?? LivingOf(change.RenamedFrom!));
        }

        foreach (var name in left)
        {
            if (paths.TryGetValue(name, out var path))
            {
                index?.Remove(path, path.Living ?? [], path.Brought ?? []);
                (path.Living, path.Brought, path.BroughtText) = (path.Brought, null, null);
                _ = path.Living is null && paths.Remove(name);
            }
        }

        return clones.ToImmutable();
    }

    private uint[] LivingOf(string path) => paths.GetValueOrDefault(path)?.Living ?? [];

    private void Bring(ChangedText change, uint[] anchors)
    {
        if (!paths.TryGetValue(change.Path, out var path))
        {
            path = new CodePath(change.Path);
            paths.Add(change.Path, path);
        }

        index?.Add(path, anchors, path.Living ?? []);
        (path.Brought, path.BroughtText) = (anchors, change.After);
    }

    private void AddClones(ChangedText change, Func<string, UnitSequence?> before, ImmutableArray<CloneRange>.Builder clones)
    {
        // Most changes bear less than a clone needs.
        if (change.Births.Sum(birth => birth.End - birth.Start) < Chains.Shortest)
        {
            return;
        }

        var after = change.After!;
        var isClone = Cleared(ref isCloneBuffer, after.Count);
        foreach (var stretch in Stretch.Of(after, change.Births))
        {
            var found = Cleared(ref foundBuffer, stretch.Shapes.Length);
            anchors.Take(stretch);
            Mark(stretch, after, isSelf: true, found);
            FindSources();
            foreach (var (path, _) in best)
            {
                // A text is read only for what is still to be found.
                if (found.Contains(false))
                {
                    Mark(stretch, path.Living is null ? null : before(path.Path), isSelf: false, found);
                    Mark(stretch, path.BroughtText, isSelf: false, found);
                }
            }

            Spread(stretch, found, isClone);
        }

        foreach (var birth in change.Births)
        {
            for (var start = birth.Start; start < birth.End; start++)
            {
                var length = isClone[start..birth.End].IndexOf(false) is var end and >= 0 ? end : birth.End - start;
                if (length > 0)
                {
                    clones.Add(new(change.Path, start, start + length));
                    start += length;
                }
            }
        }
    }

    private void Mark(Stretch stretch, UnitSequence? source, bool isSelf, Span<bool> found)
    {
        if (source is not null && found.Contains(false) && anchors.LookUp(source.Anchors, isSelf) && bound.MayAdd(anchors, found))
        {
            chains.Mark(stretch, anchors, texts.Of(source), isSelf, found);
        }
    }

    /// <summary>The paths that share most anchors with a stretch, the first by name among equals.</summary>
    private void FindSources()
    {
        best.Clear();
        foreach (var found in Index.Vote(anchors.Hashes, Chains.LeastAnchors))
        {
            var at = best.Count;
            while (at > 0 && IsBetter(found, best[at - 1]))
            {
                at--;
            }

            if (at < MostSources)
            {
                best.Insert(at, found);
                best.RemoveRange(Math.Min(MostSources, best.Count), Math.Max(0, best.Count - MostSources));
            }
        }

        static bool IsBetter((CodePath Path, int Votes) left, (CodePath Path, int Votes) right) =>
            left.Votes != right.Votes ? left.Votes > right.Votes : string.CompareOrdinal(left.Path.Path, right.Path.Path) < 0;
    }

    /// <summary>From the shapes of a chain to the tokens of the text between them, those that folding left out among them.</summary>
    private static void Spread(Stretch stretch, ReadOnlySpan<bool> found, Span<bool> isClone)
    {
        for (var i = 0; i < found.Length; i++)
        {
            var continues = found[i] && i + 1 < found.Length && found[i + 1];
            if (found[i])
            {
                var start = stretch.Units[i];
                var end = continues ? stretch.Units[i + 1] : start + 1;
                isClone[start..end].Fill(true);
            }
        }
    }

    private static Span<bool> Cleared(ref bool[] buffer, int length)
    {
        buffer = buffer.Length < length ? new bool[length * 2] : buffer;
        buffer.AsSpan(0, length).Clear();
        return buffer.AsSpan(0, length);
    }
}
