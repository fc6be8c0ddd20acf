using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Decodes a source file as the compiler does: byte order mark, then strict UTF-8, then the code page.</summary>
internal static class SourceDecoder
{
    private const int DefaultCodePage = 1252;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its byte order mark; null when no encoding reads it.</summary>
    public static SourceText? TryDecode(ImmutableArray<byte> bytes, int? codePage)
    {
        var span = bytes.AsSpan();
        try
        {
            return SourceText.From(Decode(span), Encoding.UTF8, SourceHashAlgorithm.Sha256);
        }
        catch (DecoderFallbackException)
        {
            return Fallback(codePage) is { } encoding ? SourceText.From(encoding.GetString(span), encoding, SourceHashAlgorithm.Sha256) : null;
        }
    }

    private static string Decode(ReadOnlySpan<byte> span) => span switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Strict.GetString(span[3..]),
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32.GetString(span[4..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(span[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(span[2..]),
        _ => Strict.GetString(span),
    };

    private static Encoding? Fallback(int? codePage)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(codePage ?? DefaultCodePage) ?? Encoding.GetEncoding(codePage ?? DefaultCodePage);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
