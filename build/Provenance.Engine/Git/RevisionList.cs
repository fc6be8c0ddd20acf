using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>A commit and its parents as git sees them: a shallow boundary has none.</summary>
public readonly record struct Revision(ObjectId Id, ImmutableArray<ObjectId> Parents);

/// <summary>Commits in the order of <c>git rev-list --topo-order --reverse</c>.</summary>
public sealed record Revisions(ImmutableArray<Revision> Commits);

/// <summary>Reads the graph of commits, before anything else of them is known.</summary>
public static class RevisionList
{
    internal const int FewParents = 64;

    /// <summary>All commits reachable from a tip and not from <paramref name="known"/>, parents first.</summary>
    public static Outcome<Revisions> Read(CleanRoom room, ObjectId tip, ObjectId? known)
    {
        using var git = room.Start("rev-list", ["--topo-order", "--reverse", "--parents", tip.ToString(), .. known is { } id ? ["^" + id] : Array.Empty<string>(), "--"]);
        return git is null ? Notice.Of("PROV902") : Read(git);
    }

    /// <summary>All commits reachable from any of the tips and not from <paramref name="known"/>, parents first.</summary>
    public static Outcome<Revisions> ReadBeside(CleanRoom room, IEnumerable<ObjectId> tips, ObjectId known)
    {
        using var git = room.Start("rev-list", ["--topo-order", "--reverse", "--parents", "--stdin"], feedsInput: true);
        if (git is null)
        {
            return Notice.Of("PROV902");
        }

        try
        {
            git.Input.Write(Encoding.ASCII.GetBytes(string.Concat(tips.Select(tip => tip + "\n")) + "^" + known + "\n"));
        }
        catch (IOException)
        {
            // git ended: how it ended says so.
        }

        git.CloseInput();
        return Read(git);
    }

    private static Outcome<Revisions> Read(GitProcess git)
    {
        var commits = ImmutableArray.CreateBuilder<Revision>();
        using var reader = new StreamReader(git.Output, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, 1 << 16);
        while (reader.ReadLine() is { } line)
        {
            if (!TryParse(line, out var revision))
            {
                // A line that ends early is git's failure or a limit; anything else is a form that is not understood.
                var reason = git.OutputEnded ? git.Finish() : null;
                git.Kill();
                return reason ?? Notice.Of("PROV903", "rev-list");
            }

            commits.Add(revision);
        }

        return git.Finish() is { } notice ? notice : new Revisions(commits.ToImmutable());
    }

    /// <summary>The first-parent chain below a commit, nearest first; what could not be read is left out.</summary>
    public static IEnumerable<ObjectId> FirstParents(CleanRoom room, ObjectId tip)
    {
        // Most of those who ask find what they look for among the first, and git would go on to the root meanwhile.
        var (last, count) = (tip, 0);
        foreach (var id in FirstParents(room, tip, ["--max-count=" + FewParents.ToString(CultureInfo.InvariantCulture)]))
        {
            (last, count) = (id, count + 1);
            yield return id;
        }

        if (count == FewParents)
        {
            foreach (var id in FirstParents(room, last, []))
            {
                yield return id;
            }
        }
    }

    private static IEnumerable<ObjectId> FirstParents(CleanRoom room, ObjectId tip, string[] limit)
    {
        using var git = room.Start("rev-list", ["--first-parent", "--skip=1", .. limit, tip.ToString(), "--"]);
        if (git is null)
        {
            yield break;
        }

        using var reader = new StreamReader(git.Output, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, 1 << 12);
        while (reader.ReadLine() is { } line && ObjectId.TryParse(line.AsSpan(), out var id))
        {
            yield return id;
        }
    }

    private static bool TryParse(ReadOnlySpan<char> line, out Revision revision)
    {
        revision = default;
        var parents = ImmutableArray.CreateBuilder<ObjectId>();
        ObjectId? first = null;
        while (!line.IsEmpty)
        {
            var end = line.IndexOf(' ');
            if (!ObjectId.TryParse(end < 0 ? line : line[..end], out var id))
            {
                return false;
            }

            line = end < 0 ? [] : line[(end + 1)..];
            if (first is null)
            {
                first = id;
            }
            else
            {
                parents.Add(id);
            }
        }

        revision = new Revision(first.GetValueOrDefault(), parents.ToImmutable());
        return first is not null;
    }
}
