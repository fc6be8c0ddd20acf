using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Replay;
using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Snapshots;

/// <summary>What a snapshot depends on beside its commit; any difference is another file.</summary>
public sealed record SnapshotKey(string EngineVersion, ReplayOptions Options, string ObjectFormat, string ShallowContent)
{
    public string FileName(ObjectId commit)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{EngineVersion}\n{Options}\n{ObjectFormat}\n{ShallowContent}");
        return $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()[..24]}-{commit}.snapshot";
    }
}

/// <summary>The cache folder: one file per analysed commit, written whole or not at all, believed only when its checksum fits.</summary>
internal sealed class SnapshotStore(string folder)
{
    private readonly string _folder = Path.Combine(folder, "history");

    public bool Has(SnapshotKey key, ObjectId commit) => File.Exists(Path.Combine(_folder, key.FileName(commit)));

    /// <summary>The stored snapshot, or null; PROV930 when a file was there and was damaged.</summary>
    public (Snapshot? Snapshot, Notice? Notice) Load(SnapshotKey key, ObjectId commit)
    {
        var path = Path.Combine(_folder, key.FileName(commit));
        try
        {
            if (!File.Exists(path))
            {
                return (null, null);
            }

            var snapshot = SnapshotCodec.TryDecode(File.ReadAllBytes(path));
            return snapshot is null ? (null, Notice.Of("PROV930")) : (snapshot, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Notice.Of("PROV930"));
        }
    }

    /// <summary>Writes beside and renames over; PROV931 when the folder refuses.</summary>
    public Notice? Save(SnapshotKey key, ReplayState state)
    {
        try
        {
            CreatePrivateFolder();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Notice.Of("PROV931", "denied");
        }

        var commit = state.Result.Commits[state.Result.Mainline[^1].Commit].Id;
        return WholeFile.Write(Path.Combine(_folder, key.FileName(commit)), SnapshotCodec.Encode(state), onlyIfChanged: false) == WriteOutcome.Written
            ? null
            : Notice.Of("PROV931", "read-only, full or denied");
    }

    private void CreatePrivateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_folder);
        }
        else
        {
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
