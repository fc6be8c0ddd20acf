using Provenance.Engine.Git;
using Provenance.Engine.History;

namespace Provenance.Engine.Analysis;

/// <summary>Which project file of the tip a source file belongs to: the one in the nearest folder upwards, of several there the first by name.</summary>
internal sealed class ProjectOwners
{
    private readonly Dictionary<string, string> _byFolder;

    public ProjectOwners(HistoryResult history) => _byFolder = history.Projects
        .GroupBy(project => RepositoryPath.DirectoryOf(project.Path), StringComparer.Ordinal)
        .ToDictionary(folder => folder.Key, folder => folder.Select(project => project.Path).Order(StringComparer.Ordinal).First(), StringComparer.Ordinal);

    /// <summary>Repository path of the project file; null when there is none.</summary>
    public string? Of(string path)
    {
        for (var folder = path; folder.Length > 0;)
        {
            folder = RepositoryPath.DirectoryOf(folder);
            if (_byFolder.TryGetValue(folder, out var project))
            {
                return project;
            }
        }

        return null;
    }
}
