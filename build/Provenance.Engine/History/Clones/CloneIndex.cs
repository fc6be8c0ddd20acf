using System.Collections.Immutable;

namespace Provenance.Engine.History.Clones;

/// <summary>A file that a step of the mainline changed.</summary>
/// <param name="After">Null when the step removed it.</param>
/// <param name="IsBirth">Per token of the new version, whether the step bore it; empty when it is removed.</param>
public sealed record ChangedText(string Path, FoldedText? After, bool[] IsBirth);

/// <summary>Tokens of a file from <paramref name="Start"/> (inclusive) to <paramref name="End"/> (exclusive), all of them born in the step.</summary>
public readonly record struct CloneRange(string Path, int Start, int End);

/// <summary>Knows the living code of a mainline, and says of added text what repeats it.</summary>
/// <remarks>
/// A token is a clone when it lies in a chain of at least 50 folded tokens whose 16-token matches stand in one older text in the same order (<see cref="Chains"/>). Older is what
/// lived before the step, or stands before it in the step by ordinal path and offset. Of each added stretch the 8 paths that share most of it are compared.
/// The state is a function of the living texts: however it was reached, the answers are the same. Not safe for concurrent use.
/// </remarks>
public sealed class CloneIndex
{
    /// <summary>Paths that a stretch is compared with.</summary>
    public const int MostSources = 8;

    private readonly Dictionary<string, Version> living = new(StringComparer.Ordinal);
    private readonly AnchorIndex index = new();

    /// <summary>The index of living texts, as after a walk that ended with them.</summary>
    public static CloneIndex Of(IEnumerable<(string Path, FoldedText Text)> texts)
    {
        var result = new CloneIndex();
        foreach (var (path, text) in texts)
        {
            var version = Version.Of(text);
            result.living.Add(path, version);
            result.index.Add(path, version.Anchors.Hashes, []);
        }

        return result;
    }

    /// <summary>Goes on by one step.</summary>
    /// <param name="changes">Each path once, in any order; a renamed file is a removal and an addition.</param>
    /// <returns>Born tokens that are clones, by ordinal path and offset; ranges that touch are one.</returns>
    public ImmutableArray<CloneRange> Step(IEnumerable<ChangedText> changes)
    {
        var ordered = changes.OrderBy(change => change.Path, StringComparer.Ordinal).ToArray();
        var clones = ImmutableArray.CreateBuilder<CloneRange>();
        var done = new Dictionary<string, Version>(StringComparer.Ordinal);
        foreach (var change in ordered.Where(change => change.After is not null))
        {
            var after = Version.Of(change.After!);
            AddClones(change, after, done, clones);
            index.Add(change.Path, after.Anchors.Hashes, AnchorsOf(change.Path));
            done.Add(change.Path, after);
        }

        foreach (var change in ordered)
        {
            index.Remove(change.Path, AnchorsOf(change.Path), done.GetValueOrDefault(change.Path)?.Anchors.Hashes ?? []);
            living.Remove(change.Path);
            if (done.TryGetValue(change.Path, out var after))
            {
                living.Add(change.Path, after);
            }
        }

        return clones.ToImmutable();
    }

    private ulong[] AnchorsOf(string path) => living.GetValueOrDefault(path)?.Anchors.Hashes ?? [];

    private void AddClones(ChangedText change, Version after, Dictionary<string, Version> done, ImmutableArray<CloneRange>.Builder clones)
    {
        var isClone = new bool[change.IsBirth.Length];
        foreach (var stretch in Stretch.Of(after.Text, change.IsBirth))
        {
            var found = new bool[stretch.Shapes.Length];
            var anchors = Anchors.Of(stretch.Shapes);
            Chains.Mark(stretch, anchors, after.Text.Shapes, after.Anchors, isSelf: true, found);
            foreach (var path in Sources(anchors))
            {
                foreach (var source in new[] { living.GetValueOrDefault(path), done.GetValueOrDefault(path) })
                {
                    if (source is not null && !Array.TrueForAll(found, clone => clone))
                    {
                        Chains.Mark(stretch, anchors, source.Text.Shapes, source.Anchors, isSelf: false, found);
                    }
                }
            }

            Spread(after.Text, stretch, found, isClone);
        }

        for (var start = 0; start < isClone.Length; start++)
        {
            var end = start;
            while (end < isClone.Length && isClone[end] && change.IsBirth[end])
            {
                end++;
            }

            if (end > start)
            {
                clones.Add(new(change.Path, start, end));
                start = end;
            }
        }
    }

    /// <summary>The paths that share most anchors with a stretch, the first by name among equals.</summary>
    private IEnumerable<string> Sources(Anchors anchors)
    {
        var votes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < anchors.Hashes.Length; i++)
        {
            if (i == 0 || anchors.Hashes[i] != anchors.Hashes[i - 1])
            {
                index.Vote(anchors.Hashes[i], votes);
            }
        }

        return votes.OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key, StringComparer.Ordinal).Take(MostSources).Select(vote => vote.Key);
    }

    /// <summary>From the shapes of a chain to the tokens of the text between them, those that folding left out among them.</summary>
    private static void Spread(FoldedText text, Stretch stretch, bool[] found, bool[] isClone)
    {
        for (var i = 0; i < found.Length; i++)
        {
            var continues = found[i] && i + 1 < found.Length && found[i + 1];
            if (found[i])
            {
                var start = text.Units[stretch.Places[i]];
                var end = continues ? text.Units[stretch.Places[i + 1]] : start + 1;
                isClone.AsSpan(start, end - start).Fill(true);
            }
        }
    }

    private sealed record Version(FoldedText Text, Anchors Anchors)
    {
        public static Version Of(FoldedText text) => new(text, Anchors.Of(text.Shapes));
    }
}
