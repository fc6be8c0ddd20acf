using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>A merge takes from its parents what they have and bears the rest.</summary>
public sealed class MergeTests
{
    private static readonly string Alpha = Code.Method("Alpha", 12);
    private static readonly string Beta = Code.Method("Beta", 4);
    private static readonly string Gamma = Code.Method("Gamma", 4);
    private static readonly string Delta = Code.Method("Delta", 4);

    [Fact]
    public void Octopus_TakesFromEveryParent()
    {
        using var story = new Story();
        var root = story.Commit(0, ("A.cs", Code.Class("A", Alpha)));
        var beta = story.Commit(1, ("A.cs", Code.Class("A", Alpha, Beta)));
        var gamma = story.Merge([root], 2, ("A.cs", Code.Class("A", Alpha, Gamma)));
        var main = story.Merge([root], 3, ("A.cs", Code.Class("A", Alpha, Delta)));
        var whole = Code.Class("A", Alpha, Delta, Beta, Gamma);
        story.Merge([main, beta, gamma], 4, ("A.cs", whole));

        var history = story.Run();

        Assert.Equal(
            new SortedDictionary<int, int> { [root] = Code.TokensOf(Code.Class("A", Alpha)), [beta] = Code.TokensOf(Beta), [gamma] = Code.TokensOf(Gamma), [main] = Code.TokensOf(Delta) },
            story.Births(history));
        Assert.Equal(Code.TokensOf(Beta + Gamma), history.Entries(2));
        Assert.Equal(0, history.Deaths());
        history.AssertSound();
    }

    [Fact]
    public void LineThatNoParentHas_IsBornInTheMerge()
    {
        using var story = new Story();
        var root = story.Commit(0, ("A.cs", Code.Class("A", Alpha)));
        var branch = story.Commit(1, ("A.cs", Code.Class("A", Alpha, Beta)));
        var main = story.Merge([root], 2, ("B.cs", Code.Class("B", Gamma)));
        const string Evil = "    int evil = 666;\n";
        var merge = story.Merge([main, branch], 3, ("A.cs", Code.Class("A", Alpha, Beta, Evil)));

        var births = story.Births(story.Run(), "A.cs");

        Assert.Equal([root, branch, merge], births.Keys);
        Assert.Equal(Code.TokensOf(Evil), births[merge]);
    }

    /// <summary>One side renamed a folder, the other added a file to it: git's merge puts that file into the renamed folder.</summary>
    [Fact]
    public void FileThatTheMergePutsElsewhere_KeepsItsBirth()
    {
        using var story = new Story();
        var root = story.Commit(0, ("src/A.cs", Code.Class("A", Alpha)), ("src/Twin.cs", Code.Class("New", Gamma)));
        var branch = story.Commit(1, ("src/New.cs", Code.Class("New", Beta)));
        var main = story.Merge([root], 2, ("src/A.cs", null), ("lib/A.cs", Code.Class("A", Alpha)), ("src/Twin.cs", null), ("lib/Twin.cs", Code.Class("New", Gamma)));
        story.Merge([main, branch], 3, ("lib/New.cs", Code.Class("New", Beta)));

        foreach (var options in (ReplayOptions[])[ReplayOptions.Tokens, ReplayOptions.Lines])
        {
            var history = story.Run(options);

            Assert.Equal([branch], story.Births(history, "lib/New.cs").Keys);
            Assert.Equal([root], story.Births(history, "lib/Twin.cs").Keys);
            history.AssertSound();
        }
    }

    /// <summary>A file that the merge has under its own name, too, was copied.</summary>
    [Fact]
    public void FileThatTheMergeCopies_IsBornThere()
    {
        using var story = new Story();
        var root = story.Commit(0, ("A.cs", Code.Class("A", Alpha)));
        var branch = story.Commit(1, ("New.cs", Code.Class("New", Beta)));
        var main = story.Merge([root], 2, ("B.cs", Code.Class("B", Gamma)));
        var merge = story.Merge([main, branch], 3, ("New.cs", Code.Class("New", Beta)), ("Copy.cs", Code.Class("New", Beta)));

        var history = story.Run(ReplayOptions.Lines);

        Assert.Equal([branch], story.Births(history, "New.cs").Keys);
        Assert.Equal([merge], story.Births(history, "Copy.cs").Keys);
    }

    /// <summary>The merge throws the mainline's work away: what only the mainline had dies in it.</summary>
    [Fact]
    public void OtherParentsTreeTakenWhole_EndsWhatTheMainlineHad()
    {
        using var story = new Story();
        var root = story.Commit(0, ("A.cs", Code.Class("A", Alpha)));
        var branch = story.Commit(1, ("A.cs", Code.Class("A", Alpha, Beta)), ("New.cs", Code.Class("New", Gamma)));
        var main = story.Merge([root], 2, ("A.cs", Code.Class("A", Alpha, Delta)), ("Own.cs", Code.Class("Own")));
        story.Merge([main, branch], 3, ("A.cs", Code.Class("A", Alpha, Beta)), ("New.cs", Code.Class("New", Gamma)), ("Own.cs", null));

        var history = story.Run();

        Assert.Equal([root, branch], story.Births(history).Keys);
        Assert.Equal(story.Births(story.Run(tip: branch)), story.Births(history));
        Assert.InRange(history.Deaths(), Code.TokensOf(Code.Class("Own")) + 1, Code.TokensOf(Delta + Code.Class("Own")));
        history.AssertSound();
    }

    [Fact]
    public void FileDeletedOnTheBranchAndChangedOnTheMainline_FollowsTheMerge()
    {
        using var story = new Story();
        var root = story.Commit(0, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta)));
        var branch = story.Commit(1, ("A.cs", null));
        var main = story.Merge([root], 2, ("A.cs", Code.Class("A", Alpha, Gamma)));
        var kept = story.Merge([main, branch], 3);
        story.Merge([main, branch], 3, ("A.cs", null));

        var gone = story.Run();
        var stays = story.Run(tip: kept);

        Assert.Equal(0, stays.Deaths());
        Assert.Equal([root, main], story.Births(stays, "A.cs").Keys);
        Assert.Equal(Code.TokensOf(Code.Class("A", Alpha, Gamma)), gone.Deaths());
        Assert.All(gone.Cells.Where(cell => cell.Exit >= 0), cell => Assert.Equal((2, DeathCause.FileRemoved), (cell.Exit, cell.Cause)));
        gone.AssertSound();
        stays.AssertSound();
    }

    /// <summary>The mainline deleted it, the branch changed it, the merge keeps it: it comes back with what was changed.</summary>
    [Fact]
    public void FileDeletedOnTheMainlineAndKeptByTheMerge_KeepsItsBirths()
    {
        using var story = new Story();
        var root = story.Commit(0, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta)));
        var branch = story.Commit(1, ("A.cs", Code.Class("A", Alpha, Gamma)));
        var main = story.Merge([root], 2, ("A.cs", null));
        story.Merge([main, branch], 3, ("A.cs", Code.Class("A", Alpha, Gamma)));

        var history = story.Run();

        Assert.Equal([root, branch], story.Births(history, "A.cs").Keys);
        history.AssertSound();
    }
}
