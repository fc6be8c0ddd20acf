using System.Text;
using Provenance.Testing;

namespace Provenance.Oracles;

/// <summary>How git pairs the renames of a history: per commit, new path → old path, against the first parent.</summary>
internal sealed class RenameIndex
{
    private readonly Dictionary<string, Dictionary<string, string>> _byCommit = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _earlierNames = new(StringComparer.Ordinal);

    private RenameIndex()
    {
    }

    public static RenameIndex Read(string repository, Func<string, string> commitName)
    {
        var log = TestRepository.RunGit(repository, null,
            ["log", "--raw", "-z", "--no-abbrev", "--diff-filter=R", "-M", "-l0", "--diff-merges=first-parent", "--full-history", "--format=%x01%H", "HEAD", "--", "*.cs"]);
        var result = new RenameIndex();
        var commit = "";
        var fields = Encoding.UTF8.GetString(log).Split('\0');
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i].TrimStart('\n');
            if (field.StartsWith('\u0001'))
            {
                commit = commitName(field[1..]);
            }
            else if (field.StartsWith(':'))
            {
                result.Add(commit, fields[i + 1], fields[i + 2]);
                i += 2;
            }
        }

        return result;
    }

    /// <summary>The path before a commit.</summary>
    public string Before(string commit, string path) => _byCommit.TryGetValue(commit, out var renames) ? renames.GetValueOrDefault(path, path) : path;

    /// <summary>Whether a path was the source of a rename in a commit.</summary>
    public bool IsSource(string commit, string path) => _byCommit.TryGetValue(commit, out var renames) && renames.ContainsValue(path);

    /// <summary>The renames, as commit and new path, that one index has and the other has not, or pairs otherwise.</summary>
    public HashSet<(string Commit, string Path)> DifferencesFrom(RenameIndex other) =>
        [.. All().Except(other.All()).Concat(other.All().Except(All())).Select(rename => (rename.Commit, rename.New))];

    /// <summary>Every name that a file, or a namesake, may have had.</summary>
    public HashSet<string> NamesOf(string path)
    {
        var result = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([path]);
        while (open.TryPop(out var name))
        {
            if (result.Add(name) && _earlierNames.TryGetValue(name, out var earlier))
            {
                foreach (var next in earlier)
                {
                    open.Push(next);
                }
            }
        }

        return result;
    }

    private IEnumerable<(string Commit, string Old, string New)> All() =>
        _byCommit.SelectMany(commit => commit.Value.Select(rename => (commit.Key, rename.Value, rename.Key)));

    private void Add(string commit, string from, string to)
    {
        if (!_byCommit.TryGetValue(commit, out var renames))
        {
            _byCommit.Add(commit, renames = new Dictionary<string, string>(StringComparer.Ordinal));
        }

        renames[to] = from;
        if (!_earlierNames.TryGetValue(to, out var names))
        {
            _earlierNames.Add(to, names = new HashSet<string>(StringComparer.Ordinal));
        }

        names.Add(from);
    }
}
