using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>What stands in a boundary commit of a shallow clone was born at a time that is not known.</summary>
public sealed class ShallowCloneTests
{
    private static readonly string Alpha = Code.Method("Alpha", 12);
    private static readonly string Beta = Code.Method("Beta", 12);
    private static readonly string Gamma = Code.Method("Gamma", 4);

    [Fact]
    public void BoundaryCommit_IsTruncated()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha)));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, Beta)));
        story.Commit(2, ("A.cs", Code.Class("A", Alpha, Beta, Gamma)));

        var cut = Clone(story, depth: 2);

        Assert.Equal(Code.TokensOf(Code.Class("A", Alpha, Beta)), Truncated(cut));
        Assert.Equal(Code.TokensOf(Code.Class("A", Alpha)), Truncated(story.Run()));
        Assert.True(cut.Commits[cut.Mainline[0].Commit].IsBoundary);
        cut.AssertSound();
    }

    /// <summary>Both branches are cut, and before the cut one of them renamed the file: their boundaries name it differently.</summary>
    [Fact]
    public void FileRenamedOnTheOtherOfTwoCutBranches_ContradictsNothing()
    {
        using var story = new Story();
        var text = Code.Class("A", Alpha, Beta);
        var root = story.Commit(0, ("Old.cs", text));
        var renamed = story.Commit(1, ("Old.cs", null), ("New.cs", text));
        var afterRename = story.Merge([renamed], 2, ("New.cs", Code.Class("A", Alpha, Gamma, Beta)));
        var kept = story.Merge([root], 1, ("Other.cs", "// nothing\n"));
        var afterKept = story.Merge([kept], 2, ("Old.cs", text + "// main\n"));
        story.Merge([afterKept, afterRename], 3, ("Old.cs", null), ("New.cs", Code.Class("A", Alpha, Gamma, Beta)));

        var full = story.Run();
        var cut = Clone(story, depth: 3);

        Assert.Equal(2, cut.Commits.Count(commit => commit.IsBoundary));
        var (expected, actual) = (TestReplay.Blame(full, full.Files[0]), TestReplay.Blame(cut, cut.Files[0]));
        var origins = new int[actual.Length];
        cut.Files[0].Origins.CopyTo(0, origins);
        for (var unit = 0; unit < actual.Length; unit++)
        {
            Assert.True(cut.Origins[origins[unit]].IsTruncated || string.Equals(expected[unit], actual[unit], StringComparison.Ordinal), $"unit {unit}");
        }

        cut.AssertSound();
    }

    private static HistoryResult Clone(Story story, int depth)
    {
        _ = story.IdOf(1);
        var clone = Path.Combine(story.Repository.Folder.Path, "clone" + depth);
        story.Repository.Git("clone", "-q", "--depth", depth.ToString(System.Globalization.CultureInfo.InvariantCulture), "file://" + story.Repository.Root, clone);
        var (history, notices) = TestReplay.RunIn(clone, ReplayOptions.Tokens);
        Assert.Empty(notices);
        return history!;
    }

    private static int Truncated(HistoryResult history) =>
        (int)history.Cells.Where(cell => history.Origins[history.Lives[cell.Life].Origin].IsTruncated).Sum(cell => cell.Count);
}
