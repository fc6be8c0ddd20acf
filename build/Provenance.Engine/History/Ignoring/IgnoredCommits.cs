using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;

namespace Provenance.Engine.History.Ignoring;

/// <summary>Commits whose changes a replay in lines looks through, as <c>git blame --ignore-revs-file</c> does.</summary>
public sealed class IgnoredCommits : IEquatable<IgnoredCommits>
{
    public static readonly IgnoredCommits None = new([]);

    private readonly ImmutableHashSet<ObjectId> _ids;
    private readonly string _digest;

    public IgnoredCommits(ImmutableHashSet<ObjectId> ids)
    {
        _ids = ids;
        _digest = ids.IsEmpty ? "" : Digest(ids);
    }

    public int Count => _ids.Count;

    public bool Contains(ObjectId commit) => _ids.Contains(commit);

    public bool Equals(IgnoredCommits? other) => other is not null && string.Equals(_digest, other._digest, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as IgnoredCommits);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_digest);

    /// <summary>SHA-256 of the ids in hex, whatever their order; empty when there is none. Part of a snapshot's key.</summary>
    public override string ToString() => _digest;

    private static string Digest(ImmutableHashSet<ObjectId> ids) =>
        Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', ids.Select(id => id.ToString()).Order(StringComparer.Ordinal))))).ToLowerInvariant();
}
