using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>A run of 50 tokens or a whole member that a commit removes from one file and inserts in another, once each, stays itself.</summary>
public sealed class MovesAcrossFilesTests
{
    private static readonly string Big = Code.Method("Big", 6);
    private static readonly string Small = Code.Method("Small", 2);
    private static readonly string Alpha = Code.Method("Alpha", 12);
    private static readonly string Beta = Code.Method("Beta", 12);

    public static TheoryData<string> Members => new() { Big, Small };

    [Fact]
    public void Members_AreOfTheSizesThatTheTestsSay()
    {
        Assert.InRange(Code.TokensOf(Big), 50, 100);
        Assert.InRange(Code.TokensOf(Small), 12, 49);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void MemberMovedToAnotherFile_KeepsBirthsAndLives(string member)
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, member)), ("B.cs", Code.Class("B", Beta)));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta, member)));

        AssertKept(story, Code.TokensOf(member));
    }

    [Fact]
    public void MemberMovedToANewFileWhileTheOldOneGoes_KeepsBirthsAndLives()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Big)), ("B.cs", Code.Class("B", Beta)));
        var shell = "namespace Elsewhere.Entirely.Different; internal sealed record Holder<TKey, TValue>(TKey Key, TValue Value) where TKey : notnull\n{\n"
            + string.Concat(Enumerable.Range(0, 40).Select(i => $"// unlike {i} anything {i * 7919}\n")) + Big + "}\n";
        story.Commit(1, ("A.cs", null), ("Other.cs", shell));

        var history = story.Run();

        // Brackets around the member may stay with it.
        Assert.InRange(story.Births(history, "Other.cs")[1], Code.TokensOf(Big), Code.TokensOf(Big) + 3);
        Assert.True(story.Run(ReplayOptions.PlainTokens).Deaths() > history.Deaths());
        history.AssertSound();
    }

    /// <summary>The old file was one class; a member of it is a member still.</summary>
    [Fact]
    public void SmallMemberOfARemovedFile_KeepsItsBirths()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Small, Alpha)), ("B.cs", Code.Class("B", Beta)));
        story.Commit(1, ("A.cs", null), ("B.cs", Code.Class("B", Beta, Small)));

        var history = story.Run();

        Assert.False(story.Births(history).ContainsKey(2));
        Assert.True(story.Births(story.Run(ReplayOptions.PlainTokens)).ContainsKey(2));
        history.AssertSound();
    }

    [Fact]
    public void FileSplitIntoTwo_KeepsBirths()
    {
        using var story = new Story();
        var (first, second) = (Code.Method("First", 20), Code.Method("Second", 20));
        story.Commit(0, ("Both.cs", Code.Class("Both", first, second)));
        story.Commit(1, ("Both.cs", null), ("One.cs", Code.Class("One", first)), ("Two.cs", Code.Class("Two", second)));

        var history = story.Run();

        Assert.InRange(story.Births(history)[1], Code.TokensOf(first + second), int.MaxValue);
        Assert.InRange(history.Deaths(), 0, 5);
        Assert.True(story.Run(ReplayOptions.PlainTokens).Deaths() > 100);
        history.AssertSound();
    }

    [Fact]
    public void PartialClass_KeepsBirths()
    {
        using var story = new Story();
        const string Shell = "public partial class A\n{\n";
        story.Commit(0, ("A.cs", Shell + Alpha + Big + Small + "}\n"));
        story.Commit(1, ("A.cs", Shell + Alpha + "}\n"), ("A.Parts.cs", Shell + Big + Small + "}\n"));

        AssertKept(story, Code.TokensOf(Big + Small), born: Code.TokensOf(Shell + "}"));
    }

    /// <summary>Two files give and take at once.</summary>
    [Fact]
    public void MembersThatChangePlaces_KeepBirths()
    {
        using var story = new Story();
        var (one, two) = (Code.Method("One", 8), Code.Method("Two", 8));
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, one)), ("B.cs", Code.Class("B", Beta, two)));
        story.Commit(1, ("A.cs", Code.Class("A", two, Alpha)), ("B.cs", Code.Class("B", one, Beta)));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.True(story.Run(ReplayOptions.PlainTokens).Deaths() > 0);
        history.AssertSound();
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void TwoEqualInsertions_AreBirths(string member)
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, member)), ("B.cs", Code.Class("B", Beta)), ("C.cs", Code.Class("C")));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta, member)), ("C.cs", Code.Class("C", member)));

        AssertBorn(story, deaths: Code.TokensOf(member), births: 2 * Code.TokensOf(member));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void TwoEqualDeletions_AreDeaths(string member)
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, member)), ("B.cs", Code.Class("B", Beta)), ("C.cs", Code.Class("C", Beta, member)));
        story.Commit(1, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta, member)), ("C.cs", Code.Class("C", Beta)));

        AssertBorn(story, deaths: 2 * Code.TokensOf(member), births: Code.TokensOf(member));
    }

    /// <summary>Thirty tokens that are no member could be anyone's.</summary>
    [Fact]
    public void FragmentThatIsNoMember_IsBorn()
    {
        using var story = new Story();
        var fragment = string.Concat(Enumerable.Range(1, 4).Select(i => $"        var piece{i} = piece{i - 1} * 31;\n"));
        Assert.InRange(Code.TokensOf(fragment), 25, 35);
        story.Commit(0, ("A.cs", WithBody("A", Alpha, fragment)), ("B.cs", WithBody("B", Beta, "")));
        story.Commit(1, ("A.cs", WithBody("A", Alpha, "")), ("B.cs", WithBody("B", Beta, fragment)));

        AssertBorn(story, Code.TokensOf(fragment), Code.TokensOf(fragment));
    }

    /// <summary>Fifty tokens from the middle of a method need not be a member.</summary>
    [Fact]
    public void FragmentOfFiftyTokens_KeepsBirths()
    {
        using var story = new Story();
        var fragment = string.Concat(Enumerable.Range(1, 8).Select(i => $"        var piece{i} = piece{i - 1} * 31;\n"));
        Assert.InRange(Code.TokensOf(fragment), 50, 60);
        story.Commit(0, ("A.cs", WithBody("A", Alpha, fragment)), ("B.cs", WithBody("B", Beta, "")));
        story.Commit(1, ("A.cs", WithBody("A", Alpha, "")), ("B.cs", WithBody("B", Beta, fragment)));

        AssertKept(story, Code.TokensOf(fragment));
    }

    [Fact]
    public void ExtractedMethod_KeepsTheStatements()
    {
        using var story = new Story();
        var body = string.Concat(Enumerable.Range(1, 8).Select(i => $"        var piece{i} = piece{i - 1} * 31;\n"));
        story.Commit(0, ("A.cs", WithBody("A", Alpha, body)));
        story.Commit(1, ("A.cs", WithBody("A", Alpha, "        Extracted();\n").TrimEnd()[..^1] + "    private void Extracted()\n    {\n" + body + "    }\n}\n"));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(Code.TokensOf("Extracted(); private void Extracted() { }"), story.Births(history)[2]);
        Assert.NotEqual(0, story.Run(ReplayOptions.PlainTokens).Deaths());
        history.AssertSound();
    }

    /// <summary>A copy is a birth: what it was copied from is there still.</summary>
    [Fact]
    public void CopiedMember_IsBorn()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Code.Class("A", Alpha, Big)), ("B.cs", Code.Class("B", Beta)));
        story.Commit(1, ("B.cs", Code.Class("B", Beta, Big)));

        AssertBorn(story, deaths: 0, births: Code.TokensOf(Big));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void MoveOnABranch_IsNoBirthWhenItIsMerged(string member)
    {
        using var story = new Story();
        var first = story.Commit(0, ("A.cs", Code.Class("A", Alpha, member)), ("B.cs", Code.Class("B", Beta)));
        var branch = story.Commit(1, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta, member)));
        var main = story.Merge([first], 2, ("C.cs", Code.Class("C")));
        story.Merge([main, branch], 3, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta, member)));

        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(0, history.Entries(2));
        Assert.Equal([first, main], story.Births(history).Keys);
        Assert.NotEqual(0, story.Run(ReplayOptions.PlainTokens).Deaths());
        history.AssertSound();
    }

    /// <summary>Written on the branch and moved there: the mainline never saw the first place.</summary>
    [Fact]
    public void MemberWrittenAndMovedOnABranch_KeepsTheCommitThatWroteIt()
    {
        using var story = new Story();
        var first = story.Commit(0, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta)));
        var written = story.Commit(1, ("A.cs", Code.Class("A", Alpha, Big)));
        var moved = story.Commit(2, ("A.cs", Code.Class("A", Alpha)), ("B.cs", Code.Class("B", Beta, Big)));
        var main = story.Merge([first], 2.5, ("C.cs", Code.Class("C")));
        story.Merge([main, moved], 3, ("B.cs", Code.Class("B", Beta, Big)));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(Big), story.Births(history)[written]);
        Assert.False(story.Births(history).ContainsKey(moved));
        Assert.Equal(Code.TokensOf(Big), history.Entries(2));
        Assert.True(story.Births(story.Run(ReplayOptions.PlainTokens)).ContainsKey(moved));
        history.AssertSound();
    }

    private static string WithBody(string name, string member, string body) =>
        Code.Class(name, member, $"    void Body{name}(int piece0)\n    {{\n        Start{name}();\n{body}        EndOfTheWholeLongStory{name}();\n    }}\n");

    private static void AssertKept(Story story, int tokens, int born = 0)
    {
        var history = story.Run();

        Assert.Equal(0, history.Deaths());
        Assert.Equal(born, history.Entries(1));
        Assert.InRange(story.Run(ReplayOptions.PlainTokens).Deaths(), tokens, long.MaxValue);
        history.AssertSound();
    }

    private static void AssertBorn(Story story, int deaths, int births)
    {
        var history = story.Run();

        Assert.Equal(deaths, history.Deaths());
        Assert.Equal(births, history.Entries(1));
        history.AssertSound();
    }
}
