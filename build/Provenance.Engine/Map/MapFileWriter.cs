using System.Text;
using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>Puts a map on disk, and leaves an equal one alone: its time stamp decides whether the compiler runs.</summary>
public static class MapFileWriter
{
    /// <summary>Writes <paramref name="text"/> to <paramref name="path"/> when the file there differs: a temporary file in the same folder, flushed to disk, renamed over.</summary>
    /// <param name="path">Absolute; its folder is created.</param>
    /// <returns>What happened. On <see cref="MapWriteOutcome.TooLarge"/> and <see cref="MapWriteOutcome.Refused"/> an older map stays: it is still true of the texts that it describes.</returns>
    public static MapWriteOutcome Write(string path, string text)
    {
        if (text.Length > MapLimits.MaxChars)
        {
            return MapWriteOutcome.TooLarge;
        }

        var bytes = Encoding.ASCII.GetBytes(text);
        try
        {
            if (IsSame(path, bytes))
            {
                return MapWriteOutcome.Unchanged;
            }

            Replace(path, bytes);
            return MapWriteOutcome.Written;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return MapWriteOutcome.Refused;
        }
    }

    private static bool IsSame(string path, byte[] bytes)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
    }

    private static void Replace(string path, byte[] bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, ".tmp-" + Path.GetRandomFileName());
        try
        {
            // CreateNew follows no link that somebody else put there.
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

public enum MapWriteOutcome
{
    /// <summary>The file held these bytes already and was not touched.</summary>
    Unchanged,
    Written,

    /// <summary>The map is over 64 MiB; nothing was written (PROV922).</summary>
    TooLarge,

    /// <summary>The disk is full, read-only, or denies access.</summary>
    Refused,
}
