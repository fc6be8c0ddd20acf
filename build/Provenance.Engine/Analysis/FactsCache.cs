using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Keeps what is known of the commits of a repository under one policy, so that only new commits are read and labelled.</summary>
/// <remarks>One file per repository and policy, written whole; damaged or foreign, it counts as empty: a commit says the same whenever it is read.</remarks>
internal sealed class FactsCache
{
    private readonly CacheFolder _cache;

    public FactsCache(CacheFolder cache, RepositoryLocation repository, LoadedPolicy policy)
    {
        var key = $"{EngineVersion.Build}\n{policy.PolicyDigest}\n{policy.OverlayDigest}\n{repository.CommonDirectory}";
        _cache = cache;
        FilePath = Path.Combine(
            cache.Claims, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))).ToLowerInvariant()[..40] + CacheFolder.FactsExtension);
    }

    internal string FilePath { get; }

    /// <summary>What is stored; nothing, with PROV930, when a file was there and was damaged.</summary>
    public (Dictionary<ObjectId, CommitFacts> Facts, Notice? Notice) Load()
    {
        var (file, notice) = CacheFolder.Read(FilePath);
        if (file is null)
        {
            return ([], notice);
        }

        if (TryDecode(file) is not { } entries)
        {
            return ([], Notice.Of("PROV930"));
        }

        _cache.Touch(FilePath);
        var result = new Dictionary<ObjectId, CommitFacts>();
        foreach (var entry in entries.Facts)
        {
            result[entry.Claims.Commit] = entry;
        }

        return (result, null);
    }

    /// <summary>PROV931 when the folder refuses, which costs time and nothing else.</summary>
    public Notice? Save(IEnumerable<CommitFacts> facts) => Save(facts, after: Task.CompletedTask);

    /// <summary>As above, written after something else: of two files that one run writes, a full cache keeps the later.</summary>
    public Notice? Save(IEnumerable<CommitFacts> facts, Task after)
    {
        var writer = new SnapshotWriter(SHA256.HashSizeInBytes);
        CommitFacts[] sorted = [.. facts];
        MergeSort.Sort(sorted, (left, right) => left.Claims.Commit.CompareTo(right.Claims.Commit));
        writer.All(ImmutableCollectionsMarshal.AsImmutableArray(sorted), entry => FactsCodec.Write(writer, entry));
        var file = writer.ToArray();
        SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes), file.AsSpan(0, SHA256.HashSizeInBytes));
        after.GetAwaiter().GetResult();
        return _cache.Write(FilePath, file);
    }

    private static Boxed? TryDecode(byte[] file) =>
        file.Length >= SHA256.HashSizeInBytes && SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(0, SHA256.HashSizeInBytes))
            ? SnapshotReader.TryRead(file.AsMemory(SHA256.HashSizeInBytes), reader => new Boxed(reader.All(() => FactsCodec.Read(reader))))
            : null;

    private sealed record Boxed(ImmutableArray<CommitFacts> Facts);
}
