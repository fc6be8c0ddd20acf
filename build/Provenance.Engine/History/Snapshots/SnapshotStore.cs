using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.History.Snapshots;

/// <summary>What a snapshot depends on; any difference is another file.</summary>
public sealed record SnapshotKey(string EngineVersion, UnitMode Mode, string ObjectFormat, ObjectId Commit, string ShallowContent)
{
    public string FileName
    {
        get
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{EngineVersion}\n{Mode}\n{ObjectFormat}\n{Commit}\n{ShallowContent}");
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()[..40] + ".snapshot";
        }
    }
}

/// <summary>The cache folder: one file per analysed commit, written whole or not at all, believed only when its checksum fits.</summary>
public sealed class SnapshotStore(string folder)
{
    private readonly string _folder = Path.Combine(folder, "history");

    /// <summary>The stored result, or null; PROV930 when a file was there and was damaged.</summary>
    public (HistoryResult? History, Notice? Notice) Load(SnapshotKey key)
    {
        var path = Path.Combine(_folder, key.FileName);
        try
        {
            if (!File.Exists(path))
            {
                return (null, null);
            }

            var history = SnapshotCodec.TryDecode(File.ReadAllBytes(path));
            return history is null ? (null, Notice.Of("PROV930")) : (history, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, Notice.Of("PROV930"));
        }
    }

    /// <summary>Writes beside and renames over; PROV931 when the folder refuses.</summary>
    public Notice? Save(SnapshotKey key, HistoryResult history)
    {
        try
        {
            CreatePrivateFolder();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Notice.Of("PROV931", "denied");
        }

        return WholeFile.Write(Path.Combine(_folder, key.FileName), SnapshotCodec.Encode(history), onlyIfChanged: false) == WriteOutcome.Written
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
