using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>The project files of one tree; answers which one a source file belongs to.</summary>
internal sealed class ProjectTable
{
    public static readonly ProjectTable Empty = new(ImmutableDictionary.Create<string, ImmutableSortedDictionary<string, int>>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<string, int>> _byDirectory;

    private ProjectTable(ImmutableDictionary<string, ImmutableSortedDictionary<string, int>> byDirectory) => _byDirectory = byDirectory;

    public static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.Ordinal);

    public ProjectTable With(string path, int lineage)
    {
        var directory = RepositoryPath.DirectoryOf(path);
        var projects = _byDirectory.GetValueOrDefault(directory) ?? ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
        return new ProjectTable(_byDirectory.SetItem(directory, projects.SetItem(path, lineage)));
    }

    public ProjectTable Without(string path)
    {
        var directory = RepositoryPath.DirectoryOf(path);
        if (!_byDirectory.TryGetValue(directory, out var projects))
        {
            return this;
        }

        projects = projects.Remove(path);
        return new ProjectTable(projects.IsEmpty ? _byDirectory.Remove(directory) : _byDirectory.SetItem(directory, projects));
    }

    public int LineageOf(string path) =>
        _byDirectory.TryGetValue(RepositoryPath.DirectoryOf(path), out var projects) && projects.TryGetValue(path, out var lineage) ? lineage : -1;

    /// <summary>The project in the nearest folder upwards, of several in one folder the first by name; lineage −1 and an empty path when there is none.</summary>
    public (int Lineage, string Path) Nearest(string path)
    {
        var directory = path;
        do
        {
            directory = RepositoryPath.DirectoryOf(directory);
            if (_byDirectory.TryGetValue(directory, out var projects))
            {
                var (name, lineage) = projects.First();
                return (lineage, name);
            }
        }
        while (directory.Length > 0);

        return (-1, "");
    }

    public IEnumerable<(string Path, int Lineage)> All() => _byDirectory.Values
        .SelectMany(projects => projects)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => (pair.Key, pair.Value));
}
