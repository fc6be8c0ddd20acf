using Provenance.Shared.Map;

namespace Provenance.Analyzers.Map;

/// <summary>The hashes of a committed text's lines: counted at once, decoded when an edited text has to be aligned. A build of committed files never does.</summary>
internal sealed class LineHashes
{
    private readonly string _text;
    private readonly int _start;
    private readonly int _length;

    private LineHashes(string text, int start, int length, int count)
    {
        _text = text;
        _start = start;
        _length = length;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The field that reaches to <paramref name="end"/> or to a blank before it; null when it is no Base64 of four-byte numbers by its length.</summary>
    public static LineHashes? Of(string text, int start, int end)
    {
        var blank = text.IndexOf(' ', start, end - start);
        var length = (blank < 0 ? end : blank) - start;
        if (length == 0 || length % 4 != 0)
        {
            return null;
        }

        var padding = text[start + length - 1] != '=' ? 0 : text[start + length - 2] != '=' ? 1 : 2;
        var bytes = (length / 4 * 3) - padding;
        return bytes % 4 == 0 && bytes / 4 <= MapLimits.MaxLinesPerFile ? new LineHashes(text, start, length, bytes / 4) : null;
    }

    /// <summary>One hash per line, or null when the field is not Base64 after all.</summary>
    public uint[]? Decode()
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(_text.Substring(_start, _length));
        }
        catch (FormatException)
        {
            return null;
        }

        // White space inside would count for nothing.
        if (bytes.Length != Count * 4)
        {
            return null;
        }

        var hashes = new uint[Count];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = bytes[4 * i] | ((uint)bytes[(4 * i) + 1] << 8) | ((uint)bytes[(4 * i) + 2] << 16) | ((uint)bytes[(4 * i) + 3] << 24);
        }

        return hashes;
    }
}
