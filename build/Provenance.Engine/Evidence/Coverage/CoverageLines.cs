using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Coverage;

/// <summary>Which lines ran, as a coverage tool saw it.</summary>
/// <param name="Files">By name as the file has it, with <c>/</c>: for each line that can run, 1-based, whether it did.</param>
/// <param name="Roots">Folders that the names are relative to, with <c>/</c>.</param>
public sealed record CoverageLines(ImmutableSortedDictionary<string, ImmutableSortedDictionary<int, bool>> Files, ImmutableArray<string> Roots)
{
    /// <summary>The lines of the files of a repository, by repository path.</summary>
    /// <param name="topLevel">Forms of the repository's folder, absolute.</param>
    /// <param name="isKnown">Whether the repository has a file of that path.</param>
    /// <remarks>Names are compared as text. No name is opened or looked up, as a coverage file may hold any.</remarks>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<int, bool>> Below(IReadOnlyCollection<string> topLevel, Func<string, bool> isKnown)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<int, bool>>(StringComparer.Ordinal);
        foreach (var (name, lines) in Files)
        {
            if (Candidates(name, topLevel).FirstOrDefault(isKnown) is { } path)
            {
                found[path] = found.TryGetValue(path, out var known) ? Either(known, lines) : lines;
            }
        }

        return found.ToImmutable();
    }

    internal static ImmutableSortedDictionary<int, bool> Either(ImmutableSortedDictionary<int, bool> a, ImmutableSortedDictionary<int, bool> b) =>
        a.SetItems(b.Select(line => KeyValuePair.Create(line.Key, line.Value || a.GetValueOrDefault(line.Key))));

    // With deterministic paths the root is "/_/", which stands for the repository.
    private IEnumerable<string> Candidates(string name, IReadOnlyCollection<string> topLevel)
    {
        foreach (var full in Roots.Select(root => root.TrimEnd('/') + "/" + name).Prepend(name))
        {
            foreach (var top in topLevel.Append("/_"))
            {
                var prefix = top.Replace('\\', '/').TrimEnd('/') + "/";
                if (Plain(full) is { } path && path.StartsWith(prefix, StringComparison.Ordinal))
                {
                    yield return path[prefix.Length..];
                }
            }
        }

        if (Plain(name) is { } relative && !relative.StartsWith('/'))
        {
            yield return relative;
        }
    }

    // Null for a name that climbs out of where it starts.
    private static string? Plain(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0 || parts[^1].Length == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
