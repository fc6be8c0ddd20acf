namespace Provenance.Engine.Ledger;

/// <summary>Finds record files. Links are not followed, and depth, folders and files are bounded: a checkout may hold anything.</summary>
public static class RecordFiles
{
    private const int MaxDepth = 32;
    private const int MaxFolders = 200_000;
    private const int MaxFiles = 20_000;
    private static readonly string[] Names = [.. Enum.GetValues<RecordKind>().Select(NameOf)];

    /// <summary>The name of a record in a project's output.</summary>
    public static string NameOf(RecordKind kind) => LedgerWords.Of(kind) + ".json";

    /// <summary>Records that builds left in <c>obj/**/provenance/</c> below a folder, by ordinal path.</summary>
    public static IReadOnlyList<string> InOutputs(string root) => Search(root, InOutput);

    /// <summary>All files of a ledger folder that may be records, by ordinal path. Files that a writer has not finished are left out.</summary>
    public static IReadOnlyList<string> InLedger(string root) => Search(
        root,
        (file, _) => file.Name.EndsWith(".json", StringComparison.Ordinal) && !file.Name.StartsWith(".tmp-", StringComparison.Ordinal));

    /// <summary>Null when the file cannot be read or is over the limit.</summary>
    internal static byte[]? TryRead(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > RecordJson.MaxBytes)
            {
                return null;
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Counted among the damaged ones by the caller.
            return null;
        }
    }

    private static bool InOutput(FileInfo file, IReadOnlyCollection<string> folders) =>
        Names.Contains(file.Name, StringComparer.Ordinal)
        && string.Equals(file.Directory!.Name, "provenance", StringComparison.Ordinal)
        && folders.Contains("obj", StringComparer.Ordinal);

    private static List<string> Search(string root, Func<FileInfo, IReadOnlyCollection<string>, bool> isWanted)
    {
        var found = new List<string>();
        var pending = new Stack<(DirectoryInfo Folder, string[] Path)>([(new DirectoryInfo(root), [])]);
        for (var visited = 0; pending.Count > 0 && visited < MaxFolders && found.Count < MaxFiles; visited++)
        {
            var (folder, path) = pending.Pop();
            foreach (var entry in Entries(folder))
            {
                // Links last: whether it is one is asked of the system for every entry apart.
                if (entry is DirectoryInfo inner)
                {
                    if (path.Length < MaxDepth && inner.Name is not (".git" or "node_modules") && !IsLink(inner))
                    {
                        pending.Push((inner, [.. path, inner.Name]));
                    }
                }
                else if (isWanted((FileInfo)entry, path) && !IsLink(entry))
                {
                    found.Add(entry.FullName);
                }
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static bool IsLink(FileSystemInfo entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static FileSystemInfo[] Entries(DirectoryInfo folder)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed holds no record that we could read.
            return [];
        }
    }
}
