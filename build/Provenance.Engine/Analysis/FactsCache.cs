using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Keeps what is known of the commits of a repository under one policy, so that only new commits are read and labelled.</summary>
/// <remarks>One file per repository and policy, written whole; damaged or foreign, it counts as empty: a commit says the same whenever it is read.</remarks>
internal sealed class FactsCache
{
    private readonly string _path;

    public FactsCache(string folder, RepositoryLocation repository, LoadedPolicy policy)
    {
        var key = $"{EngineVersion.Build}\n{policy.PolicyDigest}\n{policy.OverlayDigest}\n{repository.CommonDirectory}";
        _path = Path.Combine(folder, "claims", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))).ToLowerInvariant()[..40] + ".facts");
    }

    public Dictionary<ObjectId, CommitFacts> Load()
    {
        byte[] file;
        try
        {
            if (!File.Exists(_path))
            {
                return [];
            }

            file = File.ReadAllBytes(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not readable now: the commits are read instead.
            return [];
        }

        if (file.Length < SHA256.HashSizeInBytes || !SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(0, SHA256.HashSizeInBytes)))
        {
            return [];
        }

        var facts = SnapshotReader.TryRead(file.AsMemory(SHA256.HashSizeInBytes), reader => new Boxed(reader.All(() => FactsCodec.Read(reader))));
        var result = new Dictionary<ObjectId, CommitFacts>();
        foreach (var entry in facts?.Facts ?? [])
        {
            result[entry.Claims.Commit] = entry;
        }

        return result;
    }

    /// <summary>A folder that refuses costs time and nothing else; the snapshot beside it has said so.</summary>
    public void Save(IEnumerable<CommitFacts> facts)
    {
        var writer = new SnapshotWriter(SHA256.HashSizeInBytes);
        writer.All([.. facts.OrderBy(entry => entry.Claims.Commit)], entry => FactsCodec.Write(writer, entry));
        var file = writer.ToArray();
        SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes), file.AsSpan(0, SHA256.HashSizeInBytes));
        WholeFile.Write(_path, file, onlyIfChanged: true);
    }

    private sealed record Boxed(ImmutableArray<CommitFacts> Facts);
}
