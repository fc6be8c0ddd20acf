using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>A commit that gives a name another one, the same everywhere and three times at least, ends nothing.</summary>
public sealed class RenamedNamesTests
{
    private static readonly string Alpha = Code.Method("Alpha", 12);
    private static readonly string Before = Using("oldName", 3);
    private static readonly string After = Using("newName", 3);

    [Fact]
    public void ThreeUses_KeepBirthsFlagged()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, Before)));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, After)));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal([1], story.Births(history).Keys);
        Assert.InRange(history.OfKind(UnitKind.Renamed).Sum(cell => cell.Count), 3, Code.TokensOf(After));
        Assert.Equal(3, story.Run(ReplayOptions.PlainTokens).Deaths());
        history.AssertSound();
    }

    [Fact]
    public void TwoUses_AreDeathsAndBirths()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, Using("oldName", 2))));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, Using("newName", 2))));

        AssertNothingKept(story, deaths: 2);
    }

    [Fact]
    public void UsesInSeveralFiles_CountTogether()
    {
        using var story = new Story();
        string[] paths = ["A.cs", "B.cs", "C.cs"];
        story.Commit(0, [.. paths.Select((path, i) => (path, (string?)Code.Class("Holder" + i, Code.Method("Method" + i, 9), Using("oldName", 1))))]);
        story.Commit(1, [.. paths.Select((path, i) => (path, (string?)Code.Class("Holder" + i, Code.Method("Method" + i, 9), Using("newName", 1))))]);

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.InRange(history.OfKind(UnitKind.Renamed).Sum(cell => cell.Count), 3, long.MaxValue);
        history.AssertSound();
    }

    /// <summary>One of the uses takes a third name: this was rewritten, not renamed.</summary>
    [Fact]
    public void TwoNewNames_AreDeathsAndBirths()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, Using("oldName", 5))));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, Using("newName", 5).Replace("Compute4(newName", "Compute4(other", StringComparison.Ordinal))));

        AssertNothingKept(story, deaths: 5);
    }

    [Fact]
    public void NumbersThatChange_AreNoNames()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, Using("1111111", 4))));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, Using("2222222", 4))));

        AssertNothingKept(story, deaths: 4);
    }

    [Fact]
    public void RenamedTokenThatDies_KeepsItsBirthAndFlag()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, Before)));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, After)));
        story.Commit(2, ("A.cs", Code.Class("A", Alpha)));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(After), history.Deaths());
        var renamed = history.OfKind(UnitKind.Renamed).ToArray();
        Assert.All(renamed, cell => Assert.Equal((2, 0), (cell.Exit, history.Lives[cell.Life].Entry)));
        Assert.InRange(renamed.Sum(cell => cell.Count), 3, Code.TokensOf(After));
        Assert.Equal(0, history.Entries(1));
        history.AssertSound();
    }

    /// <summary>The name is in a using directive as well, where it has no weight; every unit keeps the weight that it was born with.</summary>
    [Fact]
    public void NameInAUsingDirective_KeepsWeights()
    {
        using var story = new Story();
        var first = story.Commit(0, ("A.cs", "using OldName;\nusing OldName.Parts;\n" + Code.Class("A", Alpha, Using("OldName", 4))));
        story.Commit(1, ("A.cs", "using NewName;\nusing NewName.Parts;\n" + Code.Class("A", Alpha, Using("NewName", 4))));

        var history = story.Run();
        var before = story.Run(tip: first);

        Assert.Equal(before.Cells.Sum(cell => cell.Weight), history.Cells.Where(cell => history.Lives[cell.Life].Entry == 0).Sum(cell => cell.Weight));
        Assert.Equal(before.Cells.Sum(cell => cell.Weight), history.Cells.Where(cell => cell.Exit < 0).Sum(cell => cell.Weight));
        Assert.InRange(history.OfKind(UnitKind.Renamed).Sum(cell => cell.Weight), 4, long.MaxValue);
        history.AssertSound();
    }

    /// <summary>There and back: the tokens were never anyone else's.</summary>
    [Fact]
    public void RenamedBack_KeepsBirths()
    {
        using var story = new Story();
        var first = Code.Class("A", Alpha, Before);
        story.Commit(0, ("A.cs", first));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha, After)));
        story.Commit(2, ("A.cs", first));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(new SortedDictionary<int, int> { [1] = Code.TokensOf(first) }, story.Births(history));
        history.AssertSound();
    }

    private static string Using(string name, int uses) =>
        string.Concat(Enumerable.Range(0, uses).Select(i => $"    int Place{i}Of = Compute{i}({name}, {i});\n"));

    private static void AssertNothingKept(Story story, int deaths)
    {
        var history = story.Run();

        Assert.Equal(deaths, history.Deaths());
        Assert.Equal(deaths, history.Entries(1));
        Assert.Empty(history.OfKind(UnitKind.Renamed));
        history.AssertSound();
    }
}
