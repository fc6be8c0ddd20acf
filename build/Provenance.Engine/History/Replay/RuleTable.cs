using System.Collections.Immutable;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Replay;

/// <summary>The rule files of one tree (<see cref="IScopeRules"/>); answers which one holds where code is born.</summary>
internal sealed class RuleTable
{
    public static readonly RuleTable Empty = new(ImmutableDictionary.Create<string, RuleFile>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, RuleFile> _byDirectory;

    private RuleTable(ImmutableDictionary<string, RuleFile> byDirectory) => _byDirectory = byDirectory;

    /// <summary>The tree with one rule file more, changed, or, without a blob, less.</summary>
    public RuleTable With(string path, ObjectId? blob)
    {
        var directory = RepositoryPath.DirectoryOf(path);
        return new RuleTable(blob is { } id ? _byDirectory.SetItem(directory, new RuleFile(path, id)) : _byDirectory.Remove(directory));
    }

    public ObjectId? BlobOf(string path) => _byDirectory.TryGetValue(RepositoryPath.DirectoryOf(path), out var file) ? file.Blob : null;

    /// <summary>The rule file in the nearest folder upwards; null when there is none.</summary>
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
            if (_byDirectory.TryGetValue(directory, out var file))
            {
                return file.Blob;
            }
        }
        while (directory.Length > 0);

        return null;
    }

    /// <summary>By ordinal path.</summary>
    public ImmutableArray<RuleFile> All() => [.. _byDirectory.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];
}

/// <summary>A rule file of a tree.</summary>
internal readonly record struct RuleFile(string Path, ObjectId Blob);
