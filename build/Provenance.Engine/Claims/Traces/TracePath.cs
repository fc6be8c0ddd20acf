namespace Provenance.Engine.Claims.Traces;

/// <summary>Paths as tools write them, made repository-relative by whole segments.</summary>
public static class TracePath
{
    /// <param name="path">Relative, or absolute inside <paramref name="root"/>; either kind of slash on Windows paths.</param>
    /// <param name="root">Absolute path of the work tree, or null when absolute paths are not accepted.</param>
    /// <returns>With <c>/</c>, or null when it is none, or leaves the repository.</returns>
    public static string? Relative(string path, string? root)
    {
        if (path.Length is 0 or > Limits.Path || path.Any(char.IsControl))
        {
            return null;
        }

        var isWindows = HasDrive(path) || path.StartsWith('\\');
        var isAbsolute = isWindows || path[0] == '/';
        var segments = SegmentsOf(path, isWindows);
        if (segments is null || !isAbsolute)
        {
            return segments is null or [] ? null : string.Join('/', segments);
        }

        var rootSegments = root is null ? null : SegmentsOf(root, HasDrive(root) || root.StartsWith('\\'));
        if (rootSegments is null or [] || rootSegments.Count >= segments.Count)
        {
            return null;
        }

        for (var i = 0; i < rootSegments.Count; i++)
        {
            // A drive's letter has no case; a folder's name may have.
            if (!string.Equals(segments[i], rootSegments[i], i == 0 && isWindows ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
            {
                return null;
            }
        }

        return string.Join('/', segments.Skip(rootSegments.Count));
    }

    private static bool HasDrive(string path) => path.Length >= 3 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\';

    private static List<string>? SegmentsOf(string path, bool isWindows)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split(isWindows ? ['/', '\\'] : ['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
            {
                return null;
            }

            if (segment != ".")
            {
                segments.Add(segment);
            }
        }

        return segments;
    }
}
