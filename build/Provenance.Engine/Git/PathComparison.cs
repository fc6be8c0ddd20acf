namespace Provenance.Engine.Git;

/// <summary>Questions about absolute paths that must not be fooled by links or by a common prefix of names.</summary>
public static class PathComparison
{
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
        var root = Path.GetPathRoot(full)!;
        var resolved = root;
        foreach (var segment in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            resolved = Path.Combine(resolved, segment);
            var target = LinkTarget(resolved);
            if (target is not null)
            {
                resolved = target;
            }
        }

        return resolved;
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
            return info.LinkTarget is null ? null : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            // A loop of links resolves to nothing; the path as written is then as good as any.
            return null;
        }
    }
}
