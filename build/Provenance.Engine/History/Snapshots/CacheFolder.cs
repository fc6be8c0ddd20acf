using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Snapshots;

/// <summary>The cache folder of a user: files appear whole or not at all, and those that nobody has used for longest go when all of them hold too many bytes.</summary>
/// <param name="clock">Dates the uses of a file.</param>
/// <param name="limitBytes">What all files may hold together.</param>
internal sealed class CacheFolder(string path, TimeProvider clock, long limitBytes = CacheFolder.LimitBytes)
{
    public const long LimitBytes = 2L << 30;

    /// <summary>Larger files are neither written nor read: a restored cache may hold anything.</summary>
    public const int MaxFileBytes = 1 << 30;

    public const string SnapshotExtension = ".snapshot";

    public const string FactsExtension = ".facts";

    public const string LockExtension = ".lock";

    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    public string Histories { get; } = Path.Combine(path, "history");

    public string Claims { get; } = Path.Combine(path, "claims");

    /// <summary>Opens the file that is written before it takes the name of another.</summary>
    internal Func<string, FileStream> CreateFile { get; init; } = WholeFile.CreateNew;

    /// <summary>Reads a file that is there; PROV930 when it cannot be read, nothing at all when there is none.</summary>
    public static (byte[]? Content, Notice? Notice) Read(string file)
    {
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
            {
                return (null, null);
            }

            // Nothing here is written as a link or left empty; a pipe or a device that a restored cache brought along has no length, and reading it may never end.
            return info.LinkTarget is not null || info.Length is 0 or > MaxFileBytes ? (null, Notice.Of("PROV930")) : (File.ReadAllBytes(file), null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another process made room in between.
            return (null, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Notice.Of("PROV930"));
        }
    }

    /// <summary>Says that a file was of use now. Where it cannot be dated, it cannot be removed either.</summary>
    public void Touch(string file)
    {
        try
        {
            File.SetLastWriteTimeUtc(file, clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A cache that is only read stays as it was given; a file that is gone needs no date.
        }
    }

    /// <summary>Writes a file and makes room; PROV931 with the reason when the folder refuses, and what was there before is intact.</summary>
    public Notice? Write(string file, ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxFileBytes)
        {
            return Notice.Of("PROV931", "over 1 GiB");
        }

        if (CreatePrivate(Path.GetDirectoryName(file)!) is { } reason)
        {
            return Notice.Of("PROV931", reason);
        }

        switch (WholeFile.Write(file, content, onlyIfChanged: false, CreateFile, out var refusal))
        {
            case WriteOutcome.Link:
                return Notice.Of("PROV931", WriteRefusal.Denied);
            case WriteOutcome.Refused:
                return Notice.Of("PROV931", refusal!);
            default:
                Touch(file);
                Trim(file);
                return null;
        }
    }

    /// <summary>Null, or one of <see cref="WriteRefusal"/>. What is kept of a repository is its user's alone.</summary>
    public static string? CreatePrivate(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return WriteRefusal.Of(exception);
        }
    }

    private void Trim(string justWritten)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - LeftoverAge;
        var entries = new List<(string Path, long Bytes, DateTime Used)>();
        foreach (var file in Files(Histories).Concat(Files(Claims)))
        {
            if (IsLeftover(file.Name))
            {
                if (file.LastWriteTimeUtc < oldest)
                {
                    TryDelete(file.FullName);
                }
            }
            else if (file.Extension is SnapshotExtension or FactsExtension)
            {
                entries.Add((file.FullName, file.Length, file.LastWriteTimeUtc));
            }
        }

        var bytes = entries.Sum(entry => entry.Bytes);
        foreach (var entry in entries.OrderBy(entry => entry.Used).ThenBy(entry => entry.Path, StringComparer.Ordinal))
        {
            if (bytes <= limitBytes)
            {
                break;
            }

            if (!string.Equals(entry.Path, justWritten, StringComparison.Ordinal) && TryDelete(entry.Path))
            {
                bytes -= entry.Bytes;
            }
        }
    }

    // A killed process leaves the file of its lock and the file that it was writing.
    private static bool IsLeftover(string name) =>
        name.StartsWith(WholeFile.TemporaryPrefix, StringComparison.Ordinal) || name.EndsWith(LockExtension, StringComparison.Ordinal);

    /// <summary>Links are left out: they hold nothing, and what they lead to is not ours.</summary>
    private static FileInfo[] Files(string folder)
    {
        try
        {
            var directory = new DirectoryInfo(folder);
            return directory.Exists && directory.LinkTarget is null
                ? [.. directory.GetFiles().Where(file => file.LinkTarget is null && file.Exists)]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed is left to the next process that can.
            return [];
        }
    }

    private static bool TryDelete(string file)
    {
        try
        {
            File.Delete(file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody reads it; another is removed instead.
            return false;
        }
    }
}
