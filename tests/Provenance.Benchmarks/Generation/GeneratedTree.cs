using System.Globalization;

namespace Provenance.Benchmarks.Generation;

/// <summary>The files that live, about as many as at the start.</summary>
internal sealed class GeneratedTree
{
    private readonly StableRandom _random;
    private readonly int _typicalFiles;
    private readonly List<GeneratedFile> _files = [];
    private readonly HashSet<string> _typeNames = new(StringComparer.Ordinal);

    public GeneratedTree(StableRandom random, int files)
    {
        _random = random;
        _typicalFiles = files;
        for (var i = 0; i < files; i++)
        {
            Add();
        }
    }

    public IReadOnlyList<GeneratedFile> Files => _files;

    /// <summary>Whether a file should rather be added than removed, so that their number stays.</summary>
    public bool ShouldGrow => _random.Chance(1 - (_files.Count / (2.0 * _typicalFiles)));

    public GeneratedFile Add()
    {
        var file = new GeneratedFile(_random.Pick(Vocabulary.Areas), NewTypeName(), _random);
        _files.Add(file);
        return file;
    }

    public void Remove(GeneratedFile file)
    {
        _files.Remove(file);
        _typeNames.Remove(file.TypeName);
    }

    /// <summary>Another type name, and now and then another folder.</summary>
    public void Rename(GeneratedFile file)
    {
        _typeNames.Remove(file.TypeName);
        file.TypeName = NewTypeName();
        if (_random.Chance(0.3))
        {
            file.Area = _random.Pick(Vocabulary.Areas);
        }
    }

    /// <summary>A file that a side branch has not taken for itself; null when it has taken all.</summary>
    public GeneratedFile? PickFree(IReadOnlySet<GeneratedFile> taken)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var file = _random.Pick(_files);
            if (!taken.Contains(file))
            {
                return file;
            }
        }

        return _files.Find(file => !taken.Contains(file));
    }

    private string NewTypeName()
    {
        while (true)
        {
            var name = _random.Pick(Vocabulary.Nouns) + _random.Pick(Vocabulary.Nouns) + _random.Pick(Vocabulary.Roles);
            if (!_typeNames.Add(name))
            {
                name += _random.Next(int.MaxValue).ToString(CultureInfo.InvariantCulture);
                if (!_typeNames.Add(name))
                {
                    continue;
                }
            }

            return name;
        }
    }
}
