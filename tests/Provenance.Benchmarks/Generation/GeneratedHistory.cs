using System.Text;

namespace Provenance.Benchmarks.Generation;

/// <summary>Writes a history of C# files: edits, moves, renames, additions and removals on a mainline, with short branches that are merged.</summary>
/// <remarks>A branch takes files for itself until it is merged, so that every merge is the union of what both sides did.</remarks>
internal sealed class GeneratedHistory
{
    private const string Mainline = "main";
    private const long FirstSeconds = 1_451_606_400; // 2016-01-01
    private const int LongestPauseSeconds = 4_500;

    private static readonly string[] Authors = [.. new[] { "One", "Two", "Three", "Four", "Five", "Six" }.Select((name, i) => $"Author {name} <author{i + 1}@example.invalid>")];

    private readonly StableRandom _random;
    private readonly ImportStream _target;
    private readonly GeneratedTree _tree;
    private readonly HashSet<GeneratedFile> _taken = [];
    private long _seconds = FirstSeconds;
    private int _mainTip;
    private int _sideTip;
    private int _sideCommitsLeft;

    public GeneratedHistory(StableRandom random, ImportStream target, int files)
    {
        _random = random;
        _target = target;
        _tree = new GeneratedTree(random, files);
    }

    /// <summary>The branch that side commits are written to; it means nothing after the last merge.</summary>
    public const string Side = "side";

    public void Write(int commits)
    {
        WriteRoot();
        for (var i = 1; i < commits; i++)
        {
            var isLast = i == commits - 1;
            if (_taken.Count > 0 && (_sideCommitsLeft == 0 || isLast))
            {
                Merge();
            }
            else if (_taken.Count > 0 && _random.Chance(0.5))
            {
                CommitOnSide();
            }
            else if (_taken.Count == 0 && !isLast && _random.Chance(0.03))
            {
                Branch();
            }
            else
            {
                CommitOnMainline();
            }
        }
    }

    private void WriteRoot()
    {
        _mainTip = Begin(Mainline, "Import the sources");
        foreach (var area in Vocabulary.Areas)
        {
            _target.Modify($"src/{area}/{area}.csproj", Encoding.UTF8.GetBytes("<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net8.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n"));
        }

        foreach (var file in _tree.Files)
        {
            _target.Modify(file.Path, file.Content());
        }
    }

    private void CommitOnMainline()
    {
        if (_random.Chance(0.02))
        {
            AddOrRemoveFile();
        }
        else if (_tree.PickFree(_taken) is not { } file)
        {
            _mainTip = Begin(Mainline, "Change nothing", _mainTip);
        }
        else if (_random.Chance(0.015))
        {
            RenameFile(file);
        }
        else
        {
            EditFiles(file);
        }
    }

    private void AddOrRemoveFile()
    {
        if (_tree.ShouldGrow || _tree.PickFree(_taken) is not { } removed)
        {
            var added = _tree.Add();
            _mainTip = Begin(Mainline, $"Add {added.TypeName}", _mainTip);
            _target.Modify(added.Path, added.Content());
        }
        else
        {
            _mainTip = Begin(Mainline, $"Remove {removed.TypeName}", _mainTip);
            _tree.Remove(removed);
            _target.Delete(removed.Path);
        }
    }

    private void RenameFile(GeneratedFile file)
    {
        var (oldPath, oldName) = (file.Path, file.TypeName);
        _tree.Rename(file);
        _mainTip = Begin(Mainline, $"Rename {oldName} to {file.TypeName}", _mainTip);
        _target.Rename(oldPath, file.Path);
        _target.Modify(file.Path, file.Content());
    }

    private void EditFiles(GeneratedFile first)
    {
        HashSet<GeneratedFile> changed = [first];
        Edit(first);
        while (_random.Chance(0.3) && _tree.PickFree(_taken) is { } other)
        {
            changed.Add(other);
            Edit(other);
        }

        if (_random.Chance(0.06) && _tree.PickFree(_taken) is { } target && target != first)
        {
            first.Move(target, _random);
            changed.Add(target);
        }

        _mainTip = Begin(Mainline, $"Work on {first.TypeName}", _mainTip);
        Write(changed);
    }

    private void Branch()
    {
        var count = 1 + _random.Next(Math.Min(4, _tree.Files.Count));
        _taken.UnionWith(_random.Sample(_tree.Files, count));
        _sideCommitsLeft = 2 + _random.Next(5);
        _sideTip = _mainTip;
        CommitOnSide();
    }

    private void CommitOnSide()
    {
        _sideCommitsLeft--;
        GeneratedFile[] files = [.. _taken.OrderBy(file => file.Path, StringComparer.Ordinal)];
        var file = _random.Pick(files);
        Edit(file);
        _sideTip = Begin(Side, $"Try something in {file.TypeName}", _sideTip);
        Write([file]);
    }

    private void Merge()
    {
        _mainTip = Begin(Mainline, "Merge branch 'side'", _mainTip, _sideTip);
        Write(_taken);
        _taken.Clear();
    }

    private void Edit(GeneratedFile file)
    {
        do
        {
            file.Edit(_random);
        }
        while (_random.Chance(0.5));
    }

    private void Write(IEnumerable<GeneratedFile> files)
    {
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            _target.Modify(file.Path, file.Content());
        }
    }

    private int Begin(string branch, string subject, params ReadOnlySpan<int> parents)
    {
        _seconds += 1 + _random.Next(LongestPauseSeconds);
        var trailer = _random.Chance(0.25) ? "\n\nCo-authored-by: Claude <noreply@anthropic.com>" : "";
        return _target.Commit(branch, _random.Pick(Authors), _seconds, subject + trailer, parents);
    }
}
