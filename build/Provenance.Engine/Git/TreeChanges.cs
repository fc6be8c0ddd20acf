using System.Collections.Immutable;

namespace Provenance.Engine.Git;

/// <summary>A regular file that differs between two trees.</summary>
/// <param name="OldBlob">Null when the old tree has no such file.</param>
/// <param name="NewBlob">Null when the new tree has no such file.</param>
public readonly record struct TreeChange(string Path, ObjectId? OldBlob, ObjectId? NewBlob);

/// <summary>Compares two trees, entering only the folders that differ.</summary>
public static class TreeChanges
{
    private const int MaxDepth = 100;

    /// <param name="before">Null for no tree at all.</param>
    /// <returns>By ordinal path; what cannot be read is left out.</returns>
    public static ImmutableArray<TreeChange> Between(ObjectReader objects, ObjectId? before, ObjectId after)
    {
        var changes = new List<TreeChange>();
        Compare(objects, before, after, "", changes, MaxDepth);
        return [.. changes.OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    private static void Compare(ObjectReader objects, ObjectId? before, ObjectId? after, string prefix, List<TreeChange> changes, int depth)
    {
        if (before == after || depth == 0)
        {
            return;
        }

        var (old, now) = (Entries(objects, before), Entries(objects, after));
        foreach (var name in old.Keys.Concat(now.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (left, right) = (Of(old, name), Of(now, name));
            if (left.File != right.File)
            {
                changes.Add(new TreeChange(prefix + name, left.File, right.File));
            }

            Compare(objects, left.Folder, right.Folder, prefix + name + "/", changes, depth - 1);
        }
    }

    private static (ObjectId? File, ObjectId? Folder) Of(Dictionary<string, TreeEntry> entries, string name) => entries.TryGetValue(name, out var entry)
        ? (entry.Kind == TreeEntryKind.File ? entry.Id : null, entry.Kind == TreeEntryKind.Folder ? entry.Id : null)
        : (null, null);

    private static Dictionary<string, TreeEntry> Entries(ObjectReader objects, ObjectId? tree)
    {
        var entries = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        if (tree is { } id && objects.Read(id, out var content) == ReplyKind.Whole && TreeObject.TryParse(content, id.ByteLength) is { } read)
        {
            foreach (var entry in read)
            {
                // Two entries of one name are no tree that git writes; the first one counts.
                entries.TryAdd(entry.Name, entry);
            }
        }

        return entries;
    }
}
