namespace Provenance.Engine.Policy;

/// <summary>Finds the policy that governs a project: the nearest <c>provenance.yml</c> on the way up to the root of the repository.</summary>
public static class PolicyLocator
{
    public const string FileName = "provenance.yml";

    /// <param name="projectDirectory">Absolute, links resolved.</param>
    /// <param name="repositoryRoot">Absolute, links resolved; null without a repository, when only the project's own folder is looked at.</param>
    /// <param name="fileExists">Whether a file is there.</param>
    /// <returns>The absolute path, or null. Nothing above the root is looked at, and nothing at all when the project does not lie below the root.</returns>
    public static string? Find(string projectDirectory, string? repositoryRoot, Func<string, bool> fileExists)
    {
        var top = Path.TrimEndingDirectorySeparator(repositoryRoot ?? projectDirectory);
        var directory = Path.TrimEndingDirectorySeparator(projectDirectory);
        if (!IsWithin(directory, top))
        {
            return null;
        }

        while (true)
        {
            var candidate = Path.Combine(directory, FileName);
            if (fileExists(candidate))
            {
                return candidate;
            }

            if (directory.Length <= top.Length || Path.GetDirectoryName(directory) is not { } parent)
            {
                return null;
            }

            directory = parent;
        }
    }

    private static bool IsWithin(string directory, string top) =>
        string.Equals(directory, top, StringComparison.Ordinal)
        || directory.StartsWith(Path.EndsInDirectorySeparator(top) ? top : top + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
