using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Policy;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Policy;

public sealed class GlobTests
{
    [Theory]
    [InlineData("src/**", "src/A.cs", true)]
    [InlineData("src/**", "src/a/b/A.cs", true)]
    [InlineData("src/**", "src", false)]
    [InlineData("src/**", "lib/src/A.cs", false)]
    [InlineData("**/*.g.cs", "A.g.cs", true)]
    [InlineData("**/*.g.cs", "src/x/A.g.cs", true)]
    [InlineData("*.g.cs", "src/x/A.g.cs", true)]
    [InlineData("/*.g.cs", "src/A.g.cs", false)]
    [InlineData("src/*.cs", "src/a/A.cs", false)]
    [InlineData("src/**/Aes.cs", "src/Aes.cs", true)]
    [InlineData("src/**/Aes.cs", "src/a/b/Aes.cs", true)]
    [InlineData("src/**/Aes.cs", "src/a/XAes.cs", false)]
    [InlineData("src/Crypto", "src/Crypto/Aes.cs", true)]
    [InlineData("src/Crypto", "src/Cryptography/Aes.cs", false)]
    [InlineData("src/Crypto/", "src/Crypto", false)]
    [InlineData("Crypto/", "src/Crypto/a/Aes.cs", true)]
    [InlineData("{src,lib}/**/*.{cs,vb}", "lib/a/B.vb", true)]
    [InlineData("{src,lib/x}/*.cs", "lib/x/B.cs", true)]
    [InlineData("src/[A-C]?.cs", "src/Bx.cs", true)]
    [InlineData("src/[!A-C]*.cs", "src/Bx.cs", false)]
    [InlineData("src/[!A-C]x.cs", "src//x.cs", false)]
    [InlineData("a[+-9]b", "a/b", false)]
    [InlineData("a[*]b", "a*b", true)]
    [InlineData("a[*]b", "axb", false)]
    [InlineData("a[]-]b", "a]b", true)]
    [InlineData("a.b", "axb", false)]
    [InlineData("src/**", "src/a\nb.cs", true)]
    [InlineData("SRC/**", "src/A.cs", false)]
    [InlineData("**", "a/b", true)]
    public void Pattern_MatchesAsGitAndCodeownersUsersExpect(string pattern, string path, bool expected)
    {
        Assert.Equal(expected, Glob.Parse(pattern).Value!.Matches(path));
        Assert.Equal(expected, SlowGlob.Matches(pattern, path));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("/", 1)]
    [InlineData("!src/**", 1)]
    [InlineData(@"src\Crypto\**", 4)]
    [InlineData("src/**.cs", 5)]
    [InlineData("src/a**/b", 6)]
    [InlineData("src/***", 5)]
    [InlineData("{a,**}/b", 4)]
    [InlineData("src/[a", 5)]
    [InlineData("src/[]", 5)]
    [InlineData("src/[z-a]", 6)]
    [InlineData("src/[a/b]", 7)]
    [InlineData("src/[[:alpha:]]", 6)]
    [InlineData("src/{a,b", 8)]
    [InlineData("src/a}", 6)]
    [InlineData("src/{a}", 5)]
    [InlineData("src/{1..9}", 5)]
    [InlineData("../x", 1)]
    [InlineData("a/./b", 1)]
    [InlineData("a//b", 2)]
    public void AmbiguousOrBrokenPattern_IsRefusedAtItsPlace(string pattern, int position)
    {
        var (glob, error) = Glob.Parse(pattern);

        Assert.Null(glob);
        Assert.Equal(position, error!.Position);
    }

    [Fact]
    public void LengthLimit_IsExact()
    {
        Assert.NotNull(Glob.Parse(OfLength(Limits.MaxPatternLength - 1)).Value);
        Assert.NotNull(Glob.Parse(OfLength(Limits.MaxPatternLength)).Value);
        Assert.NotNull(Glob.Parse(OfLength(Limits.MaxPatternLength + 1)).Error);

        static string OfLength(int length) => "[" + new string('a', length - 2) + "]";
    }

    [Fact]
    public void AnyText_EitherParsesOrIsRefused()
    {
        Check.One(Laws.Config.WithMaxTest(2_000), Prop.ForAll(Texts("ab/*?[]{},!-^.\\:\u00e9\ud83d", 14), pattern =>
        {
            var (glob, error) = Glob.Parse(pattern);
            _ = glob?.Matches(pattern);
            return (glob is null) != (error is null);
        }));
    }

    [Fact]
    public void AcceptedPattern_EqualsTheRecursiveDefinition()
    {
        var compared = 0;
        var matched = 0;
        Check.One(Laws.Config.WithMaxTest(2_000), Prop.ForAll(Pairs(), pair =>
        {
            if (Glob.Parse(pair.Pattern).Value is not { } glob)
            {
                return true;
            }

            compared++;
            var expected = SlowGlob.Matches(pair.Pattern, pair.Path);
            matched += expected ? 1 : 0;
            return glob.Matches(pair.Path) == expected;
        }));

        Assert.True(compared > 500 && matched > 100, $"The generator is too weak: {compared} compared, {matched} matched.");
    }

    /// <summary>Found by the property above: an empty alternative must not make <c>**</c> of two stars.</summary>
    [Fact]
    public void StarsAroundAnEmptyAlternative_StayWithinAName()
    {
        Assert.False(Glob.Parse("/*{,a}*").Value!.Matches("bc/c/b/cca"));
        Assert.True(Glob.Parse("/*{,a}*").Value!.Matches("bca"));
    }

    [Fact]
    public void PatternMadeToBacktrack_StillEnds()
    {
        var glob = Glob.Parse(string.Concat(Enumerable.Repeat("**/*a*/", 20)) + "*b").Value!;

        Assert.False(glob.Matches(string.Concat(Enumerable.Repeat("aaaaaaaa/", 450)) + "c"));
    }

    private static Arbitrary<string> Texts(string alphabet, int maxLength) =>
        Gen.Elements(alphabet.ToCharArray()).ListOf().Select(list => new string([.. list.Take(maxLength)])).ToArbitrary();

    private static Arbitrary<(string Pattern, string Path)> Pairs()
    {
        var piece = Gen.Elements("a", "b", "c", "*", "?", "[ab]", "[!a]", "[a-c]", "{a,b}", "{a,b/c}", "{,a}", "{a,{b,c}}", "ab");
        var name = Gen.OneOf(Gen.Constant("**"), piece.ListOf().Select(list => string.Concat(list.Take(3))));
        var pattern = from names in name.ListOf()
                      from head in Gen.Elements("", "", "/")
                      from tail in Gen.Elements("", "", "/")
                      select head + string.Join('/', names.Take(4).Where(text => text.Length > 0)) + tail;
        var part = Gen.Elements("a", "b", "c").ListOf().Select(list => string.Concat(list.Take(3))).Where(text => text.Length > 0);
        var path = part.ListOf().Select(list => string.Join('/', list.Take(4))).Where(text => text.Length > 0);
        return (from p in pattern from q in path select (p, q)).ToArbitrary();
    }
}
