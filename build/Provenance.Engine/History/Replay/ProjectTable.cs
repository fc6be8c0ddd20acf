using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>The project files of one tree; answers which one a source file belongs to.</summary>
internal sealed class ProjectTable
{
    public static readonly ProjectTable Empty = new(ImmutableDictionary.Create<string, ImmutableSortedDictionary<string, Lineage>>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<string, Lineage>> _byDirectory;

    private ProjectTable(ImmutableDictionary<string, ImmutableSortedDictionary<string, Lineage>> byDirectory) => _byDirectory = byDirectory;

    public static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.Ordinal);

    /// <summary>The tree with one project more, renamed, or, without a lineage, less.</summary>
    public ProjectTable With(string path, Lineage? lineage)
    {
        var directory = RepositoryPath.DirectoryOf(path);
        var projects = _byDirectory.GetValueOrDefault(directory) ?? ImmutableSortedDictionary.Create<string, Lineage>(StringComparer.Ordinal);
        projects = lineage is { } known ? projects.SetItem(path, known) : projects.Remove(path);
        return new ProjectTable(projects.IsEmpty ? _byDirectory.Remove(directory) : _byDirectory.SetItem(directory, projects));
    }

    public Lineage? LineageOf(string path) =>
        _byDirectory.TryGetValue(RepositoryPath.DirectoryOf(path), out var projects) && projects.TryGetValue(path, out var lineage) ? lineage : null;

    /// <summary>The project in the nearest folder upwards, of several in one folder the first by name; null when there is none.</summary>
    public (Lineage Lineage, string Path)? Nearest(string path)
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

        return null;
    }

    /// <summary>By ordinal path.</summary>
    public List<(string Path, Lineage Lineage)> All()
    {
        var byPath = new Dictionary<string, Lineage>(StringComparer.Ordinal);
        foreach (var (_, projects) in _byDirectory)
        {
            foreach (var (path, lineage) in projects)
            {
                byPath.Add(path, lineage);
            }
        }

        string[] paths = [.. byPath.Keys];
        Array.Sort(paths, StringComparer.Ordinal);
        var all = new List<(string Path, Lineage Lineage)>(paths.Length);
        foreach (var path in paths)
        {
            all.Add((path, byPath[path]));
        }

        return all;
    }
}
