using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.History.Scanning;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Scanning;

public sealed class SourceDecoderTests
{
    private const string Source = "class é { string s = \"\u2028\U0001f600\"; }";

    public static TheoryData<byte[], SourceEncoding> Marked() => new()
    {
        { Encoding.UTF8.GetBytes(Source), SourceEncoding.Utf8 },
        { [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Source)], SourceEncoding.Utf8 },
        { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Source)], SourceEncoding.Utf16 },
        { [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Source)], SourceEncoding.Utf16 },
        { [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Source)], SourceEncoding.Utf32 },
        { [0, 0, 0xFE, 0xFF, .. new UTF32Encoding(bigEndian: true, byteOrderMark: false).GetBytes(Source)], SourceEncoding.Utf32 },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public void EveryUnicodeEncoding_GivesTheSameText(byte[] bytes, SourceEncoding expected)
    {
        Assert.Equal(Source, Decode(bytes, out var encoding));
        Assert.Equal(expected, encoding);
    }

    [Fact]
    public void IllFormedUtf8_IsReadAsWindows1252()
    {
        Assert.Equal("\u00e9a\u20ac\u201cb", Decode([0xE9, (byte)'a', 0x80, 0x93, (byte)'b'], out var encoding));
        Assert.Equal(SourceEncoding.Fallback, encoding);
    }

    [Fact]
    public void IllFormedUtf8_IsReadInTheProjectsCodePage()
    {
        var decoder = new SourceDecoder(CodePagesEncodingProvider.Instance.GetEncoding(1251));

        Assert.Equal("\u0439", Encoding.UTF8.GetString(decoder.Decode([0xE9], out _)));
    }

    [Fact]
    public void IllFormedUtf8BehindItsMark_IsRepaired()
    {
        Assert.Equal("a\ufffdb", Decode([0xEF, 0xBB, 0xBF, (byte)'a', 0xE9, (byte)'b'], out var encoding));
        Assert.Equal(SourceEncoding.RepairedUtf8, encoding);
    }

    [Fact]
    public void NulWithoutMark_IsNoText()
    {
        Assert.Equal("", Decode("a\0b"u8.ToArray(), out var encoding));
        Assert.Equal(SourceEncoding.NotText, encoding);
    }

    [Fact]
    public void NulBehindMark_IsText()
    {
        Assert.Equal("a\0b", Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a\0b")], out var encoding));
        Assert.Equal(SourceEncoding.Utf16, encoding);
    }

    [Fact]
    public void HalfCharacterAtTheEnd_IsReplaced() =>
        Assert.Equal("a\ufffd", Decode([0xFF, 0xFE, (byte)'a', 0, (byte)'b'], out _));

    [Fact]
    public void AnyBytesBehindAMark_AreWhatRoslynReads()
    {
        byte[][] marks = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]];
        var files =
            from mark in Gen.Elements(marks)
            from bytes in Gen.ArrayOf(Gen.Elements<byte>([0, 1, 0x41, 0x80, 0xC3, 0xA9, 0xD8, 0xDC, 0xE2, 0xF0, 0xFF]))
            select mark.Concat(bytes).ToArray();

        // FF FE 00 00 is UTF-32's mark to us, and to Roslyn in a large file only.
        Check.One(Laws.Config.WithMaxTest(1000), Prop.ForAll(Arb.From(files), bytes =>
            bytes is [0xFF, 0xFE, 0, 0, ..] || Decode(bytes, out _) == SourceText.From(bytes, bytes.Length, new UTF8Encoding(false, true)).ToString()));
    }

    private static string Decode(byte[] bytes, out SourceEncoding encoding) => Encoding.UTF8.GetString(new SourceDecoder().Decode(bytes, out encoding));
}
