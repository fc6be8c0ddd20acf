namespace Provenance.Engine.Git;

/// <summary>Questions about absolute paths that must not be fooled by links or by a common prefix of names.</summary>
public static class PathComparison
{
    // As Linux counts them; a loop then stays as it is written.
    private const int MostLinks = 40;

    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>True when <paramref name="path"/> is <paramref name="directory"/> or lies below it, both resolved through links.</summary>
    public static bool IsInside(string path, string directory)
    {
        var inner = Path.TrimEndingDirectorySeparator(Resolve(path));
        var outer = Path.TrimEndingDirectorySeparator(Resolve(directory));
        return inner.Equals(outer, Comparison)
            || (inner.StartsWith(outer, Comparison)
                && (Path.EndsInDirectorySeparator(outer) || inner[outer.Length] == Path.DirectorySeparatorChar));
    }

    /// <summary>The path with every existing link on the way followed.</summary>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var resolved = Path.GetPathRoot(full)!;
        var ahead = new Stack<string>();
        Add(full);
        for (var links = 0; ahead.TryPop(out var segment);)
        {
            var next = Path.Combine(resolved, segment);
            if (links < MostLinks && LinkTarget(next) is { } target)
            {
                // What it names may lie behind further links.
                links++;
                resolved = Path.GetPathRoot(target)!;
                Add(target);
            }
            else
            {
                resolved = next;
            }
        }

        return resolved;

        void Add(string absolute)
        {
            var segments = absolute[Path.GetPathRoot(absolute)!.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
            for (var i = segments.Length - 1; i >= 0; i--)
            {
                ahead.Push(segments[i]);
            }
        }
    }

    /// <summary>The path relative to the repository's top level with <c>/</c>, or null when it lies outside.</summary>
    public static string? RelativeTo(string topLevel, string path)
    {
        var resolved = Resolve(path);
        var top = Resolve(topLevel);
        return IsInside(resolved, top) ? Path.GetRelativePath(top, resolved).Replace(Path.DirectorySeparatorChar, '/') : null;
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            return info.LinkTarget is null ? null : info.ResolveLinkTarget(returnFinalTarget: false)?.FullName;
        }
        catch (IOException)
        {
            // A loop of links resolves to nothing; the path as written is then as good as any.
            return null;
        }
    }
}
