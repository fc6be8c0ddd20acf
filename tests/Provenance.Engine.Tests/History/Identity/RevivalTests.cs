using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>What one commit removed whole and another puts back within 30 days was never dead.</summary>
public sealed class RevivalTests
{
    private static readonly string Alpha = Code.Method("Alpha", 12);
    private static readonly string Beta = Code.Method("Beta", 12);
    private static readonly string Small = Code.Method("Small", 2);
    private static readonly string Whole = Code.Class("A", Alpha, Small, Beta);
    private static readonly string WithoutAlpha = Code.Class("A", Small, Beta);
    private static readonly string WithoutSmall = Code.Class("A", Alpha, Beta);

    public static TheoryData<string> Cuts => new() { WithoutAlpha, WithoutSmall };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void RevertWithinThirtyDays_EqualsTheHistoryWithoutThePair(string cut)
    {
        using var with = new Story();
        with.Commit(0, ("A.cs", Whole));
        with.Commit(10, ("A.cs", cut));
        with.Commit(40, ("A.cs", Whole));
        with.Commit(41, ("B.cs", Code.Class("B", Code.Method("Gamma", 3))));
        using var without = new Story();
        without.Commit(0, ("A.cs", Whole));
        without.Commit(41, ("B.cs", Code.Class("B", Code.Method("Gamma", 3))));

        var history = with.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(
            without.Run().InWords(id => string.Equals(id, without.IdOf(1), StringComparison.Ordinal) ? "first" : "last"),
            history.InWords(id => string.Equals(id, with.IdOf(1), StringComparison.Ordinal) ? "first" : "last"));
        Assert.NotEqual(0, with.Run(ReplayOptions.PlainTokens).Deaths());
        Assert.Equal(Code.TokensOf(Whole) - Code.TokensOf(cut), with.Run(tip: 2).Deaths());
        history.AssertSound();
    }

    [Fact]
    public void LongReturnAfterThirtyOneDays_IsDeadAndWeighsNothing()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole));
        story.Commit(10, ("A.cs", WithoutAlpha));
        story.Commit(41.01, ("A.cs", Whole));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(Alpha), history.Deaths());
        Assert.Equal(Code.TokensOf(Alpha), history.OfKind(UnitKind.Restored).Sum(cell => cell.Count));
        Assert.Equal(0, history.OfKind(UnitKind.Restored).Sum(cell => cell.Weight));
        Assert.Equal(history.Entries(2), history.OfKind(UnitKind.Restored).Sum(cell => cell.Count));
        Assert.Empty(story.Run(ReplayOptions.PlainTokens).OfKind(UnitKind.Restored));
        history.AssertSound();
    }

    [Fact]
    public void ShortReturnAfterThirtyOneDays_IsABirthLikeAnyOther()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole));
        story.Commit(10, ("A.cs", WithoutSmall));
        story.Commit(41.01, ("A.cs", Whole));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(Small), history.Deaths());
        Assert.Equal(Code.TokensOf(Small), history.Entries(2));
        Assert.Empty(history.OfKind(UnitKind.Restored));
        history.AssertSound();
    }

    [Fact]
    public void RestoredCodeThatIsRenamed_StillWeighsNothing()
    {
        using var story = new Story();
        var used = string.Concat(Enumerable.Range(0, 8).Select(i => $"    int Place{i} = Compute{i}(oldName, {i});\n"));
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, used)));
        story.Commit(10, ("A.cs", Code.Class("A", Alpha)));
        story.Commit(50, ("A.cs", Code.Class("A", Alpha, used)));
        story.Commit(51, ("A.cs", Code.Class("A", Alpha, used.Replace("oldName", "newName", StringComparison.Ordinal))));

        var history = story.Run();

        Assert.NotEmpty(history.OfKind(UnitKind.Restored | UnitKind.Renamed));
        Assert.Equal(0, history.OfKind(UnitKind.Restored).Sum(cell => cell.Weight));
        Assert.Equal(Code.TokensOf(used), history.OfKind(UnitKind.Restored).Sum(cell => cell.Count));
        history.AssertSound();
    }

    [Fact]
    public void FileRemovedAndRestored_WasNeverGone()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole), ("B.cs", Beta));
        story.Commit(10, ("A.cs", null));
        story.Commit(20, ("A.cs", Whole));

        AssertNeverDead(story, Whole + Beta);
    }

    [Fact]
    public void FileRemovedAndRestoredOnAMergedBranch_WasNeverGone()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole), ("B.cs", Beta));
        var removed = story.Commit(10, ("A.cs", null));
        var branch = story.Commit(12, ("A.cs", Whole));
        var main = story.Merge([removed], 13, ("C.cs", Small));
        story.Merge([main, branch], 20, ("A.cs", Whole));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(new SortedDictionary<int, int> { [1] = Code.TokensOf(Whole) }, story.Births(history, "A.cs"));
        Assert.NotEqual(0, story.Run(tip: main).Deaths());
        history.AssertSound();
    }

    /// <summary>Removed in two steps, restored in two: the file that comes back is the file that went.</summary>
    [Fact]
    public void MemberRemovedThenTheFile_BothComeBack()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole), ("B.cs", Beta));
        story.Commit(1, ("A.cs", WithoutSmall));
        story.Commit(2, ("A.cs", null));
        story.Commit(3, ("A.cs", WithoutSmall));
        story.Commit(4, ("A.cs", Whole));

        AssertNeverDead(story, Whole + Beta);
    }

    /// <summary>Two files were removed under one path one after the other: what is known of the first is not lost with the second.</summary>
    [Fact]
    public void TwoFilesOfOnePath_BothComeBack()
    {
        using var story = new Story();
        var other = Code.Class("Other", Code.Method("Gamma", 14));
        story.Commit(0, ("A.cs", Whole), ("B.cs", Beta));
        story.Commit(1, ("A.cs", null));
        story.Commit(2, ("A.cs", other));
        story.Commit(3, ("A.cs", null));
        story.Commit(4, ("A.cs", other));
        story.Commit(5, ("A.cs", null));
        story.Commit(6, ("A.cs", Whole));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(other), history.Deaths());
        Assert.Equal(new SortedDictionary<int, int> { [1] = Code.TokensOf(Whole) }, story.Births(history, "A.cs"));
        history.AssertSound();
    }

    /// <summary>One statement of the removed run is missing: this is no revert.</summary>
    [Fact]
    public void IncompleteReturn_IsNoRevival()
    {
        using var story = new Story();
        var shorter = string.Concat(Small.Split('\n').Where(line => !line.Contains("small2 =", StringComparison.Ordinal)).Select(line => line + "\n"));
        story.Commit(0, ("A.cs", Whole));
        story.Commit(10, ("A.cs", WithoutSmall));
        story.Commit(11, ("A.cs", Code.Class("A", Alpha, shorter, Beta)));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(Small), history.Deaths());
        Assert.Equal(Code.TokensOf(shorter), history.Entries(2));
        history.AssertSound();
    }

    [Fact]
    public void RevertOfARevert_IsTheFirstRemovalAgain()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole));
        story.Commit(10, ("A.cs", WithoutAlpha));
        story.Commit(15, ("A.cs", Whole));
        story.Commit(20, ("A.cs", WithoutAlpha));
        var last = story.Commit(25, ("A.cs", Whole));
        story.Commit(30, ("A.cs", WithoutAlpha));

        var history = story.Run();
        var dead = history.Cells.Where(cell => cell.Exit >= 0).ToArray();

        Assert.Equal(Code.TokensOf(Alpha), history.Deaths());
        Assert.All(dead, cell => Assert.Equal((5, 0), (cell.Exit, history.Lives[cell.Life].Entry)));
        Assert.Equal(0, story.Run(tip: last).Deaths());
        history.AssertSound();
    }

    [Fact]
    public void FileRenamedBetween_TakesItsCodeBack()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole));
        story.Commit(10, ("A.cs", WithoutSmall));
        story.Commit(11, ("A.cs", null), ("Moved.cs", WithoutSmall));
        story.Commit(12, ("Moved.cs", Whole));

        AssertNeverDead(story, Whole);
    }

    /// <summary>The same code in another file is a birth.</summary>
    [Fact]
    public void ReturnInAnotherFile_IsNoRevival()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole), ("B.cs", Code.Class("B", Beta)));
        story.Commit(10, ("A.cs", WithoutSmall));
        story.Commit(11, ("B.cs", Code.Class("B", Beta, Small)));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(Small), history.Deaths());
        Assert.Equal(Code.TokensOf(Small), history.Entries(2));
        history.AssertSound();
    }

    /// <summary>Revived code is no dead code: whoever copies it writes code of full weight.</summary>
    [Fact]
    public void CopyOfRevivedCode_IsABirthLikeAnyOther()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole), ("B.cs", Code.Class("B", Beta)));
        story.Commit(10, ("A.cs", WithoutAlpha));
        story.Commit(11, ("A.cs", Whole));
        story.Commit(12, ("B.cs", Code.Class("B", Beta, Alpha)));

        var history = story.Run();

        Assert.Empty(history.OfKind(UnitKind.Restored));
        Assert.Equal(0, history.Deaths());
        history.AssertSound();
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(-400)]
    public void ReturnDatedBeforeTheRemoval_WasNeverDead(double day)
    {
        using var story = new Story();
        story.Commit(-500, ("A.cs", Whole));
        story.Commit(5, ("B.cs", Small));
        story.Commit(10, ("A.cs", WithoutAlpha));
        story.Commit(day, ("A.cs", Whole));

        AssertNeverDead(story, Whole + Small);
    }

    /// <summary>A commit of another file is dated years ahead: no one else's gap becomes longer.</summary>
    [Fact]
    public void CommitDatedFarAhead_EndsNoOnesChance()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole));
        story.Commit(10, ("A.cs", WithoutAlpha));
        story.Commit(4000, ("B.cs", Code.Class("B", Beta)));
        story.Commit(12, ("A.cs", Whole));

        AssertNeverDead(story, Whole + Code.Class("B", Beta));
    }

    /// <summary>The removal itself is dated years ahead, or years ago.</summary>
    [Theory]
    [InlineData(4000)]
    [InlineData(-4000)]
    public void RemovalDatedWrongly_TakesItsPredecessorsTime(double day)
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Whole));
        story.Commit(1, ("B.cs", Small));
        story.Commit(2, ("B.cs", null));
        story.Commit(day, ("A.cs", WithoutAlpha));
        story.Commit(12, ("A.cs", Whole));

        AssertNeverDead(story, Whole, deaths: Code.TokensOf(Small));
    }

    private static void AssertNeverDead(Story story, string text, int deaths = 0)
    {
        var history = story.Run();

        Assert.Equal(deaths, history.Deaths());
        Assert.Equal(Code.TokensOf(text), history.Cells.Where(cell => cell.Exit < 0).Sum(cell => cell.Count));
        Assert.All(history.Files.Where(file => !string.Equals(file.Path, "B.cs", StringComparison.Ordinal)), file => Assert.Equal([1], story.Births(history, file.Path).Keys));
        Assert.InRange(story.Run(ReplayOptions.PlainTokens).Deaths(), deaths + 1, long.MaxValue);
        history.AssertSound();
    }
}
