using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Analysis;

/// <summary>The versions of some files, which the replay does not keep: read again for the few files of which a rule wants to know more.</summary>
/// <param name="ByPath">Changes in the order of the walk, parents first.</param>
internal sealed record FileVersions(IReadOnlyDictionary<string, IReadOnlyList<FileVersion>> ByPath)
{
    // Longer lists of names are not passed: some systems end a command line at 32,767 characters.
    private const int LongestPathspecs = 8_000;

    /// <summary>Null when git fails: then nothing more is known of them.</summary>
    public static FileVersions? List(CleanRoom room, HistoryResult history, ObjectId tip, IReadOnlyCollection<string> paths)
    {
        var wanted = paths.ToHashSet(StringComparer.Ordinal);
        var byPath = wanted.ToDictionary(path => path, _ => (IReadOnlyList<FileVersion>)new List<FileVersion>(), StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return new FileVersions(byPath);
        }

        var steps = StepsOf(history);
        string[] pathspecs = wanted.Sum(path => path.Length + 12) <= LongestPathspecs ? [.. wanted.Order(StringComparer.Ordinal).Select(path => ":(literal)" + path)] : ["*.cs"];
        using var log = RawLog.Open(room, tip, known: null, findsRenames: false, pathspecs);
        if (log is null)
        {
            return null;
        }

        while (log.TryRead(out var commit))
        {
            if (commit.Changes.IsEmpty || !steps.TryGetValue(commit.Id, out var at))
            {
                continue;
            }

            foreach (var change in commit.Changes)
            {
                if (wanted.Contains(change.Path))
                {
                    ((List<FileVersion>)byPath[change.Path]).Add(new FileVersion(at.Commit, at.Step, history.Mainline[at.Step].Commit == at.Commit, change.OldBlob, change.NewBlob));
                }
            }
        }

        return log.Finish() is null ? new FileVersions(byPath) : null;
    }

    /// <summary>Decodes a version as the compiler would; null when it cannot be read.</summary>
    public static string? Read(ObjectReader reader, ObjectId blob) =>
        reader.Read(blob, out var content) == ReplyKind.Whole && new SourceDecoder().Decode(content, out var encoding) is var text && encoding != SourceEncoding.NotText
            ? Encoding.UTF8.GetString(text)
            : null;

    /// <summary>For each commit its index, and the step of the mainline that brought it.</summary>
    private static Dictionary<ObjectId, (int Commit, int Step)> StepsOf(HistoryResult history)
    {
        var steps = new Dictionary<ObjectId, (int, int)>(history.Commits.Length);
        var isSeen = new bool[history.Commits.Length];
        var waiting = new Stack<int>();
        for (var step = 0; step < history.Mainline.Length; step++)
        {
            waiting.Push(history.Mainline[step].Commit);
            while (waiting.TryPop(out var commit))
            {
                if (isSeen[commit])
                {
                    continue;
                }

                isSeen[commit] = true;
                steps.Add(history.Commits[commit].Id, (commit, step));
                foreach (var parent in history.Commits[commit].Parents)
                {
                    waiting.Push(parent);
                }
            }
        }

        return steps;
    }
}

/// <summary>A change of one file against the first parent.</summary>
/// <param name="Commit">Index into the history's commits.</param>
/// <param name="Step">Of the mainline, which brought the commit.</param>
/// <param name="IsMainline">The commit is the step itself, not one that it merged.</param>
/// <param name="NewBlob">Null when the file was removed, or is no regular one.</param>
internal readonly record struct FileVersion(int Commit, int Step, bool IsMainline, ObjectId? OldBlob, ObjectId? NewBlob);
