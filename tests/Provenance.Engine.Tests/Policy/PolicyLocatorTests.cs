using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Policy;

public sealed class PolicyLocatorTests
{
    private static readonly string Root = Path.Combine(Path.GetPathRoot(Path.GetTempPath())!, "r");

    [Theory]
    [InlineData("src/App", "src/App/provenance.yml")]
    [InlineData("src/App", "src/provenance.yml")]
    [InlineData("src/App", "provenance.yml")]
    [InlineData("", "provenance.yml")]
    public void NearestPolicyUpToTheRoot_IsFound(string project, string policy) =>
        Assert.Equal(At(policy), PolicyLocator.Find(At(project), Root, At(policy).Equals));

    [Fact]
    public void NearerPolicy_Wins() =>
        Assert.Equal(At("src/provenance.yml"), PolicyLocator.Find(At("src/App"), Root, path => path == At("src/provenance.yml") || path == At("provenance.yml")));

    [Fact]
    public void NothingAboveTheRoot_IsLookedAt()
    {
        var asked = new List<string>();

        Assert.Null(PolicyLocator.Find(At("src/App"), At("src") + Path.DirectorySeparatorChar, path =>
        {
            asked.Add(path);
            return false;
        }));
        Assert.Equal([At("src/App/provenance.yml"), At("src/provenance.yml")], asked);
    }

    [Fact]
    public void NameThatOnlyBeginsLikeTheRoot_IsOutside() =>
        Assert.Null(PolicyLocator.Find(Root + "2", Root, _ => true));

    [Fact]
    public void NoRepository_LooksAtTheProjectAlone()
    {
        Assert.Null(PolicyLocator.Find(At("src"), null, At("provenance.yml").Equals));
        Assert.Equal(At("src/provenance.yml"), PolicyLocator.Find(At("src"), null, At("src/provenance.yml").Equals));
    }

    [Fact]
    public void RepositoryAtTheRootOfTheDrive_IsSearchedToTheEnd()
    {
        var drive = Path.GetPathRoot(Root)!;

        Assert.Equal(Path.Combine(drive, "provenance.yml"), PolicyLocator.Find(At("src"), drive, Path.Combine(drive, "provenance.yml").Equals));
    }

    private static string At(string relative) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(Root, relative)));
}
