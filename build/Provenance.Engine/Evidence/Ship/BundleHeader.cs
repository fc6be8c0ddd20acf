using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>A file inside a single-file executable.</summary>
/// <param name="Name">Relative path as the manifest has it.</param>
/// <param name="Size">Bytes once inflated.</param>
/// <param name="StoredSize">Bytes in the executable.</param>
internal readonly record struct BundleEntry(string Name, int Offset, long Size, int StoredSize, bool IsCompressed);

/// <summary>The manifest of a single-file executable.</summary>
/// <remarks>
/// Format: dotnet/designs, single-file/bundler.md, and the writer in dotnet/runtime, Microsoft.NET.HostModel/Bundle. The host of the application
/// holds a 32-byte signature; the 8 bytes before it are the offset of the header: version, count, id, from version 2 on places of two
/// JSON files and flags, then the entries; from version 6 on entries may be deflated.
/// </remarks>
internal static class BundleHeader
{
    private const int CompressionVersion = 6;
    private const int NameBytes = 4096;

    // SHA-256 of ".net core bundle" and a line feed.
    private static ReadOnlySpan<byte> Signature =>
    [
        0x8b, 0x12, 0x02, 0xb9, 0x6a, 0x61, 0x20, 0x38, 0x72, 0x7b, 0x93, 0x02, 0x14, 0xd7, 0xa0, 0x32,
        0x13, 0xf5, 0xb9, 0xe6, 0xef, 0xae, 0x33, 0x18, 0xee, 0x3b, 0x2d, 0xce, 0x24, 0xb3, 0x6a, 0xae,
    ];

    /// <summary>Entries in the manifest's order; null when the file is no bundle, or none that is understood, or has more than <paramref name="limit"/> entries.</summary>
    public static ImmutableArray<BundleEntry>? TryRead(ReadOnlySpan<byte> file, int limit)
    {
        var at = file.IndexOf(Signature);
        if (at < sizeof(long))
        {
            return null;
        }

        var offset = BinaryPrimitives.ReadInt64LittleEndian(file[(at - sizeof(long))..]);
        if (offset <= 0 || offset >= file.Length)
        {
            return null;
        }

        var cursor = new Cursor(file, (int)offset);
        var version = cursor.Int32();
        cursor.Int32();
        var count = cursor.Int32();
        cursor.Text();
        if (version is not (1 or 2 or CompressionVersion) || count < 0 || count > limit)
        {
            return null;
        }

        for (var place = 0; version > 1 && place < 5; place++)
        {
            cursor.Int64();
        }

        var entries = ImmutableArray.CreateBuilder<BundleEntry>();
        for (var i = 0; i < count && !cursor.IsBroken; i++)
        {
            var (start, size) = (cursor.Int64(), cursor.Int64());
            var compressed = version >= CompressionVersion ? cursor.Int64() : 0;
            cursor.Byte();
            var name = cursor.Text();
            var stored = compressed > 0 ? compressed : size;
            if (start < 0 || stored < 0 || size < 0 || start > file.Length - stored)
            {
                return null;
            }

            entries.Add(new BundleEntry(name, (int)start, size, (int)stored, compressed > 0));
        }

        return cursor.IsBroken ? null : entries.DrainToImmutable();
    }

    private ref struct Cursor(ReadOnlySpan<byte> file, int position)
    {
        private readonly ReadOnlySpan<byte> _file = file;
        private int _position = position;

        public bool IsBroken { get; private set; }

        public byte Byte() => Take(1) is [var value] ? value : (byte)0;

        public int Int32() => Take(sizeof(int)) is { Length: sizeof(int) } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : 0;

        public long Int64() => Take(sizeof(long)) is { Length: sizeof(long) } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

        // As BinaryWriter writes it: the length in groups of seven bits, low ones first.
        public string Text()
        {
            var length = 0;
            for (var shift = 0; shift <= 14; shift += 7)
            {
                var group = Byte();
                length |= (group & 0x7F) << shift;
                if (group < 0x80)
                {
                    return length <= NameBytes ? Encoding.UTF8.GetString(Take(length)) : Break();
                }
            }

            return Break();
        }

        private string Break()
        {
            IsBroken = true;
            return string.Empty;
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            if (IsBroken || count > _file.Length - _position)
            {
                IsBroken = true;
                return [];
            }

            var taken = _file.Slice(_position, count);
            _position += count;
            return taken;
        }
    }
}
