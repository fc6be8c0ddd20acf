using System.Security.Cryptography;

namespace Provenance.Engine.Claims.Copies;

/// <summary>A stable patch id: equal for equal changes, wherever in a file they apply and however files are ordered.</summary>
/// <remarks>Like git's <c>patch-id --stable</c> in what it leaves out (line numbers, white space) and not equal to it. Not safe for concurrent use.</remarks>
public sealed class PatchId
{
    private readonly byte[] _sum = new byte[SHA256.HashSizeInBytes];
    private bool _isEmpty = true;

    /// <summary>Adds the change of one file.</summary>
    /// <param name="path">After the change; before it, when the file was removed.</param>
    /// <param name="removed">Lines that the change removed, without line numbers, in order, LF between them.</param>
    /// <param name="added">Lines that the change added, likewise.</param>
    public void Add(string path, ReadOnlySpan<byte> removed, ReadOnlySpan<byte> added)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(path + "\0-"));
        AppendWithoutBlanks(hash, removed);
        hash.AppendData("\0+"u8);
        AppendWithoutBlanks(hash, added);
        var file = hash.GetHashAndReset();

        // A sum does not know the order of its parts.
        var carry = 0;
        for (var i = 0; i < _sum.Length; i++)
        {
            carry += _sum[i] + file[i];
            _sum[i] = (byte)carry;
            carry >>= 8;
        }

        _isEmpty = false;
    }

    /// <summary>Lower-case hex, or null when nothing was added: empty commits are no copies of each other.</summary>
    public string? Read() => _isEmpty ? null : Convert.ToHexString(_sum).ToLowerInvariant();

    private static void AppendWithoutBlanks(IncrementalHash hash, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(" \t\r\n"u8);
            hash.AppendData(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }
}
