namespace Provenance.Benchmarks.Repositories;

/// <summary>A temporary folder for clones, caches and git's configuration, removed at the end.</summary>
internal sealed class ScratchRoot : IDisposable
{
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public ScratchRoot()
    {
        // A run of many minutes is often ended by Ctrl+C.
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        Path = Directory.CreateTempSubdirectory("provenance-benchmark-").FullName;
        GitConfiguration = PathOf("gitconfig");
        // A file, not a null device: a command that writes its configuration would replace the device. Clones of somebody else's repository are read, too.
        File.WriteAllText(GitConfiguration, "[safe]\n\tdirectory = *\n");
    }

    public string Path { get; }

    public string GitConfiguration { get; }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                Delete();
            }
        }
    }

    private void OnExit(object? sender, EventArgs e)
    {
        try
        {
            Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{Path} could not be removed: {exception.Message}");
        }
    }

    private void Delete()
    {
        // git writes its objects read-only, which Windows takes as a reason not to delete them.
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => OperatingSystem.IsWindows() && file.IsReadOnly))
        {
            file.IsReadOnly = false;
        }

        Directory.Delete(Path, recursive: true);
    }
}
