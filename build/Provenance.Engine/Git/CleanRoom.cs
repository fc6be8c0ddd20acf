namespace Provenance.Engine.Git;

/// <summary>Stage 2: a private GIT_DIR of our own that borrows only the object directory, so that no configuration, hook, attribute, replace ref or graft of the repository is read.</summary>
public sealed class CleanRoom : IDisposable
{
    private readonly ScratchFolder _folder;
    private readonly Dictionary<string, string> _environment;

    private CleanRoom(GitHost host, RepositoryLocation repository, ScratchFolder folder)
    {
        Host = host;
        Repository = repository;
        _folder = folder;
        WorkingDirectory = Path.Combine(folder.Path, "work");
        var gitDirectory = Path.Combine(folder.Path, "git");
        var emptyConfig = Path.Combine(folder.Path, "empty");
        Directory.CreateDirectory(WorkingDirectory);
        Directory.CreateDirectory(Path.Combine(gitDirectory, "refs"));
        Directory.CreateDirectory(Path.Combine(gitDirectory, "objects"));
        File.WriteAllText(emptyConfig, "");
        File.WriteAllText(Path.Combine(gitDirectory, "HEAD"), "ref: refs/heads/none\n");
        File.WriteAllText(Path.Combine(gitDirectory, "config"), ConfigFor(repository.ObjectFormat));
        if (repository.IsShallow)
        {
            File.WriteAllText(Path.Combine(gitDirectory, "shallow"), repository.ShallowContent);
        }

        _environment = GitProcess.BaseEnvironment(host);
        _environment["HOME"] = folder.Path;
        _environment["GIT_CONFIG_NOSYSTEM"] = "1";
        _environment["GIT_CONFIG_GLOBAL"] = emptyConfig;
        _environment["GIT_CONFIG_SYSTEM"] = emptyConfig;
        _environment["GIT_DIR"] = gitDirectory;
        _environment["GIT_OBJECT_DIRECTORY"] = repository.ObjectDirectory;
    }

    public GitHost Host { get; }

    public RepositoryLocation Repository { get; }

    private string WorkingDirectory { get; }

    public static CleanRoom Open(GitHost host, RepositoryLocation repository)
    {
        var room = new CleanRoom(host, repository, ScratchFolder.Create(host.TempRoot));
        ScratchFolder.Sweep(host.TempRoot);
        return room;
    }

    /// <summary>Starts one of the product's four commands in the room. Null when git cannot be started.</summary>
    public GitProcess? Start(string command, IEnumerable<string> arguments, bool feedsInput = false) => GitProcess.Start(
        Host, _environment, WorkingDirectory, ["--no-pager", command, .. arguments], command, Host.Allowance.Silence, feedsInput,
        string.Equals(command, "log", StringComparison.Ordinal) ? Host.Allowance.LogBytes : long.MaxValue);

    /// <summary>Gives commits a second parent, for all that git says here afterwards. The repository's own grafts are never read.</summary>
    public void Graft(IEnumerable<Graft> grafts)
    {
        var folder = Path.Combine(_environment["GIT_DIR"], "info");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "grafts"), grafts.Select(graft => $"{graft.Commit} {graft.First} {graft.Parent}"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The commit-graph file is a cache that anyone who can write the object directory can forge; every commit is read anyway.</summary>
    private static string ConfigFor(string objectFormat) => string.Equals(objectFormat, "sha256", StringComparison.Ordinal)
        ? "[core]\n\trepositoryformatversion = 1\n\tbare = true\n\tcommitGraph = false\n[extensions]\n\tobjectFormat = sha256\n"
        : "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tcommitGraph = false\n";
}
