using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Tests.History.Identity;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Scopes;

/// <summary>What a policy excludes is judged where code is born, by the policy of that tree, and then never again.</summary>
public sealed class ExcludedBirthTests
{
    private const string Policy = "provenance.yml";
    private const string Excluding = "version: 1\nexclude: {generated: ['src/Api/**'], vendored: [Borrowed.cs]}\n";
    private static readonly string Alpha = Code.Class("A", Code.Method("Alpha", 4));
    private static readonly string Beta = Code.Class("B", Code.Method("Beta", 5));
    private static readonly string Both = Alpha + Beta;

    [Theory]
    [InlineData("src/Api/Client.cs", ScopeClass.Generated)]
    [InlineData("src/deep/Borrowed.cs", ScopeClass.Vendored)]
    [InlineData("src/Api/Borrowed.cs", ScopeClass.Vendored)]
    [InlineData("test/src/Api/T.cs", ScopeClass.Test)]
    [InlineData("src/Shop.cs", ScopeClass.Ships)]
    public void CodeBornUnderThePolicy_IsOfItsClass(string path, ScopeClass scope)
    {
        using var story = new Story();
        story.Commit(0, (Policy, Excluding));
        story.Commit(1, (path, Alpha));

        Assert.Equal([(2, scope)], ScopesOf(story, story.Run(), path));
    }

    [Fact]
    public void PolicyOfTheSameCommit_HoldsAlready()
    {
        using var story = new Story();
        story.Commit(0, ("Other.cs", Beta));
        story.Commit(1, (Policy, Excluding), ("src/Api/A.cs", Alpha));

        Assert.Equal([(2, ScopeClass.Generated)], ScopesOf(story, story.Run(), "src/Api/A.cs"));
    }

    [Fact]
    public void CodeBornBeforeThePolicy_StaysInTheMetric()
    {
        using var story = new Story();
        story.Commit(0, ("src/Api/A.cs", Alpha));
        story.Commit(1, (Policy, Excluding));
        story.Commit(2, ("src/Api/A.cs", Both));

        Assert.Equal([(1, ScopeClass.Ships), (3, ScopeClass.Generated)], ScopesOf(story, story.Run(), "src/Api/A.cs"));
    }

    [Fact]
    public void CodeBornUnderAPolicyThatIsGone_StaysOutOfTheMetric()
    {
        using var story = new Story();
        story.Commit(0, (Policy, Excluding), ("src/Api/A.cs", Alpha));
        story.Commit(1, (Policy, null));
        story.Commit(2, ("src/Api/A.cs", Both));

        Assert.Equal([(1, ScopeClass.Generated), (3, ScopeClass.Ships)], ScopesOf(story, story.Run(), "src/Api/A.cs"));
    }

    [Fact]
    public void NearestPolicy_HoldsAlone()
    {
        using var story = new Story();
        story.Commit(0, (Policy, Excluding), ("src/provenance.yml", "version: 1\n"));
        story.Commit(1, ("src/Api/A.cs", Alpha));

        Assert.Equal([(2, ScopeClass.Ships)], ScopesOf(story, story.Run(), "src/Api/A.cs"));
    }

    [Fact]
    public void RenamedPolicy_HoldsWhereItIsNow()
    {
        using var story = new Story();
        story.Commit(0, ("elsewhere/provenance.yml", Excluding));
        story.Commit(1, ("src/Api/A.cs", Alpha));
        story.Commit(2, ("elsewhere/provenance.yml", null), (Policy, Excluding));
        story.Commit(3, ("src/Api/A.cs", Both));

        Assert.Equal([(2, ScopeClass.Ships), (4, ScopeClass.Generated)], ScopesOf(story, story.Run(), "src/Api/A.cs"));
    }

    /// <summary>The branch knows the policy and the mainline does not, and the other way round.</summary>
    [Fact]
    public void CodeOfABranch_IsJudgedByTheBranch()
    {
        using var story = new Story();
        var start = story.Commit(0, ("Other.cs", "class Other;\n"));
        var branch = story.Merge([start], 1, (Policy, Excluding), ("src/Api/A.cs", Alpha));
        var mainline = story.Merge([start], 2, ("src/Api/B.cs", Beta));
        var merge = story.Merge([mainline, branch], 3, (Policy, Excluding), ("src/Api/A.cs", Alpha));
        story.Commit(4, ("src/Api/C.cs", Both));

        var history = story.Run();

        Assert.Equal([(branch, ScopeClass.Generated)], ScopesOf(story, history, "src/Api/A.cs"));
        Assert.Equal([(mainline, ScopeClass.Ships)], ScopesOf(story, history, "src/Api/B.cs"));
        Assert.Equal([(merge + 1, ScopeClass.Generated)], ScopesOf(story, history, "src/Api/C.cs"));
    }

    [Theory]
    [InlineData("version: 1\nexclude: {generated: ['src/Api/**']\n")]
    [InlineData("version: 1\nexclude: {generated: ['src/Api/**'], vendord: []}\n")]
    [InlineData("version: 2\nexclude: {generated: ['src/Api/**']}\n")]
    [InlineData("version: 1\nexclude: {generated: ['[']}\n")]
    [InlineData("version: 1\nhorizon: soon\nexclude: {generated: ['src/Api/**']}\n")]
    [InlineData("version: 1 # exclude nothing\n")]
    [InlineData("")]
    public void PolicyThatCannotBeUsed_ExcludesNothing(string policy)
    {
        using var story = new Story();
        story.Commit(0, (Policy, policy));
        story.Commit(1, ("src/Api/A.cs", Alpha));

        Assert.Equal([(2, ScopeClass.Ships)], ScopesOf(story, story.Run(), "src/Api/A.cs"));
    }

    [Fact]
    public void LargePolicy_ExcludesNothing()
    {
        using var story = new Story();
        story.Commit(0, (Policy, Excluding + "#" + new string(' ', 3 << 20)));
        story.Commit(1, ("src/Api/A.cs", Alpha));

        Assert.Equal([(2, ScopeClass.Ships)], ScopesOf(story, story.Run(), "src/Api/A.cs"));
    }

    [Fact]
    public void MissingPolicy_ExcludesNothingAndIsSaid()
    {
        using var story = new Story();
        story.Commit(0, (Policy, Excluding));
        story.Commit(1, ("src/Api/A.cs", Alpha));
        _ = story.IdOf(1);
        var repository = story.Repository;
        LooseObjects.Of(repository).Lose(repository.Git("rev-parse", "HEAD:" + Policy).Trim());

        var (history, notices) = TestReplay.RunIn(repository.Root, ReplayOptions.Tokens);

        Assert.Equal("PROV912", Assert.Single(notices).Code);
        Assert.Equal(1, history!.Unread.Missing);
        Assert.Equal([(2, ScopeClass.Ships)], ScopesOf(story, history, "src/Api/A.cs"));
    }

    // Which commits bore the file's code, as what.
    private static (int Commit, ScopeClass Scope)[] ScopesOf(Story story, HistoryResult history, string path)
    {
        var marks = Enumerable.Range(1, story.Count).ToDictionary(mark => ObjectId.Parse(story.IdOf(mark)));
        var file = history.Files.Single(file => file.Path == path);
        return [.. file.Origins.Values.Distinct().Select(origin => history.Origins[origin]).Select(origin => (marks[history.Commits[origin.Commit].Id], origin.Scope)).Distinct().OrderBy(birth => birth.Item1)];
    }
}
