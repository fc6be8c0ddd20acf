namespace Provenance.Engine;

/// <summary>What became of a write.</summary>
public enum WriteOutcome : byte
{
    Written = 0,

    /// <summary>The file held these bytes already and was left alone, its time stamp with it.</summary>
    Unchanged,

    /// <summary>The folder or file does not take it (read-only, full, denied); what was there before is intact.</summary>
    Refused,

    /// <summary>The file or its folder is a link; nothing was written.</summary>
    Link,
}

/// <summary>Writes files whole or not at all: a new file beside the target, flushed to disk, renamed over it. A reader sees the old bytes or the new ones.</summary>
public static class WholeFile
{
    /// <summary>Names of unfinished writes start with this; nobody reads them.</summary>
    public const string TemporaryPrefix = ".tmp-";

    /// <param name="path">Absolute; its folder is created.</param>
    /// <param name="onlyIfChanged">Leave an equal file, and its time stamp, alone.</param>
    public static WriteOutcome Write(string path, ReadOnlySpan<byte> content, bool onlyIfChanged) =>
        Write(path, content, onlyIfChanged, CreateNew, out _);

    /// <param name="create">Opens the file beside the target.</param>
    /// <param name="refusal">One of <see cref="WriteRefusal"/> when the write was refused.</param>
    internal static WriteOutcome Write(string path, ReadOnlySpan<byte> content, bool onlyIfChanged, Func<string, FileStream> create, out string? refusal)
    {
        refusal = null;
        try
        {
            if (IsLink(path))
            {
                return WriteOutcome.Link;
            }

            if (onlyIfChanged && IsSame(path, content))
            {
                return WriteOutcome.Unchanged;
            }

            Replace(path, content, create);
            return WriteOutcome.Written;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refusal = WriteRefusal.Of(exception);
            return WriteOutcome.Refused;
        }
    }

    // CreateNew follows no link that somebody else put there.
    internal static FileStream CreateNew(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);

    private static bool IsLink(string path) =>
        new FileInfo(path).LinkTarget is not null || new DirectoryInfo(Path.GetDirectoryName(path)!).LinkTarget is not null;

    private static bool IsSame(string path, ReadOnlySpan<byte> content)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
    }

    private static void Replace(string path, ReadOnlySpan<byte> content, Func<string, FileStream> create)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, TemporaryPrefix + Path.GetRandomFileName());
        try
        {
            using (var stream = create(temporary))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
