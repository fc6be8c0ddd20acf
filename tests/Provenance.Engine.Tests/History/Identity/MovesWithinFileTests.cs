using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>A run of 20 letters and digits that a commit removes here and inserts there in one file stays itself.</summary>
public sealed class MovesWithinFileTests
{
    private static readonly string Alpha = Code.Method("Alpha", 12);
    private static readonly string Beta = Code.Method("Beta", 12);
    private static readonly string Gamma = Code.Method("Gamma", 3);

    [Fact]
    public void MemberMoved_KeepsItsBirths()
    {
        using var story = new Story();
        var text = Code.Class("A", Alpha, Beta, Gamma);
        story.Commit(0, ("A.cs", text));
        story.Commit(1, ("A.cs", Code.Class("A", Beta, Gamma, Alpha)));

        var history = story.Run();

        Assert.Equal(new SortedDictionary<int, int> { [1] = Code.TokensOf(text) }, story.Births(history));
        Assert.Equal(0, history.Deaths());
        Assert.NotEqual(0, story.Run(ReplayOptions.PlainTokens).Deaths());
        history.AssertSound();
    }

    /// <summary>The lines that the metric's reference values are made of.</summary>
    [Fact]
    public void ReferenceLines_SurviveIndentsAndMoves()
    {
        using var story = new Story();
        var text = Code.Class("A", Alpha, Beta, Gamma);
        story.Commit(0, ("A.cs", text));
        story.Commit(1, ("A.cs", Code.Class("A", Beta, Gamma, Alpha).Replace("\n", "\n\t", StringComparison.Ordinal)));

        Assert.NotEqual(0, story.Run(ReplayOptions.Lines).Deaths());
        Assert.InRange(story.Run(ReplayOptions.Lines with { IgnoresWhiteSpace = true }).Deaths(), 3, long.MaxValue);

        // A brace and a blank line at the ends of the move are nobody's in particular.
        Assert.InRange(story.Run(ReplayOptions.ReferenceLines).Deaths(), 0, 2);
    }

    [Theory]
    [InlineData("short12;", 0 + 1)]
    [InlineData("count12345 = 9876543210;", 0)]
    public void StatementMoved_CountsFromTwentyLettersOn(string statement, int deathsAtLeast)
    {
        using var story = new Story();
        var tokens = Code.TokensOf(Code.Class("A", Alpha, Beta) + statement);
        story.Commit(0, ("A.cs", statement + "\n" + Code.Class("A", Alpha, Beta)));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, Beta) + statement + "\n"));

        var history = story.Run();

        Assert.Equal(deathsAtLeast == 0, history.Deaths() == 0);
        Assert.Equal(tokens - (int)history.Deaths(), story.Births(history)[1]);
        Assert.NotEqual(0, story.Run(ReplayOptions.PlainTokens).Deaths());
        history.AssertSound();
    }

    /// <summary>The first 19 characters of the same run: git's threshold is inclusive.</summary>
    [Theory]
    [InlineData("abcdefghijklmnopqrst", true)]
    [InlineData("abcdefghijklmnopqrs", false)]
    public void NameMoved_CountsFromTwentyCharactersOn(string name, bool isMove)
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", name + ";\n" + Code.Class("A", Alpha)));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha) + name + ";\n"));

        var history = story.Run();

        Assert.Equal(isMove, history.Deaths() == 0);
        history.AssertSound();
    }

    /// <summary>A short piece of a long run is inserted too: the long run is served first and the short one is a birth.</summary>
    [Fact]
    public void LongAndShortRun_LongestComesFirst()
    {
        using var story = new Story();
        const string Piece = "var gamma2 = gamma1 * 31 + 2;";
        story.Commit(0, ("A.cs", Code.Class("A", Gamma, Alpha)));
        var moved = Code.Class("A", Alpha, $"    int First() {{ {Piece} }}\n", Gamma);
        story.Commit(1, ("A.cs", moved));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(Code.TokensOf("int First() { " + Piece + " }"), story.Births(history)[2]);
        Assert.True(story.Run(ReplayOptions.PlainTokens).Deaths() > 0);
        history.AssertSound();
    }

    /// <summary>Of two equal removed runs each can stay only once.</summary>
    [Fact]
    public void TwoEqualRuns_EachIsUsedOnce()
    {
        using var story = new Story();
        var twice = Code.Class("A", Gamma, Gamma, Alpha, Beta);
        story.Commit(0, ("A.cs", twice));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, Gamma, Beta, Gamma, Gamma)));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(Code.TokensOf(twice), story.Births(history)[1]);
        Assert.Equal(Code.TokensOf(Gamma), story.Births(history)[2]);
        Assert.Equal(Code.TokensOf(Gamma), history.Entries(1));
        history.AssertSound();
    }

    [Fact]
    public void MemberMovedAndEdited_KeepsWhatStayed()
    {
        using var story = new Story();
        var text = Code.Class("A", Alpha, Beta);
        story.Commit(0, ("A.cs", text));
        story.Commit(1, ("A.cs", Code.Class("A", Beta, Alpha.Replace("alpha6 = alpha5 * 31", "alpha6 = alpha5 * 41", StringComparison.Ordinal))));

        var history = story.Run();

        Assert.Equal(1, history.Deaths());
        Assert.Equal(1, history.Entries(1));
        history.AssertSound();
    }
}
