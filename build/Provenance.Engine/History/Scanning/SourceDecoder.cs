using System.Text;
using System.Text.Unicode;

namespace Provenance.Engine.History.Scanning;

/// <summary>
/// Turns the bytes of a source file into UTF-8 as the C# compiler reads them: byte order mark first, then strict UTF-8,
/// then a fallback encoding. The byte order mark is not content.
/// </summary>
/// <remarks>
/// <para>
/// Only what has no byte order mark is asked for NUL bytes, which mean "not a text": git calls UTF-16 binary, the compiler compiles it.
/// </para>
/// <para>
/// The compiler's fallback is the machine's ANSI code page, or Windows-1252 where there is none; on Unix, .NET gives it lenient UTF-8
/// instead (csc of SDK 10 reads a lone 0xE9 there as U+FFFD). Two machines would so see two histories; ours is Windows-1252 on all of them
/// unless the caller passes the project's <c>CodePage</c>.
/// </para>
/// <para>
/// UTF-32 is read wherever its mark stands, although the compiler takes a small file's UTF-32 mark for UTF-16 or for a binary file
/// and only reads files over some 40 KB right.
/// </para>
/// An instance keeps its work space between files. Not safe for concurrent use: one per thread.
/// </remarks>
public sealed class SourceDecoder
{
    private static readonly Encoding Utf32LittleEndian = new UTF32Encoding(bigEndian: false, byteOrderMark: false);
    private static readonly Encoding Utf32BigEndian = new UTF32Encoding(bigEndian: true, byteOrderMark: false);

    private readonly Encoding fallback;
    private char[] characters = [];
    private byte[] utf8 = [];

    /// <param name="fallback">For bytes that are ill-formed as UTF-8; null for Windows-1252.</param>
    public SourceDecoder(Encoding? fallback = null)
    {
        this.fallback = fallback ?? CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;
    }

    /// <summary>The file's text as UTF-8 without byte order mark: a slice of <paramref name="bytes"/> where they are that already.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="encoding">How it was read.</param>
    /// <returns>Valid until the next call, as long as <paramref name="bytes"/> are. Empty when the file is not a text.</returns>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> bytes, out SourceEncoding encoding)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, .. var rest]:
                encoding = Utf8.IsValid(rest) ? SourceEncoding.Utf8 : SourceEncoding.RepairedUtf8;
                return encoding == SourceEncoding.Utf8 ? rest : Transcode(rest, Encoding.UTF8);
            case [0xFF, 0xFE, 0, 0, .. var rest]:
                encoding = SourceEncoding.Utf32;
                return Transcode(rest, Utf32LittleEndian);
            case [0, 0, 0xFE, 0xFF, .. var rest]:
                encoding = SourceEncoding.Utf32;
                return Transcode(rest, Utf32BigEndian);
            case [0xFF, 0xFE, .. var rest]:
                encoding = SourceEncoding.Utf16;
                return Transcode(rest, Encoding.Unicode);
            case [0xFE, 0xFF, .. var rest]:
                encoding = SourceEncoding.Utf16;
                return Transcode(rest, Encoding.BigEndianUnicode);
        }

        if (bytes.Contains((byte)0))
        {
            encoding = SourceEncoding.NotText;
            return [];
        }

        if (Utf8.IsValid(bytes))
        {
            encoding = SourceEncoding.Utf8;
            return bytes;
        }

        encoding = SourceEncoding.Fallback;
        return Transcode(bytes, fallback);
    }

    private ReadOnlySpan<byte> Transcode(ReadOnlySpan<byte> bytes, Encoding from)
    {
        Reserve(ref characters, from.GetMaxCharCount(bytes.Length));
        var decoded = characters.AsSpan(0, from.GetChars(bytes, characters));
        Reserve(ref utf8, Encoding.UTF8.GetMaxByteCount(decoded.Length));
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(decoded, utf8));
    }

    private static void Reserve<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[Math.Max(length, buffer.Length * 2)];
        }
    }
}
