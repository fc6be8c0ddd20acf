using Provenance.Engine.History;

namespace Provenance.Engine.Analysis;

/// <summary>Whose code the figures of some projects are about.</summary>
internal static class ProjectLineages
{
    /// <summary>
    /// The projects themselves, and those that are gone and left code in them. A project file that was renamed and written anew, or folded into another project, is one that git cannot
    /// follow: without its code, living and dead, to rename it would be to forget what died.
    /// </summary>
    /// <param name="projects">Repository paths of project files.</param>
    /// <param name="files">Repository paths of what they compile.</param>
    public static HashSet<int> Of(AnalyzedRepository repository, IReadOnlySet<string> projects, IEnumerable<string> files)
    {
        var history = repository.History;
        var lineages = history.Projects.Where(project => projects.Contains(project.Path)).Select(project => project.Lineage).ToHashSet();
        var living = history.Projects.Select(project => project.Lineage).ToHashSet();
        var compiled = files.ToHashSet(StringComparer.Ordinal);
        foreach (var file in history.Files.Where(file => compiled.Contains(file.Path)))
        {
            foreach (var origin in file.Origins.Values)
            {
                var project = history.Origins[origin].Project;
                if (project >= 0 && !living.Contains(project))
                {
                    lineages.Add(project);
                }
            }
        }

        return lineages;
    }
}
