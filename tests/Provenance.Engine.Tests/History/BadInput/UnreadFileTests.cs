using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Tests.History.Identity;
using Provenance.Engine.Tests.History.Snapshots;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.BadInput;

/// <summary>A version that is not read is unknown, and what was known of its file waits for one that is.</summary>
public sealed class UnreadFileTests
{
    private static readonly string Alpha = Code.Method("Alpha", 12);
    private static readonly string Beta = Code.Method("Beta", 6);
    private static readonly string First = Code.Class("A", Alpha);
    private static readonly string Last = Code.Class("A", Alpha, Beta);

    public static TheoryData<string> Kinds => new() { "one line of 30 MB", "one line of 3 MB", "400,000 lines", "NUL" };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void VersionThatIsNotRead_KillsNothing(string kind)
    {
        using var story = new Story();
        var first = story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)));
        var unread = story.CommitBytes(1, ("A.cs", Content(kind)));
        var last = story.CommitBytes(2, ("A.cs", Encoding.UTF8.GetBytes(Last)));

        var between = story.Run(tip: unread);
        var after = story.Run(tip: last);

        Assert.False(Assert.Single(between.Files).IsRead);
        Assert.Equal(Reason(kind), between.Unread);
        Assert.Equal(0, between.Deaths());
        Assert.True(Assert.Single(after.Files).IsRead);
        Assert.Equal(new SortedDictionary<int, int> { [first] = Code.TokensOf(First), [last] = Code.TokensOf(Beta) }, story.Births(after));
        Assert.Equal(0, after.Deaths());
        Assert.Equal([first], KnownWriters(story, after));
        after.AssertSound();
    }

    /// <summary>Behind a version that was not read anything may have been written by anybody before it.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void FileThatIsReadForTheFirstTime_IsNobodys(string kind)
    {
        using var story = new Story();
        story.CommitBytes(0, ("A.cs", Content(kind)));
        story.CommitBytes(1, ("A.cs", Encoding.UTF8.GetBytes(First)));
        var later = story.CommitBytes(2, ("A.cs", Encoding.UTF8.GetBytes(Last)));

        var history = story.Run();

        Assert.Equal([later], KnownWriters(story, history));
        Assert.All(history.Origins, origin => Assert.Equal(origin.IsUnread, origin.IsTruncated));
        history.AssertSound();
    }

    [Fact]
    public void MergeWithABranchThatIsNotRead_LeavesOpenWhoWroteWhatItBrings()
    {
        using var story = new Story();
        var first = story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)));
        var branch = story.CommitBytes(1, ("A.cs", Content("NUL")));
        var main = story.Merge([first], 2, ("B.cs", Beta));
        story.Merge([main, branch], 3, ("A.cs", Last));

        var history = story.Run();

        Assert.Equal([first, main], KnownWriters(story, history));
        Assert.Equal(Code.TokensOf(First), story.Births(history, "A.cs")[first]);
        history.AssertSound();
    }

    [Fact]
    public void WalkThatGoesOnBehindAnUnreadVersion_EqualsOneFromTheBeginning()
    {
        using var story = new Story();
        story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)));
        var unread = story.CommitBytes(1, ("A.cs", Content("NUL")));
        story.CommitBytes(2, ("A.cs", Encoding.UTF8.GetBytes(Last)));
        var last = story.CommitBytes(3, ("A.cs", Encoding.UTF8.GetBytes(Code.Class("A", Alpha, Beta, Code.Method("Gamma", 4)))));
        var between = SnapshotCodec.Encode(StateReplay.Run(story.Repository, ReplayOptions.Tokens, story.IdOf(unread)));

        var whole = StateReplay.Run(story.Repository, ReplayOptions.Tokens, story.IdOf(last));
        var on = StateReplay.Run(story.Repository, ReplayOptions.Tokens, story.IdOf(last), SnapshotCodec.TryDecode(between)!.TryReadState());

        Assert.Equal(SnapshotCodec.Encode(whole), SnapshotCodec.Encode(on));
        Assert.Contains(whole.Result.Origins, origin => origin.IsUnread);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FileThatWasNeverRead_HasNoTokens(string kind)
    {
        using var story = new Story();
        story.CommitBytes(0, ("A.cs", Content(kind)), ("B.cs", Encoding.UTF8.GetBytes(First)));
        story.CommitBytes(1, ("A.cs", null));

        var before = story.Run(tip: 1);
        var history = story.Run();

        Assert.Equal([false, true], before.Files.Select(file => file.IsRead));
        Assert.Equal(0, before.Files[0].Origins.Count);
        Assert.Equal(0, history.Deaths());
        Assert.Equal(Reason(kind), history.Unread);
        before.AssertSound();
        history.AssertSound();
    }

    /// <summary>Neither a rename nor a removal of the unread file loses what was known.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void UnreadFileRenamed_KeepsWhatWasKnown(string kind)
    {
        using var story = new Story();
        var content = Content(kind);
        var first = story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)));
        story.CommitBytes(1, ("A.cs", content));
        story.CommitBytes(2, ("A.cs", null), ("Moved.cs", content));
        var last = story.CommitBytes(3, ("Moved.cs", Encoding.UTF8.GetBytes(Last)));
        story.CommitBytes(4, ("Moved.cs", null));

        var read = story.Run(tip: last);
        var gone = story.Run();

        Assert.Equal(Code.TokensOf(First), story.Births(read, "Moved.cs")[first]);
        Assert.Equal(0, read.Deaths());
        Assert.Equal(Code.TokensOf(Last), gone.Deaths());
        Assert.All(gone.Cells, cell => Assert.Equal((4, DeathCause.FileRemoved), (cell.Exit, cell.Cause)));
        gone.AssertSound();
    }

    [Fact]
    public void UnreadFileRemoved_EndsWhatWasKnown()
    {
        using var story = new Story();
        story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)), ("B.cs", Encoding.UTF8.GetBytes(Beta)));
        story.CommitBytes(1, ("A.cs", Content("NUL")));
        story.CommitBytes(2, ("A.cs", null));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(First), history.Deaths());
        Assert.All(history.Cells.Where(cell => cell.Exit >= 0), cell => Assert.Equal(2, cell.Exit));
        history.AssertSound();
    }

    /// <summary>The mainline cannot be read where a branch can: the merge that takes the branch's version knows both.</summary>
    [Fact]
    public void UnreadOnTheMainlineReadOnABranch_KeepsBirths()
    {
        using var story = new Story();
        var first = story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)));
        var branch = story.Merge([first], 1, ("A.cs", Last));
        story.Merge([first], 2, ("B.cs", Beta));
        var main = story.CommitBytes(3, ("A.cs", Content("NUL")));
        story.Merge([main, branch], 4, ("A.cs", Last));

        var history = story.Run();

        Assert.Equal(new SortedDictionary<int, int> { [first] = Code.TokensOf(First), [branch] = Code.TokensOf(Beta) }, story.Births(history, "A.cs"));
        Assert.Equal(0, history.Deaths());
        history.AssertSound();
    }

    [Fact]
    public void MissingVersion_IsCodedAndKillsNothing()
    {
        using var story = new Story();
        var first = story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)));
        var missing = story.CommitBytes(1, ("A.cs", Encoding.UTF8.GetBytes(Code.Class("A", Alpha, Code.Method("Lost", 5)))));
        var last = story.CommitBytes(2, ("A.cs", Encoding.UTF8.GetBytes(Last)));
        Lose(story, missing);

        var (history, notices) = TestReplay.RunIn(story.Repository.Root, ReplayOptions.Tokens);

        var notice = Assert.Single(notices);
        Assert.Equal(("PROV912", "1"), (notice.Code, notice.Arguments[0]));
        Assert.Equal(new UnreadFiles(Missing: 1, TooLarge: 0, NotText: 0), history!.Unread);
        Assert.Equal(new SortedDictionary<int, int> { [first] = Code.TokensOf(First), [last] = Code.TokensOf(Beta) }, story.Births(history));
        Assert.Equal(0, history.Deaths());
        history.AssertSound();
    }

    /// <summary>git looks for renames in what it cannot read: whatever it answers is coded.</summary>
    [Fact]
    public void MissingVersionBesideARename_IsCoded()
    {
        using var story = new Story();
        story.CommitBytes(0, ("A.cs", Encoding.UTF8.GetBytes(First)));
        var missing = story.CommitBytes(1, ("A.cs", Encoding.UTF8.GetBytes(Code.Class("A", Alpha, Code.Method("Lost", 5)))));
        story.CommitBytes(2, ("A.cs", null), ("Moved.cs", Encoding.UTF8.GetBytes(Last)));
        Lose(story, missing);

        var (_, notices) = TestReplay.RunIn(story.Repository.Root, ReplayOptions.Tokens);

        Assert.Contains(Assert.Single(notices).Code, (string[])["PROV912", "PROV915"]);
    }

    // Whose code lives, where that is known.
    private static int[] KnownWriters(Story story, HistoryResult history)
    {
        var ids = history.Files.SelectMany(file => file.Origins.Values).Distinct().Where(origin => !history.IsWriterUnknown(origin))
            .Select(origin => history.Commits[history.Origins[origin].Commit].Id.ToString()).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(1, story.Count).Where(mark => ids.Contains(story.IdOf(mark)))];
    }

    private static void Lose(Story story, int mark)
    {
        var blob = story.Repository.Git("rev-parse", story.IdOf(mark) + ":A.cs").Trim();
        LooseObjects.Of(story.Repository).Lose(blob);
    }

    private static UnreadFiles Reason(string kind) => string.Equals(kind, "NUL", StringComparison.Ordinal) ? new UnreadFiles(0, 0, 1) : new UnreadFiles(0, 1, 0);

    private static byte[] Content(string kind) => kind switch
    {
        "one line of 30 MB" => Line(30 << 20),
        "one line of 3 MB" => Line(3 << 20),
        "400,000 lines" => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a;\n", 400_000))),
        "NUL" => [.. Encoding.UTF8.GetBytes(First), 0, .. Encoding.UTF8.GetBytes(Beta)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] Line(int length)
    {
        var line = new byte[length];
        Array.Fill(line, (byte)'a');
        return line;
    }
}
