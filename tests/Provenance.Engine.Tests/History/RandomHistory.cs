using System.Text;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

/// <summary>Writes a random history: edits, renames, swaps, line-end flips, missing final newlines, odd names, branches, merges of two and three parents, evil merges.</summary>
/// <remarks>Lines are unique, so that no diff has a tie and every oracle must agree to the line.</remarks>
/// <param name="seed">Equal seeds give equal histories.</param>
/// <param name="rewrite">Applied to every content: a shadow of the same history in another form.</param>
internal sealed class RandomHistory(int seed, Func<byte[], byte[]>? rewrite = null)
{
    private static readonly string[] Names = [
        "src/A.cs", "src/B.cs", "src/deep/er/C.cs", "src/with space.cs", "src/tab\there.cs", "src/quote\"d.cs", "src/\u00fcml\u00e4ut \u4e2d\u6587.cs", "src/new\nline.cs",
        "D.cs", "test/E.cs", "src/F.cs", "src/G.cs", "--output=x.cs", "src/:(top)x.cs",
    ];

    private static readonly string[] Policies = [
        "version: 1\nexclude: {generated: ['src/deep/**', A.cs]}\n", "version: 1\nexclude: {vendored: ['*.cs']}\n", "version: 1\nexclude: {generated: [src/G.cs]\n", "version: 1\n",
    ];

    private readonly Random _random = new(seed);
    private readonly List<(int Mark, Dictionary<string, string> Tree)> _heads = [];
    private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _lines;

    /// <summary>Commits also bring, change and remove policies, broken ones among them.</summary>
    public bool HasPolicies { get; init; }

    /// <summary>Adds <paramref name="commits"/> commits; the last one is on the mainline and merges what is open.</summary>
    public void WriteTo(TestRepository repository, int commits)
    {
        var root = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < 4; i++)
        {
            root[Names[i]] = FreshText(_random.Next(3, 40));
        }

        _heads.Add((Commit(repository, [], root), root));
        for (var i = 1; i < commits; i++)
        {
            var roll = _random.Next(10);
            if (roll == 0 && _heads.Count < 4)
            {
                _heads.Add((_heads[0].Mark, new Dictionary<string, string>(_heads[0].Tree, StringComparer.Ordinal)));
                Edit(repository, _heads.Count - 1);
            }
            else if (roll <= 2 && _heads.Count > 1)
            {
                Merge(repository, _heads.Count > 2 && _random.Next(3) == 0 ? 3 : 2);
            }
            else
            {
                Edit(repository, _random.Next(_heads.Count));
            }
        }

        while (_heads.Count > 1)
        {
            Merge(repository, 2);
        }

        Edit(repository, 0);
    }

    private void Edit(TestRepository repository, int head)
    {
        var (mark, before) = _heads[head];
        var tree = new Dictionary<string, string>(before, StringComparer.Ordinal);
        for (var k = _random.Next(1, 4); k > 0; k--)
        {
            Change(tree);
        }

        if (HasPolicies && _random.Next(3) == 0)
        {
            ChangePolicy(tree, _random.Next(2) == 0 ? "provenance.yml" : "src/provenance.yml");
        }

        _heads[head] = (Commit(repository, [mark], tree, before), tree);
    }

    private void ChangePolicy(Dictionary<string, string> tree, string path)
    {
        if (!tree.Remove(path) || _random.Next(3) > 0)
        {
            tree[path] = Policies[_random.Next(Policies.Length)];
        }
    }

    private void Change(Dictionary<string, string> tree)
    {
        var paths = tree.Keys.Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var path = paths.Length == 0 ? null : paths[_random.Next(paths.Length)];
        switch (_random.Next(12))
        {
            case 0 when path is not null && paths.Length > 2:
                tree.Remove(path);
                break;
            case 1 when path is not null && Unused(tree) is { } name:
                tree[name] = tree[path];
                tree.Remove(path);
                break;
            case 2 when paths.Length > 1:
                var other = paths[_random.Next(paths.Length)];
                (tree[path!], tree[other]) = (tree[other], tree[path!]);
                break;
            case 3 when path is not null:
                tree[path] = tree[path].Contains("\r\n", StringComparison.Ordinal)
                    ? tree[path].Replace("\r\n", "\n", StringComparison.Ordinal)
                    : tree[path].Replace("\n", "\r\n", StringComparison.Ordinal);
                break;
            case 4 when path is not null:
                tree[path] = tree[path].TrimEnd('\n', '\r');
                break;
            case 5 when Unused(tree) is { } fresh:
                tree[fresh] = FreshText(_random.Next(1, 30));
                break;
            default:
                if (path is not null)
                {
                    tree[path] = EditText(tree[path]);
                }

                break;
        }
    }

    private string? Unused(Dictionary<string, string> tree) => Names.FirstOrDefault(name => !tree.ContainsKey(name));

    private string EditText(string text)
    {
        var lines = text.Split('\n').ToList();
        for (var k = _random.Next(1, 4); k > 0; k--)
        {
            var at = _random.Next(lines.Count);
            if (_random.Next(3) == 0 && lines.Count > 2)
            {
                lines.RemoveRange(at, Math.Min(_random.Next(1, 4), lines.Count - at));
            }
            else
            {
                lines.InsertRange(at, Enumerable.Range(0, _random.Next(1, 5)).Select(_ => FreshLine()));
            }
        }

        return string.Join('\n', lines);
    }

    private void Merge(TestRepository repository, int parents)
    {
        var chosen = _heads.Take(parents).ToArray();
        var tree = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in chosen.SelectMany(head => head.Tree.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var versions = chosen.Select(head => head.Tree.GetValueOrDefault(path)).ToArray();
            var text = _random.Next(4) switch
            {
                0 => versions[0],
                1 => versions[^1],
                _ => Weave(versions),
            };
            if (text is not null)
            {
                // One merge in six also writes something that no parent has.
                tree[path] = _random.Next(6) == 0 ? EditText(text) : text;
            }
        }

        var mark = Commit(repository, [.. chosen.Select(head => head.Mark)], tree, chosen[0].Tree);
        _heads.RemoveRange(0, parents);
        _heads.Insert(0, (mark, tree));
    }

    /// <summary>Lines of all versions: first those of one, then what only the others have, so that order and content agree with every parent.</summary>
    private static string? Weave(string?[] versions)
    {
        var present = versions.Where(version => version is not null).Select(version => version!).ToArray();
        if (present.Length == 0)
        {
            return null;
        }

        var result = present[0].Split('\n').ToList();
        var known = result.ToHashSet(StringComparer.Ordinal);
        foreach (var other in present.Skip(1))
        {
            result.AddRange(other.Split('\n').Where(line => known.Add(line)));
        }

        return string.Join('\n', result);
    }

    private string FreshText(int lines) => string.Concat(Enumerable.Range(0, lines).Select(_ => FreshLine() + "\n"));

    private string FreshLine() => new string(' ', 4 * _random.Next(4)) + (_lines % 3 == 0 ? "this.line" : "line") + (_lines++).ToString(System.Globalization.CultureInfo.InvariantCulture) + " = " + _random.Next() + ";";

    private byte[] Content(string text) => rewrite is null ? Encoding.UTF8.GetBytes(text) : rewrite(Encoding.UTF8.GetBytes(text));

    private int Commit(TestRepository repository, int[] parents, Dictionary<string, string> tree, Dictionary<string, string>? before = null)
    {
        _now = _now.AddHours(_random.Next(1, 72));
        before ??= [];
        var changes = tree.Where(pair => !before.TryGetValue(pair.Key, out var old) || !string.Equals(old, pair.Value, StringComparison.Ordinal))
            .Select(pair => (pair.Key, (byte[]?)Content(pair.Value)))
            .Concat(before.Keys.Where(path => !tree.ContainsKey(path)).Select(path => (path, (byte[]?)null)))
            .OrderBy(change => change.Item1, StringComparer.Ordinal);
        return repository.Commit(new TestCommit("change\n", _now, [.. changes]), parents);
    }
}
