using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Policy;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("agnets", "agents")]
    [InlineData("RULES", "rules")]
    [InlineData("horizn", "horizon")]
    [InlineData("overlays", "overlay")]
    [InlineData("humanattributes", "humanAttributes")]
    [InlineData("", "deny")]
    public void Misspelling_FindsWhatWasMeant(string word, string expected) => Assert.Equal(expected, NearestName.Among(word, PolicyReader.Keys));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsEdits(string left, string right, int expected)
    {
        Assert.Equal(expected, NearestName.Distance(left, right));
        Assert.Equal(expected, NearestName.Distance(right, left));
    }
}
