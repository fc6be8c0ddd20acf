using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Notes;

/// <summary>Finds the note of a commit in the tree of a notes ref, whose folders split ids after any number of pairs of digits. Notes are never enumerated: most annotate commits that are gone.</summary>
/// <param name="root">The tree of the notes commit.</param>
/// <param name="readTree">The raw content of a tree object, or null when it is missing or not a tree; each tree is asked for once.</param>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class NotesTree(ObjectId root, Func<ObjectId, byte[]?> readTree)
{
    private readonly Dictionary<ObjectId, TreeEntries> _trees = [];

    /// <summary>Trees that could not be read: whether commits below them have notes is not known.</summary>
    public int MissingTrees { get; private set; }

    /// <summary>The tree has no entry at all.</summary>
    public bool IsEmpty => Read(root) is { IsUnread: false, Blobs.Count: 0, Trees.Count: 0 };

    /// <summary>The blob of the commit's note, or null.</summary>
    public ObjectId? Find(ObjectId commit) => Find(commit, out _);

    /// <summary>The blob of the commit's note, or null.</summary>
    /// <param name="isUnread">True when a tree on the way could not be read: then there may be a note.</param>
    public ObjectId? Find(ObjectId commit, out bool isUnread)
    {
        isUnread = false;
        var rest = commit.ToString();
        for (var tree = root; rest.Length > 0; rest = rest[2..])
        {
            var entries = Read(tree);
            if (entries.Blobs.TryGetValue(rest, out var blob))
            {
                return blob;
            }

            if (!entries.Trees.TryGetValue(rest[..2], out tree))
            {
                isUnread = entries.IsUnread;
                return null;
            }
        }

        return null;
    }

    private TreeEntries Read(ObjectId id)
    {
        if (_trees.TryGetValue(id, out var known))
        {
            return known;
        }

        var entries = new TreeEntries();
        if (readTree(id) is { } content && TreeObject.TryParse(content, id.ByteLength) is { } read)
        {
            foreach (var entry in read)
            {
                (entry.Kind == TreeEntryKind.Folder ? entries.Trees : entries.Blobs)[entry.Name] = entry.Id;
            }
        }
        else
        {
            MissingTrees++;
            entries.IsUnread = true;
        }

        _trees.Add(id, entries);
        return entries;
    }

    private sealed class TreeEntries
    {
        public bool IsUnread { get; set; }

        public Dictionary<string, ObjectId> Blobs { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, ObjectId> Trees { get; } = new(StringComparer.Ordinal);
    }
}
