using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>Finds, in another parent of a merge, the file that the merge has under a name that neither parent knows: one side renamed a folder, the other added to it.</summary>
/// <remarks>Equal texts only. git's log compares a merge with its first parent, so that it names no such pair.</remarks>
/// <param name="first">Tree of the first parent.</param>
/// <param name="changes">Of the merge against it.</param>
internal sealed class MovedByMerge(TreeState first, ImmutableArray<RawChange> changes)
{
    private readonly Dictionary<TreeState, ILookup<ObjectId, (string Path, FileVersion File)>> _gone = [];

    /// <param name="other">Tree of another parent, which has no file at <paramref name="path"/>.</param>
    public FileVersion? Find(TreeState other, ObjectId blob, string path)
    {
        if (!_gone.TryGetValue(other, out var gone))
        {
            gone = Gone(other);
            _gone.Add(other, gone);
        }

        // As git pairs equal texts: first those of the same name.
        var name = NameOf(path);
        return gone[blob].OrderBy(candidate => string.Equals(NameOf(candidate.Path), name, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(candidate => candidate.Path, StringComparer.Ordinal).FirstOrDefault().File;
    }

    // A file that the merge still has under its own name was copied, not renamed.
    private ILookup<ObjectId, (string Path, FileVersion File)> Gone(TreeState other)
    {
        var removed = changes.Where(change => change.NewBlob is null || change.OldPath != change.Path).Select(change => change.OldPath).ToHashSet(StringComparer.Ordinal);
        var brought = changes.Where(change => change.NewBlob is not null).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        return other.Files.Where(file => file.Value.IsRead && !brought.Contains(file.Key) && (removed.Contains(file.Key) || !first.Files.ContainsKey(file.Key)))
            .ToLookup(file => file.Value.Blob, file => (file.Key, file.Value));
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
