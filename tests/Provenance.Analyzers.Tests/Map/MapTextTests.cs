using FsCheck;
using FsCheck.Fluent;
using Provenance.Shared.Map;
using Provenance.Testing;

namespace Provenance.Analyzers.Tests.Map;

public sealed class MapTextTests
{
    private static readonly Arbitrary<string> AnyUnits =
        Gen.ListOf(Gen.OneOf(Gen.Choose(0, 0xFFFF).Select(unit => (char)unit), Gen.Elements('%', '-', ' ', '\uD83D', '\uDE00')))
            .Select(units => new string([.. units]))
            .ToArbitrary();

    private static readonly Arbitrary<string> AnyField =
        Gen.ListOf(Gen.Elements('%', '-', '2', '5', 'A', 'C', 'E', 'F', 'f', '8', '0', 'x', ' ', 'é'))
            .Select(units => new string([.. units]))
            .ToArbitrary();

    [Fact]
    public void AnyText_ComesBack() => Check.One(Laws.Config.WithMaxTest(1000), Prop.ForAll(AnyUnits, text =>
        Assert.Equal(text, MapText.Decode(MapText.Encode(text)))));

    [Fact]
    public void AnyField_HasOneSpelling() => Check.One(Laws.Config.WithMaxTest(2000), Prop.ForAll(AnyField, field =>
        Assert.True(MapText.Decode(field) is not { } text || MapText.Encode(text) == field)));

    [Fact]
    public void EncodedText_IsPrintableAsciiWithoutBlanks() => Check.One(Laws.Config, Prop.ForAll(AnyUnits, text =>
        Assert.All(MapText.Encode(text), c => Assert.InRange(c, '!', '~'))));

    [Theory]
    [InlineData("src/A b.cs", "src/A%20b.cs")]
    [InlineData("-", "%2D")]
    [InlineData("a-b", "a-b")]
    [InlineData("100%", "100%25")]
    [InlineData("é\u2028", "%C3%A9%E2%80%A8")]
    [InlineData("\uD83D\uDE00", "%F0%9F%98%80")]
    public void Examples_AreSpelledAsDocumented(string text, string field) => Assert.Equal(field, MapText.Encode(text));

    // Not a row above: attributes cannot hold one.
    [Fact]
    public void LoneSurrogate_IsSpelledByItsValue() => Assert.Equal("%ED%A0%BD", MapText.Encode("\uD83D"));

    [Theory]
    [InlineData("%")]
    [InlineData("%2")]
    [InlineData("%2f")]
    [InlineData("%41")]
    [InlineData("%C0%80")]
    [InlineData("%C3")]
    [InlineData("%FF%FF%FF%FF")]
    [InlineData("%80")]
    [InlineData("é")]
    public void OtherSpellings_AreRefused(string field) => Assert.Null(MapText.Decode(field));
}
