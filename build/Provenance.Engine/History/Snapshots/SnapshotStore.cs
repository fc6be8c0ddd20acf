using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;
using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Snapshots;

/// <summary>What a snapshot depends on beside its commit; any difference is another file.</summary>
/// <param name="Slicing">How lines are divided; what differs from commit to commit is not in it but in <see cref="HistoryResult.SlicesDigest"/>.</param>
public sealed record SnapshotKey(string EngineVersion, ReplayOptions Options, string ObjectFormat, string ShallowContent, string Slicing)
{
    public string FileName(ObjectId commit) => StemOf(commit) + CacheFolder.SnapshotExtension;

    /// <summary>The name of a file beside the snapshot, without its extension.</summary>
    internal string StemOf(ObjectId commit)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{EngineVersion}\n{Options}\n{ObjectFormat}\n{ShallowContent}\n{Slicing}");
        return $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()[..24]}-{commit}";
    }
}

/// <summary>The histories of a cache folder: one file per analysed commit, written whole or not at all, believed only when its checksum fits.</summary>
internal sealed class SnapshotStore(CacheFolder cache)
{
    public bool Has(SnapshotKey key, ObjectId commit) => File.Exists(PathOf(key, commit));

    /// <summary>The stored snapshot, or null; PROV930 when a file was there and was damaged.</summary>
    /// <param name="withState">See <see cref="SnapshotCodec.TryDecode"/>.</param>
    public (Snapshot? Snapshot, Notice? Notice) Load(SnapshotKey key, ObjectId commit, bool withState = false)
    {
        var path = PathOf(key, commit);
        var (content, notice) = CacheFolder.Read(path);
        if (content is null)
        {
            return (null, notice);
        }

        // A snapshot of another commit under this one's name has a checksum that fits.
        if (SnapshotCodec.TryDecode(content, withState) is not { } snapshot || TipOf(snapshot.Result) != commit)
        {
            return (null, Notice.Of("PROV930"));
        }

        cache.Touch(path);
        return (snapshot, null);
    }

    /// <summary>Writes beside and renames over; PROV931 when the folder refuses.</summary>
    public Notice? Save(SnapshotKey key, ReplayState state) => cache.Write(PathOf(key, TipOf(state.Result)), SnapshotCodec.EncodeInPlace(state).Span);

    /// <summary>Waits for those who walk to the same commit; see <see cref="WalkLock.Take"/>.</summary>
    public WalkLock Lock(SnapshotKey key, ObjectId commit, TimeSpan limit, TimeProvider clock, CancellationToken cancellation)
    {
        CacheFolder.CreatePrivate(cache.Histories);
        return WalkLock.Take(LockPath(key, commit), limit, clock, cancellation);
    }

    internal string PathOf(SnapshotKey key, ObjectId commit) => Path.Combine(cache.Histories, key.FileName(commit));

    internal string LockPath(SnapshotKey key, ObjectId commit) => Path.Combine(cache.Histories, key.StemOf(commit) + CacheFolder.LockExtension);

    private static ObjectId TipOf(HistoryResult history) => history.Commits[history.Mainline[^1].Commit].Id;
}
