using System.Globalization;
using System.Text;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>Writes a random history in which every name occurs once and none is ever put in another order, so that every right alignment keeps the same tokens.</summary>
/// <remarks>
/// Where <see cref="RandomHistory"/> is after git's corners, this is after token identity: half-edited lines, re-wrapped and re-indented
/// ones, comments, line-end flips; pure renames, branches, and merges of two and three parents that keep each parent's order.
/// </remarks>
/// <param name="seed">Equal seeds give equal histories.</param>
/// <param name="rewrite">Applied to every content: a shadow of the same history in another form.</param>
internal sealed class TieFreeHistory(int seed, Func<byte[], byte[]>? rewrite = null)
{
    private static readonly string[] Names = ["src/A.cs", "src/B.cs", "src/deep/er/C.cs", "D.cs", "test/E.cs", "src/F.cs", "src/G.cs", "src/H.cs"];

    private readonly Random _random = new(seed);
    private readonly List<(int Mark, Dictionary<string, Source> Tree)> _heads = [];
    private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _words;

    /// <summary>Adds at least <paramref name="commits"/> commits; the last one is on the mainline and merges what is open.</summary>
    public void WriteTo(TestRepository repository, int commits)
    {
        var root = new Dictionary<string, Source>(StringComparer.Ordinal);
        foreach (var name in Names.Take(4))
        {
            root[name] = Write(Fresh(_random.Next(10, 120)));
        }

        _heads.Add((Commit(repository, [], root, []), root));
        for (var i = 1; i < commits; i++)
        {
            var roll = _random.Next(8);
            if (roll == 0 && _heads.Count < 4)
            {
                _heads.Add(_heads[0]);
                Edit(repository, _heads.Count - 1);
            }
            else if (roll <= 1 && _heads.Count > 1)
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
        var tree = new Dictionary<string, Source>(before, StringComparer.Ordinal);
        var paths = tree.Keys.Order(StringComparer.Ordinal).ToArray();
        var path = paths[_random.Next(paths.Length)];
        var unused = Names.FirstOrDefault(name => !_heads.Exists(other => other.Tree.ContainsKey(name)));
        switch (_random.Next(8))
        {
            case 0 when unused is not null:
                // Alone in its commit and unchanged: no similarity has a say.
                tree[unused] = tree[path];
                tree.Remove(path);
                break;
            case 1 when unused is not null:
                tree[unused] = Write(Fresh(_random.Next(1, 80)));
                break;
            case 2 when paths.Length > 3:
                tree.Remove(path);
                break;
            case 3:
                tree[path] = Write(tree[path].Words);
                break;
            default:
                tree[path] = Write(EditWords(tree[path].Words));
                break;
        }

        _heads[head] = (Commit(repository, [mark], tree, before), tree);
    }

    private string[] EditWords(string[] words)
    {
        var result = words.ToList();
        for (var k = _random.Next(1, 6); k > 0; k--)
        {
            var at = _random.Next(result.Count + 1);
            if (_random.Next(2) == 0)
            {
                result.RemoveRange(at, Math.Min(_random.Next(1, 12), result.Count - at));
            }

            if (_random.Next(3) > 0)
            {
                result.InsertRange(at, Fresh(_random.Next(1, 12)));
            }
        }

        return [.. result];
    }

    private void Merge(TestRepository repository, int parents)
    {
        var chosen = _heads.Take(parents).ToArray();
        var tree = new Dictionary<string, Source>(StringComparer.Ordinal);
        foreach (var path in chosen.SelectMany(head => head.Tree.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var versions = chosen.Select(head => head.Tree.GetValueOrDefault(path)).OfType<Source>().ToArray();
            tree[path] = _random.Next(4) switch
            {
                0 => versions[0],
                1 => versions[^1],
                _ => Write(_random.Next(6) == 0 ? EditWords(Weave(versions)) : Weave(versions)),
            };
        }

        var mark = Commit(repository, [.. chosen.Select(head => head.Mark)], tree, chosen[0].Tree);
        _heads.RemoveRange(0, parents);
        _heads.Insert(0, (mark, tree));
    }

    /// <summary>The words of all versions; one that only a later version has stands behind the word that precedes it there.</summary>
    private static string[] Weave(Source[] versions)
    {
        var result = versions[0].Words.ToList();
        foreach (var other in versions.Skip(1))
        {
            var known = result.ToHashSet(StringComparer.Ordinal);
            var at = 0;
            foreach (var word in other.Words)
            {
                if (known.Contains(word))
                {
                    at = result.IndexOf(word) + 1;
                }
                else
                {
                    result.Insert(at++, word);
                }
            }
        }

        return [.. result];
    }

    private string[] Fresh(int count) => [.. Enumerable.Range(0, count).Select(_ => "name" + (_words++).ToString(CultureInfo.InvariantCulture))];

    /// <summary>The words in lines that are broken, indented and commented anew each time.</summary>
    private Source Write(string[] words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            text.Append(word).Append(_random.Next(12) switch { 0 => "\n", 1 => "\n    ", 2 => " // why\n\t", 3 => "\n\n", _ => " " });
        }

        var result = text.ToString();
        var bytes = Encoding.UTF8.GetBytes(_random.Next(8) == 0 ? result.Replace("\n", "\r\n", StringComparison.Ordinal) : result);
        return new Source(words, rewrite is null ? bytes : rewrite(bytes));
    }

    private int Commit(TestRepository repository, int[] parents, Dictionary<string, Source> tree, Dictionary<string, Source> before)
    {
        _now = _now.AddHours(_random.Next(1, 72));
        var changes = tree.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => (pair.Key, (byte[]?)pair.Value.Content))
            .Concat(before.Keys.Where(path => !tree.ContainsKey(path)).Select(path => (path, (byte[]?)null)))
            .OrderBy(change => change.Item1, StringComparer.Ordinal);
        return repository.Commit(new TestCommit("change\n", _now, [.. changes]), parents);
    }

    /// <summary>A version of a file; one version is one instance, so that branches that share it are seen to.</summary>
    private sealed class Source(string[] words, byte[] content)
    {
        public string[] Words { get; } = words;

        public byte[] Content { get; } = content;
    }
}
