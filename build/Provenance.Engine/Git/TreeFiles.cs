using System.Collections.Immutable;

namespace Provenance.Engine.Git;

/// <summary>A regular file of a tree.</summary>
public readonly record struct TreeFile(string Path, ObjectId Blob);

/// <summary>Lists the files of a commit's tree below one folder.</summary>
public static class TreeFiles
{
    /// <summary>Deeper folders are not entered: no source tree has them, a made-up one may.</summary>
    private const int MaxDepth = 100;

    /// <param name="folder">Without slash at the end; empty for the whole tree.</param>
    /// <param name="unread">Receives trees that cannot be read.</param>
    /// <returns>Ordinal order within a folder as git keeps it; empty when there is no such folder or it cannot be read.</returns>
    public static ImmutableArray<TreeFile> List(ObjectReader objects, ObjectId tree, string folder, UnreadObjects unread)
    {
        var files = ImmutableArray.CreateBuilder<TreeFile>();
        foreach (var name in folder.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Entries(objects, tree, unread).FirstOrDefault(entry => entry.Kind == TreeEntryKind.Folder && string.Equals(entry.Name, name, StringComparison.Ordinal));
            if (next.Id.IsZero)
            {
                return [];
            }

            tree = next.Id;
        }

        Add(objects, tree, folder.Length == 0 ? "" : folder + "/", files, unread, MaxDepth);
        return files.ToImmutable();
    }

    private static void Add(ObjectReader objects, ObjectId tree, string prefix, ImmutableArray<TreeFile>.Builder files, UnreadObjects unread, int depth)
    {
        foreach (var entry in depth == 0 ? [] : Entries(objects, tree, unread))
        {
            if (entry.Kind == TreeEntryKind.File)
            {
                files.Add(new TreeFile(prefix + entry.Name, entry.Id));
            }
            else if (entry.Kind == TreeEntryKind.Folder)
            {
                Add(objects, entry.Id, prefix + entry.Name + "/", files, unread, depth - 1);
            }
        }
    }

    private static ImmutableArray<TreeEntry> Entries(ObjectReader objects, ObjectId tree, UnreadObjects unread)
    {
        if (objects.Read(tree, out var content) == ReplyKind.Whole && TreeObject.TryParse(content, tree.ByteLength) is { } entries)
        {
            return entries;
        }

        unread.Add(tree);
        return [];
    }
}
