using System.Collections.Immutable;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.History.Replay;

/// <summary>The policies of one tree; answers which one holds where code is born.</summary>
internal sealed class PolicyTable
{
    public static readonly PolicyTable Empty = new(ImmutableDictionary.Create<string, ObjectId>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, ObjectId> _byDirectory;

    private PolicyTable(ImmutableDictionary<string, ObjectId> byDirectory) => _byDirectory = byDirectory;

    public static bool IsPolicy(string path) =>
        path.EndsWith(PolicyLocator.FileName, StringComparison.Ordinal) && (path.Length == PolicyLocator.FileName.Length || path[^(PolicyLocator.FileName.Length + 1)] == '/');

    /// <summary>The tree with one policy more, changed, or, without a blob, less.</summary>
    public PolicyTable With(string path, ObjectId? blob)
    {
        var directory = RepositoryPath.DirectoryOf(path);
        return new PolicyTable(blob is { } id ? _byDirectory.SetItem(directory, id) : _byDirectory.Remove(directory));
    }

    public ObjectId? BlobOf(string path) => _byDirectory.TryGetValue(RepositoryPath.DirectoryOf(path), out var blob) ? blob : null;

    /// <summary>The policy in the nearest folder upwards; null when there is none.</summary>
    public ObjectId? Nearest(string path)
    {
        if (_byDirectory.IsEmpty)
        {
            return null;
        }

        var directory = path;
        do
        {
            directory = RepositoryPath.DirectoryOf(directory);
            if (_byDirectory.TryGetValue(directory, out var blob))
            {
                return blob;
            }
        }
        while (directory.Length > 0);

        return null;
    }

    /// <summary>By ordinal path.</summary>
    public ImmutableArray<(string Path, ObjectId Blob)> All() =>
    [
        .. _byDirectory
            .Select(policy => (Path: policy.Key.Length == 0 ? PolicyLocator.FileName : policy.Key + "/" + PolicyLocator.FileName, Blob: policy.Value))
            .OrderBy(policy => policy.Path, StringComparer.Ordinal),
    ];
}
