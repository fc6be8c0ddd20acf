namespace Provenance.Engine.Git;

/// <summary>Finds a file in a commit's tree: git's answer to <c>commit:path</c> is the same for a file that is not there and one that cannot be read.</summary>
internal static class TreePath
{
    /// <param name="path">From the root, with <c>/</c>.</param>
    /// <param name="unread">Receives the commit or tree that could not be read: then there may be such a file.</param>
    /// <returns>The blob, which may not be readable; null when there is no such file.</returns>
    public static ObjectId? Find(ObjectReader objects, ObjectId commit, string path, UnreadObjects unread)
    {
        if (objects.Read(commit, out var content) is not (ReplyKind.Whole or ReplyKind.Cut) || CommitParser.Parse(commit, content) is not { } read)
        {
            unread.Add(commit);
            return null;
        }

        var names = path.Split('/');
        var tree = read.Tree;
        for (var at = 0; at < names.Length; at++)
        {
            if (objects.Read(tree, out var listing, GitLimits.TreeBytes) != ReplyKind.Whole || TreeObject.TryParse(listing, tree.ByteLength) is not { } entries)
            {
                unread.Add(tree);
                return null;
            }

            var kind = at == names.Length - 1 ? TreeEntryKind.File : TreeEntryKind.Folder;
            var next = entries.FirstOrDefault(entry => entry.Kind == kind && string.Equals(entry.Name, names[at], StringComparison.Ordinal));
            if (next.Id.IsZero)
            {
                return null;
            }

            tree = next.Id;
        }

        return tree;
    }
}
