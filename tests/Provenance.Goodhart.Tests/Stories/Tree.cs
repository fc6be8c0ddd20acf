using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Provenance.Goodhart.Tests.Stories;

/// <summary>The files of a commit by path.</summary>
internal sealed class Tree(ImmutableSortedDictionary<string, string> files)
{
    // Most files are the same in hundreds of trees.
    private static readonly ConditionalWeakTable<Func<string, string>, ConcurrentDictionary<string, string>> Edited = [];

    public static Tree Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public ImmutableSortedDictionary<string, string> Files => files;

    public string this[string path] => files[path];

    public bool Has(string path) => files.ContainsKey(path);

    public Tree With(string path, string content) => new(files.SetItem(path, content));

    public Tree Without(string path) => new(files.Remove(path));

    /// <summary>The tree with a file changed; the same tree where the file is not there.</summary>
    public Tree Edit(string path, Func<string, string> edit) => files.TryGetValue(path, out var content) ? With(path, edit(content)) : this;

    /// <summary>The tree with all files of some paths changed.</summary>
    /// <param name="edit">A function of the text alone: what it made of a text is remembered.</param>
    public Tree EditAll(Func<string, bool> paths, Func<string, string> edit)
    {
        var known = Edited.GetOrCreateValue(edit);
        return files.Keys.Where(paths).Aggregate(this, (tree, path) => tree.Edit(path, text => known.GetOrAdd(text, edit)));
    }

    public Tree Rename(string from, string to) => Has(from) ? Without(from).With(to, files[from]) : this;

    /// <summary>What leads from another tree to this one; null content deletes.</summary>
    public (string Path, string? Content)[] ChangesFrom(Tree before) =>
    [
        .. before.Files.Keys.Where(path => !files.ContainsKey(path)).Select(path => (path, (string?)null)),
        .. files.Where(file => !string.Equals(before.Files.GetValueOrDefault(file.Key), file.Value, StringComparison.Ordinal)).Select(file => (file.Key, (string?)file.Value)),
    ];
}
