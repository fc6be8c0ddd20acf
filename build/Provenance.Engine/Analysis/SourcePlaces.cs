using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>Which compiled files the commit knows, and why the others are unknown.</summary>
/// <param name="Tracked">Absolute path and file of the commit, by path.</param>
/// <param name="Notice">PROV917 with the counts; null when every file is tracked.</param>
internal sealed record SourcePlaces(ImmutableArray<(string Path, HeadFile File)> Tracked, Notice? Notice)
{
    public static SourcePlaces Find(AnalyzedRepository repository, IReadOnlyCollection<string> sources)
    {
        var byPath = repository.History.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var top = PathComparison.Resolve(repository.Location.TopLevel);
        var tracked = new List<(string Path, HeadFile File)>();
        var (outside, untracked, links, unread) = (0, 0, 0, 0);
        foreach (var source in sources.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (RelativeInside(top, source) is not { } relative)
            {
                outside++;
            }
            else if (!byPath.TryGetValue(relative, out var file))
            {
                untracked += IsGeneratedInto(relative) ? 0 : 1;
            }
            else if (!string.Equals(PathComparison.Resolve(source), Path.GetFullPath(Path.Combine(top, relative)), StringComparison.Ordinal))
            {
                links++;
            }
            else if (!file.IsRead)
            {
                unread++;
            }
            else
            {
                tracked.Add((source, file));
            }
        }

        var total = outside + untracked + links + unread;
        return new SourcePlaces([.. tracked], total == 0 ? null : Notice.Of(
            "PROV917", Text(total), Text(outside), Text(untracked), Text(links), "0", Text(unread), "0", "0"));
    }

    /// <summary>The repository path that a compiled file has by its name; links on the way are looked at afterwards.</summary>
    private static string? RelativeInside(string top, string source)
    {
        var full = Path.GetFullPath(source);
        var folder = PathComparison.Resolve(Path.GetDirectoryName(full)!);
        var relative = Path.GetRelativePath(top, Path.Combine(folder, Path.GetFileName(full))).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    // Files that the build writes below obj/ have no history by design: nothing to report.
    private static bool IsGeneratedInto(string relative) =>
        relative.StartsWith("obj/", StringComparison.Ordinal) || relative.Contains("/obj/", StringComparison.Ordinal);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
