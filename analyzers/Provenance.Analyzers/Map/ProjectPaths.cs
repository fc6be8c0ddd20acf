using Microsoft.CodeAnalysis.Diagnostics;

namespace Provenance.Analyzers.Map;

/// <summary>Turns the compiler's file names into the map's: relative to the project folder, with <c>/</c>, <c>../</c> for linked files. Text only, no file system.</summary>
internal sealed class ProjectPaths
{
    private readonly List<string>? _project;

    private ProjectPaths(string? projectFolder)
    {
        if (projectFolder is not null)
        {
            _project = Segments(projectFolder);
            // A drive letter or a share: the file systems of such names ignore case.
            IgnoreCase = projectFolder.IndexOf('\\') >= 0;
        }
    }

    public bool IgnoreCase { get; }

    /// <summary>The SDK makes <c>ProjectDir</c> visible to compilers; <c>MSBuildProjectDirectory</c> is read where a project does so itself.</summary>
    public static ProjectPaths Of(AnalyzerConfigOptions globalOptions)
    {
        if (globalOptions.TryGetValue("build_property.ProjectDir", out var folder) && folder.Length > 0)
        {
            return new ProjectPaths(folder);
        }

        return new ProjectPaths(globalOptions.TryGetValue("build_property.MSBuildProjectDirectory", out folder) && folder.Length > 0 ? folder : null);
    }

    /// <summary>The map's name of a file, or null when it cannot have one (another drive, or the project folder is not known).</summary>
    public string? Relative(string filePath)
    {
        if (filePath.Length == 0)
        {
            return null;
        }

        var file = Segments(filePath);
        if (!IsRooted(filePath))
        {
            return string.Join("/", file);
        }

        if (_project is null || file.Count == 0)
        {
            return null;
        }

        var comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var common = 0;
        while (common < _project.Count && common < file.Count - 1 && string.Equals(_project[common], file[common], comparison))
        {
            common++;
        }

        // The first segment of a rooted name is its root: "" or a drive or share.
        return common == 0
            ? null
            : string.Join("/", Enumerable.Repeat("..", _project.Count - common).Concat(file.Skip(common)));
    }

    private static bool IsRooted(string path) => path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':');

    private static List<string> Segments(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Replace('\\', '/').TrimEnd('/').Split('/'))
        {
            if (string.Equals(segment, "..", StringComparison.Ordinal) && segments.Count > 0 && !string.Equals(segments[segments.Count - 1], "..", StringComparison.Ordinal))
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (!string.Equals(segment, ".", StringComparison.Ordinal))
            {
                segments.Add(segment);
            }
        }

        return segments;
    }
}
