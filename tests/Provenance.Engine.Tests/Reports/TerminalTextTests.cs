using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Reports;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("src/Ordner mit Leerzeichen/Größe.cs")]
    [InlineData("日本語/\U0001F600.cs")]
    [InlineData("")]
    public void PrintableText_PassesAsItIs(string text) => Assert.Equal(text, TerminalText.Encode(text));

    [Theory]
    [InlineData("a\u001b]0;x\u0007", @"a\u{1b}]0;x\u{7}")]
    [InlineData("\u202egnp.exe", @"\u{202e}gnp.exe")]
    [InlineData("a\u200bb\ufeff\u2066", @"a\u{200b}b\u{feff}\u{2066}")]
    [InlineData("\u0085\u2028\u2029\r\n", @"\u{85}\u{2028}\u{2029}\u{d}\u{a}")]
    [InlineData("\U000E0041", @"\u{e0041}")]
    public void HiddenCharacter_BecomesVisible(string text, string encoded) => Assert.Equal(encoded, TerminalText.Encode(text));

    [Fact]
    public void LoneSurrogate_BecomesVisible() => Assert.Equal(@"a\u{d800}b", TerminalText.Encode("a\ud800b"));

    [Fact]
    public void EncodedText_HoldsNoControlAndIsItsOwnEncoding()
    {
        Check.One(Laws.Config.WithMaxTest(1000), Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var encoded = TerminalText.Encode(text ?? "");
            return encoded.All(c => !char.IsControl(c)) && encoded == TerminalText.Encode(encoded);
        }));
    }
}
