using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Provenance.Benchmarks.Measuring;

namespace Provenance.Benchmarks.Repositories;

/// <summary>What a history consists of.</summary>
/// <param name="Commits">Reachable from HEAD.</param>
/// <param name="BlobVersions">Distinct blobs that a <c>*.cs</c> path ever had.</param>
/// <param name="MissingBlobs">Those of them that are not in the repository.</param>
/// <param name="BlobBytes">Bytes of those that are.</param>
/// <param name="BlobRequest">Their ids in history order, one per line: input of <c>git cat-file --batch</c>.</param>
/// <param name="HeadFiles">Paths and blob ids of the <c>*.cs</c> files at HEAD.</param>
/// <param name="HasCommitGraph">The repository brings a commit graph, which git's own commands and the tool's git then use.</param>
internal sealed record HistoryFacts(
    string Head, int Commits, int BlobVersions, int MissingBlobs, long BlobBytes, ReadOnlyMemory<byte> BlobRequest, ImmutableArray<(string Path, string Blob)> HeadFiles, bool HasCommitGraph)
{
    /// <summary>Reads the log and the sizes; after that the operating system has the packs in memory, so that every contender finds them there.</summary>
    /// <exception cref="BenchmarkException">git failed.</exception>
    public static HistoryFacts Read(ProcessRunner runner, ScratchClone clone)
    {
        var blobs = Blobs(clone.Git(FloorCommands.WalkLog));
        var request = Encoding.ASCII.GetBytes(string.Concat(blobs.Select(blob => blob + "\n")));
        var (bytes, missing) = (0L, 0);
        if (blobs.Count > 0)
        {
            var sizes = runner.Run(clone.Path, "git", ["cat-file", "--batch-check=%(objectname) %(objectsize)", "--buffer"], request, keepsOutput: true).OrThrow().Text;
            foreach (var line in sizes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (long.TryParse(line.AsSpan(line.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                {
                    bytes += size;
                }
                else
                {
                    missing++;
                }
            }

            runner.Run(clone.Path, "git", FloorCommands.Contents, request).OrThrow();
        }

        var commits = int.Parse(clone.Git("rev-list", "--count", "HEAD").AsSpan().Trim(), CultureInfo.InvariantCulture);
        // git copies a shallow repository instead of borrowing from it.
        var alternates = Path.Combine(clone.Path, ".git", "objects", "info", "alternates");
        var hasGraph = File.Exists(alternates) && File.ReadAllLines(alternates).Any(objects => File.Exists(Path.Combine(objects, "info", "commit-graph")) || Directory.Exists(Path.Combine(objects, "info", "commit-graphs")));
        return new HistoryFacts(clone.Head, commits, blobs.Count, missing, bytes, request, HeadFilesOf(clone), hasGraph);
    }

    /// <summary>Ids of new blobs, each when it first appears.</summary>
    private static List<string> Blobs(string log)
    {
        var result = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in log.AsSpan().EnumerateLines())
        {
            // ":oldmode newmode oldid newid status"
            if (line is not [':', ..])
            {
                continue;
            }

            var oldEnd = line[15..].IndexOf(' ') + 15;
            var id = line[(oldEnd + 1)..(oldEnd + 1 + (oldEnd - 15))];
            if (line[8..].StartsWith("100", StringComparison.Ordinal) && id.ToString() is var blob && known.Add(blob))
            {
                result.Add(blob);
            }
        }

        return result;
    }

    private static ImmutableArray<(string Path, string Blob)> HeadFilesOf(ScratchClone clone)
    {
        var result = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var entry in clone.Git("ls-tree", "-r", "-z", "HEAD").Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            // "mode type id TAB path"
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            if (entry.StartsWith("100", StringComparison.Ordinal) && entry.EndsWith(".cs", StringComparison.Ordinal))
            {
                result.Add((entry[(tab + 1)..], entry[..tab].Split(' ')[2]));
            }
        }

        return result.ToImmutable();
    }
}
