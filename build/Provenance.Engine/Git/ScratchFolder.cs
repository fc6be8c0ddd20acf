namespace Provenance.Engine.Git;

/// <summary>A private folder of one run, gone when disposed; leftovers of killed runs are swept after a day.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "provenance-";

    private ScratchFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes one and leaves the others alone.</summary>
    public static ScratchFolder Create(string root)
    {
        Directory.CreateDirectory(root);
        var path = System.IO.Path.Combine(root, Prefix + System.IO.Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new ScratchFolder(path);
    }

    /// <summary>Makes one and writes to it; null when that cannot be done.</summary>
    public static ScratchFolder? TryCreate(string root)
    {
        try
        {
            var folder = Create(root);
            File.WriteAllBytes(System.IO.Path.Combine(folder.Path, "probe"), [0]);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => Delete(Path);

    /// <summary>Removes what killed runs left a day ago. After a folder was made there: file times are compared with file times, not with the machine's clock.</summary>
    public static void Sweep(string root)
    {
        var now = Directory.GetLastWriteTimeUtc(root);
        foreach (var old in Directory.GetDirectories(root, Prefix + "*"))
        {
            if (now - Directory.GetLastWriteTimeUtc(old) > TimeSpan.FromDays(1))
            {
                Delete(old);
            }
        }
    }

    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process swept it.
        }
        catch (IOException)
        {
            // A virus scanner may hold a file for a moment; the next run sweeps what is left.
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's leftover under a shared temporary folder.
        }
    }
}
