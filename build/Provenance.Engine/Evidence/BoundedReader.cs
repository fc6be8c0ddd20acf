using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Provenance.Engine.Evidence;

/// <summary>Opens a file of the build for reading, or returns null when it cannot be opened.</summary>
/// <param name="path">A path that the build named; never one that was read from a PDB or an archive.</param>
public delegate Stream? OpenFile(string path);

/// <summary>Reads whole files up to a limit.</summary>
public static class BoundedReader
{
    private const int BlockBytes = 81_920;

    /// <summary>Opens from disk, shared with writers, so that a reader never disturbs a build that runs beside it.</summary>
    public static Stream? OpenOnDisk(string path)
    {
        try
        {
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return null;
        }
    }

    /// <summary>All bytes of the stream, or null when there are more than <paramref name="limit"/>.</summary>
    /// <remarks>Counts what arrives, not what a header promises.</remarks>
    public static ImmutableArray<byte>? TryRead(Stream stream, long limit)
    {
        using var buffer = new MemoryStream();
        if (stream.CanSeek && stream.Length <= Math.Min(limit, Array.MaxLength))
        {
            // A file is mostly as long as it says, and then it is read without a copy.
            var whole = new byte[stream.Length];
            var read = stream.ReadAtLeast(whole, whole.Length, throwOnEndOfStream: false);
            var more = stream.ReadByte();
            if (more < 0)
            {
                return ImmutableCollectionsMarshal.AsImmutableArray(read == whole.Length ? whole : whole[..read]);
            }

            buffer.Write(whole, 0, read);
            buffer.WriteByte((byte)more);
        }

        var block = new byte[BlockBytes];
        int count;
        while ((count = stream.Read(block, 0, block.Length)) > 0)
        {
            if (buffer.Length + count > limit)
            {
                return null;
            }

            buffer.Write(block, 0, count);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(buffer.ToArray());
    }
}
