using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Provenance.Analyzers.Origins;
using Provenance.Analyzers.Policy;

namespace Provenance.Analyzers.Map;

/// <summary>A map that was read, or the state in which it cannot be.</summary>
internal sealed class ProvenanceMapText
{
    private readonly Dictionary<string, MapFileSection> _files;
    private readonly Lazy<Dictionary<string, MapFileSection?>> _filesOfAnyCase;
    private readonly ConditionalWeakTable<SyntaxTree, FileOrigins> _origins = new();
    private readonly Lazy<PolicyTable> _policy;

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
        _policy = new(() => PolicyTable.Of(header.Policy));
    }

    public MapState State { get; }

    /// <summary>Empty when the map cannot be used.</summary>
    public MapHeader Header { get; }

    public PolicyTable Policy => _policy.Value;

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

    /// <summary>A file's runs laid over a tree of it: made once for all rules, and kept while the tree lives.</summary>
    /// <returns>Null when the map does not describe the file, or when it does but nothing can be told of an edited text.</returns>
    public FileOrigins? OriginsOf(SyntaxTree tree, string path, bool ignoreCase, CancellationToken cancellationToken)
    {
        if (_origins.TryGetValue(tree, out var known))
        {
            return known;
        }

        if (Find(path, ignoreCase) is not { } file || LineOrigins.Of(file, tree.GetText(cancellationToken)) is not { } lines)
        {
            return null;
        }

        return _origins.GetValue(tree, _ => new FileOrigins(tree, file, lines, this, isLinked: path.StartsWith("../", StringComparison.Ordinal)));
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
