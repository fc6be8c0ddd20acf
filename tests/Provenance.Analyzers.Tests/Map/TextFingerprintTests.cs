using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.Text;
using Provenance.Shared.Map;
using Provenance.Testing;

namespace Provenance.Analyzers.Tests.Map;

/// <summary>The oracle for lines is Roslyn's <see cref="SourceText"/>.</summary>
public sealed class TextFingerprintTests
{
    private static readonly Arbitrary<string> BrokenText =
        Gen.ListOf(Gen.Elements("a", "b", "", " ", "\r", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u0000", "\v", "é"))
            .Select(string.Concat)
            .ToArbitrary();

    [Fact]
    public void Lines_AreRoslyns() => Check.One(Laws.Config, Prop.ForAll(BrokenText, text =>
    {
        var expected = SourceText.From(text).Lines.Select(line => TextFingerprint.Of(line.ToString()).Lines.Single());

        Assert.Equal(expected, TextFingerprint.Of(text).Lines);
    }));

    [Fact]
    public void LineBreaks_AreAllOne() => Check.One(Laws.Config, Prop.ForAll(BrokenText, text =>
    {
        var normal = string.Join('\n', SourceText.From(text).Lines.Select(line => line.ToString()));

        Assert.Equal(TextFingerprint.Of(normal).Hash, TextFingerprint.Of(text).Hash);
    }));

    [Fact]
    public void SmallTexts_HaveDifferentHashes()
    {
        const string Letters = "a\0 \n";
        var texts = Enumerable.Range(0, 6).SelectMany(length => Enumerable.Range(0, (int)Math.Pow(4, length)).Select(number =>
            string.Concat(Enumerable.Range(0, length).Select(place => Letters[(number >> (2 * place)) & 3])))).ToList();

        Assert.Equal(texts.Count, texts.Select(text => TextFingerprint.Of(text).Hash).Distinct().Count());
    }

    [Fact]
    public void Hashes_AreFixedForEver()
    {
        // In files on disk: a change of these numbers is a new version of the map.
        var fingerprint = TextFingerprint.Of("class A\n{\r\n}\n");

        Assert.Equal("cbe10af2e726de15 14916a5a 54e2f1f3 aba1f3d1 bccddeab", $"{fingerprint.Hash:x16} {string.Join(' ', fingerprint.Lines.Select(line => $"{line:x8}"))}");
    }
}
