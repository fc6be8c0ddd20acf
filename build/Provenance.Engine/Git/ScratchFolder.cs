namespace Provenance.Engine.Git;

/// <summary>A private folder of one run, gone when disposed; leftovers of killed runs are swept after a day.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "provenance-";

    private ScratchFolder(string path) => Path = path;

    public string Path { get; }

    public static ScratchFolder Create(string root)
    {
        Directory.CreateDirectory(root);
        Sweep(root);
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

    public void Dispose() => Delete(Path);

    private static void Sweep(string root)
    {
        foreach (var old in Directory.EnumerateDirectories(root, Prefix + "*"))
        {
            // File times are compared with file times: a fresh probe of this file system, not the machine's clock.
            if (Directory.GetLastWriteTimeUtc(root) - Directory.GetLastWriteTimeUtc(old) > TimeSpan.FromDays(1))
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
