namespace Provenance.Analyzers.Map;

/// <summary>A map that was read, or the state in which it cannot be.</summary>
internal sealed class ProvenanceMapText
{
    private readonly Dictionary<string, MapFileSection> _files;
    private readonly Lazy<Dictionary<string, MapFileSection?>> _filesOfAnyCase;

    public ProvenanceMapText(MapHeader header, Dictionary<string, MapFileSection> files)
        : this(MapState.Usable, header, files)
    {
    }

    private ProvenanceMapText(MapState state, MapHeader header, Dictionary<string, MapFileSection> files)
    {
        State = state;
        Header = header;
        _files = files;
        _filesOfAnyCase = new(IndexOfAnyCase);
    }

    public MapState State { get; }

    /// <summary>Empty when the map cannot be used.</summary>
    public MapHeader Header { get; }

    public static ProvenanceMapText Unusable(MapState state) => new(state, new MapHeader(), new(StringComparer.Ordinal));

    /// <summary>The file of that project-relative path, or null when the map does not describe it.</summary>
    /// <param name="ignoreCase">On file systems where two cases name one file: a unique match counts, an ambiguous one does not.</param>
    public MappedFile? Find(string path, bool ignoreCase)
    {
        if (_files.TryGetValue(path, out var section))
        {
            return section.Read();
        }

        return ignoreCase && _filesOfAnyCase.Value.TryGetValue(path, out section) ? section?.Read() : null;
    }

    private Dictionary<string, MapFileSection?> IndexOfAnyCase()
    {
        var index = new Dictionary<string, MapFileSection?>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in _files)
        {
            index[file.Key] = index.ContainsKey(file.Key) ? null : file.Value;
        }

        return index;
    }
}
