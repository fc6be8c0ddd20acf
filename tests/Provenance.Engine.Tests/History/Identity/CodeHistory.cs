using System.Globalization;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>Writes a random history of C# files in which members are added, edited, moved within and between files, renamed, removed and put back, on a mainline and on branches, with a wrong date now and then.</summary>
internal sealed class CodeHistory(int seed)
{
    private static readonly string[] Paths = ["src/A.cs", "src/B.cs", "src/C.cs", "D.cs", "test/E.cs"];

    private readonly Random _random = new(seed);
    private readonly List<Dictionary<string, string[]>> _past = [];
    private DateTimeOffset _now = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _names;

    public void WriteTo(TestRepository repository, int commits)
    {
        var tree = new Dictionary<string, string[]>(StringComparer.Ordinal) { [Paths[0]] = [Fresh(), Fresh(), Fresh()], [Paths[1]] = [Fresh(), Fresh()] };
        var main = Commit(repository, [], tree, []);
        (int Mark, Dictionary<string, string[]> Tree)? branch = null;
        for (var i = 1; i < commits; i++)
        {
            var roll = _random.Next(10);
            if (roll == 0 && branch is null)
            {
                var changed = Changed(tree);
                branch = (Commit(repository, [main], changed, tree), changed);
            }
            else if (roll <= 3 && branch is { } side)
            {
                var changed = Changed(side.Tree);
                branch = (Commit(repository, [side.Mark], changed, side.Tree), changed);
            }
            else if (roll == 4 && branch is { } done)
            {
                var merged = _random.Next(4) == 0 ? done.Tree : Union(tree, done.Tree);
                main = Commit(repository, [main, done.Mark], merged, tree);
                (tree, branch) = (merged, null);
            }
            else
            {
                // One step in seven takes back the one before it.
                var changed = _past.Count > 0 && _random.Next(7) == 0 ? _past[^1] : Changed(tree);
                _past.Add(tree);
                main = Commit(repository, [main], changed, tree);
                tree = changed;
            }
        }

        Commit(repository, branch is { } open ? [main, open.Mark] : [main], tree, tree);
    }

    private Dictionary<string, string[]> Changed(Dictionary<string, string[]> before)
    {
        var tree = new Dictionary<string, string[]>(before, StringComparer.Ordinal);
        for (var k = _random.Next(1, 4); k > 0; k--)
        {
            Change(tree);
        }

        return tree;
    }

    private void Change(Dictionary<string, string[]> tree)
    {
        var paths = tree.Keys.Order(StringComparer.Ordinal).ToArray();
        var from = paths.Length == 0 ? Paths[0] : Pick(paths);
        var to = Pick(Paths);
        var members = tree.GetValueOrDefault(from, []);
        var member = members.Length == 0 ? "" : Pick(members);
        switch (_random.Next(11))
        {
            case 0:
                tree.Remove(from);
                break;
            case 1:
                tree[from] = [.. members.Where(other => !ReferenceEquals(other, member))];
                break;
            case 2:
                tree[from] = [.. members.Where(other => !ReferenceEquals(other, member)), member];
                break;
            case 3 or 4:
                tree[from] = [.. members.Where(other => !ReferenceEquals(other, member))];
                tree[to] = Inserted(tree.GetValueOrDefault(to, []), member);
                break;
            case 5:
                var old = Shared();
                var renamed = old + "Again";
                foreach (var path in paths)
                {
                    tree[path] = [.. tree[path].Select(text => text.Replace(old, renamed, StringComparison.Ordinal))];
                }

                break;
            case 6 or 7 when _past.Count > 0:
                // A revert of one file to what it once was, or of everything.
                var past = _past[_random.Next(Math.Max(0, _past.Count - 6), _past.Count)];
                foreach (var path in _random.Next(3) == 0 ? Paths : [from])
                {
                    if (past.TryGetValue(path, out var text))
                    {
                        tree[path] = text;
                    }
                }

                break;
            case 8 when member.Length > 0:
                tree[from] = [.. members.Select(text => ReferenceEquals(text, member) ? text.Replace("* 31", "* " + _random.Next(9).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : text)];
                break;
            case 9 when !tree.ContainsKey(to):
                tree[to] = members;
                tree.Remove(from);
                break;
            default:
                tree[from] = Inserted(members, Fresh());
                break;
        }
    }

    private string[] Inserted(string[] members, string member)
    {
        var at = _random.Next(members.Length + 1);
        return [.. members[..at], member, .. members[at..]];
    }

    private static Dictionary<string, string[]> Union(Dictionary<string, string[]> main, Dictionary<string, string[]> branch)
    {
        var result = new Dictionary<string, string[]>(main, StringComparer.Ordinal);
        foreach (var (path, members) in branch)
        {
            var known = main.GetValueOrDefault(path, []);
            result[path] = [.. known, .. members.Where(member => !known.Contains(member, StringComparer.Ordinal))];
        }

        return result;
    }

    private string Fresh()
    {
        var name = (_names++).ToString(CultureInfo.InvariantCulture);
        return $"    int total{name} = {Shared()} + {Shared()} * {Shared()};\n" + Code.Method("Name" + name + "x", _random.Next(1, 9));
    }

    /// <summary>A name that many members use.</summary>
    private string Shared() => "shared" + (char)('A' + _random.Next(3));

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];

    private int Commit(TestRepository repository, int[] parents, Dictionary<string, string[]> tree, Dictionary<string, string[]> before)
    {
        _now = _now.AddHours(_random.Next(1, _random.Next(6) == 0 ? 1000 : 96));
        var at = _random.Next(25) == 0 ? _now.AddDays(_random.Next(-4000, 4000)) : _now;
        var changes = tree.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => (pair.Key, (string?)Code.Class("Holder", pair.Value)))
            .Concat(before.Keys.Where(path => !tree.ContainsKey(path)).Select(path => (path, (string?)null)))
            .OrderBy(change => change.Item1, StringComparer.Ordinal);
        return repository.Commit(TestCommit.OfText("change\n", at, [.. changes]), parents);
    }
}
