using Provenance.Engine.Policy;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Tests.Policy;

public sealed class YamlLimitsTests
{
    [Fact]
    public void Depth_IsExact()
    {
        static YamlErrorKind? Kind(int levels) => YamlReader.Read(new string('[', levels) + "x" + new string(']', levels)).Error?.Kind;

        Assert.Null(Kind(Limits.MaxDepth - 1));
        Assert.Null(Kind(Limits.MaxDepth));
        Assert.Equal(YamlErrorKind.TooDeep, Kind(Limits.MaxDepth + 1));
    }

    [Fact]
    public void EntriesOfAMapping_AreLimited()
    {
        static YamlErrorKind? Kind(int count) => YamlReader.Read(string.Concat(Enumerable.Range(0, count).Select(n => $"k{n}: 1\n"))).Error?.Kind;

        Assert.Null(Kind(Limits.MaxEntries));
        Assert.Equal(YamlErrorKind.TooManyEntries, Kind(Limits.MaxEntries + 1));
    }

    [Fact]
    public void Size_CountsBytesNotCharacters()
    {
        static YamlErrorKind? Kind(int characters) => YamlReader.Read("#" + new string('\u20ac', characters)).Error?.Kind;

        Assert.Null(Kind((Limits.MaxBytes - 1) / 3));
        Assert.Equal(YamlErrorKind.TooLarge, Kind(((Limits.MaxBytes - 1) / 3) + 1));
    }

    [Theory]
    [InlineData("a: {b: {}\nc: {d: e}\n")]
    [InlineData("a: \"\\UFFFFFFFF\"\n")]
    [InlineData("a: \"\\uD800\"\n")]
    public void TextOnWhichTheParserItselfFails_IsASyntaxError(string text) =>
        Assert.Equal(YamlErrorKind.Syntax, YamlReader.Read(text).Error?.Kind);
}
