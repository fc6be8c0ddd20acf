using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Policy;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Policy;

public sealed class NamePatternTests
{
    [Fact]
    public void AnyPattern_EqualsTheRecursiveDefinition()
    {
        var text = Gen.Elements('a', 'b', '*').ListOf().Select(list => new string([.. list.Take(7)]));
        var name = Gen.Elements('a', 'b').ListOf().Select(list => new string([.. list.Take(9)]));
        var pairs = from p in text from n in name select (p, n);

        Check.One(Laws.Config.WithMaxTest(2_000), Prop.ForAll(pairs.ToArbitrary(), pair =>
            NamePattern.TryParse(pair.p) is { } pattern ? pattern.Matches(pair.n) == Slow(pair.p, pair.n) : pair.p.Length == 0));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("**", true)]
    [InlineData("a*", false)]
    public void StarsAlone_MatchEverything(string text, bool expected) => Assert.Equal(expected, NamePattern.TryParse(text)!.MatchesEverything);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a,b")]
    [InlineData("[a]")]
    public void OtherCharacters_AreRefused(string text) => Assert.Null(NamePattern.TryParse(text));

    private static bool Slow(string pattern, string name) => pattern.Length == 0
        ? name.Length == 0
        : pattern[0] == '*'
            ? Slow(pattern[1..], name) || (name.Length > 0 && Slow(pattern, name[1..]))
            : name.Length > 0 && name[0] == pattern[0] && Slow(pattern[1..], name[1..]);
}
