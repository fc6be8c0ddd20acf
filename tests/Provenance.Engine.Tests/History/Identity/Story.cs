using System.Text;
using Provenance.Engine.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>A small history told commit by commit, and what became of its tokens.</summary>
internal sealed class Story : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestRepository _repository = TestRepository.Create();
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);
    private string[]? _ids;
    private int _last;

    public TestRepository Repository => _repository;

    /// <summary>Commits told so far; the last one has this mark.</summary>
    public int Count => _last;

    /// <summary>Adds a commit after the last one; a null text deletes the path.</summary>
    /// <param name="day">Committer time in days.</param>
    public int Commit(double day, params (string Path, string? Text)[] changes) => Merge(_last == 0 ? [] : [_last], day, changes);

    /// <summary>Adds a commit after others; the tree starts as the first parent's.</summary>
    public int Merge(int[] parents, double day, params (string Path, string? Text)[] changes) =>
        MergeBytes(parents, day, [.. changes.Select(change => (change.Path, change.Text is null ? null : Encoding.UTF8.GetBytes(change.Text)))]);

    public int CommitBytes(double day, params (string Path, byte[]? Content)[] changes) => MergeBytes(_last == 0 ? [] : [_last], day, changes);

    public HistoryResult Run(ReplayOptions? options = null, int tip = 0)
    {
        Import();
        return TestReplay.Run(_repository, options ?? ReplayOptions.Tokens, tip == 0 ? null : IdOf(tip));
    }

    public string IdOf(int mark)
    {
        Import();
        return _ids![mark];
    }

    /// <summary>Tokens of the tip, by the mark of the commit in which they were born.</summary>
    /// <param name="path">Null for all files.</param>
    public SortedDictionary<int, int> Births(HistoryResult history, string? path = null)
    {
        Import();
        var result = new SortedDictionary<int, int>();
        foreach (var file in history.Files.Where(file => path is null || string.Equals(file.Path, path, StringComparison.Ordinal)))
        {
            foreach (var id in TestReplay.Blame(history, file))
            {
                result[_marks[id]] = result.GetValueOrDefault(_marks[id]) + 1;
            }
        }

        return result;
    }

    public void Dispose() => _repository.Dispose();

    private int MergeBytes(int[] parents, double day, (string Path, byte[]? Content)[] changes)
    {
        _last = _repository.Commit(new TestCommit("change\n", Start.AddDays(day), changes), parents);
        return _last;
    }

    private void Import()
    {
        if (_ids is not null)
        {
            return;
        }

        _ids = _repository.Import();
        for (var mark = 1; mark < _ids.Length; mark++)
        {
            _marks.Add(_ids[mark], mark);
        }
    }
}
