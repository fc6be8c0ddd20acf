using System.Globalization;
using Provenance.Engine.Reports.Review;
using Provenance.Testing;
using static Provenance.Engine.Tests.Reports.Review.ReviewSample;

namespace Provenance.Engine.Tests.Reports.Review;

public sealed class ReviewQueryTests : IDisposable
{
    private readonly TestRepository _repository = TestRepository.Create();

    [Fact]
    public void AddedLines_HaveTheLabelOfWhoeverWroteTheirNewTokens()
    {
        var start = Commit("Start", 0, null, ("A.cs", "class A\n{\n    int Old(int x) => x;\n}\n"));
        var agent = Commit("Add" + Claude, 1, start, ("A.cs", "class A\n{\n    int Old(int x) => x;\n\n    // Doubled.\n    int New(int y)\n    {\n        return y * 2;\n    }\n}\n"));
        Commit("Touch", 2, agent, ("A.cs", "class A\n{\n    int Old(int x) => x;\n\n    // Doubled.\n    int New(int y)\n    {\n        return y * 2;\n    }\n\n    int Third(long z) => 3;\n}\n"));
        var ids = _repository.Import();

        var review = Run(_repository, ids[1], ids[3]);

        var file = Assert.Single(review.Files);
        Assert.Equal(new LineCounts(Agent: 2, 0, 0, Unknown: 1, 0, WithoutCode: 5), file.Lines);
        var hunk = Assert.Single(file.Hunks);
        Assert.Equal((4, 11), (hunk.FirstLine, hunk.LastLine));
        Assert.Equal([(LineKind.Agent, 4, 10, "claude"), (LineKind.Unknown, 11, 11, null)], hunk.Parts.Select(part => (part.Kind, part.FirstLine, part.LastLine, part.Origin?.Agent)));
        Assert.Equal([(ids[2], 2), (ids[3], 1)], review.Commits.Select(commit => (commit.Claims.Commit.ToString(), commit.Lines.All)));
        Assert.Equal((2, 2), (review.AgentLines, review.UnreviewedLines));
    }

    /// <summary>Code in which lines repeat: diffs of the same two texts differ where more than one pairing is possible.</summary>
    [Fact]
    public void AddedLines_AreAsManyAsGitShowsWithContext()
    {
        var random = new Random(20260807);
        var before = Enumerable.Range(0, 60).Select(_ => RepeatedLines(random)).ToArray();
        (string, string?)[] Named(IEnumerable<List<string>> texts) => [.. texts.Select((lines, i) => (string.Create(CultureInfo.InvariantCulture, $"F{i:00}.cs"), (string?)string.Concat(lines)))];
        var first = _repository.Commit(TestCommit.OfText("Start", Start, Named(before)));
        _repository.Commit(TestCommit.OfText("Edit" + Claude, Start.AddDays(1), Named(before.Select(lines => Edited(lines, random)))), first);
        var ids = _repository.Import();

        var shown = AddedByGit("3");

        Assert.Equal(shown, Run(_repository, ids[1], ids[2]).Files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Lines.All} {file.Path}")));
        // What a diff without context adds is not the same everywhere: the comparison could fail.
        Assert.NotEqual(shown, AddedByGit("0"));

        string[] AddedByGit(string context) => [.. _repository.Git("-c", "diff.context=" + context, "diff", "--numstat", ids[1], ids[2]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Where(row => row[0] != "0").Select(row => row[0] + " " + row[2])];
    }

    private static List<string> RepeatedLines(Random random) =>
    [
        .. Enumerable.Range(0, 400).Select(i => new string(' ', 4 * random.Next(2, 4))
            + (random.Next(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $"call{i}();\n") : $"{(char)('a' + random.Next(4))} = next;\n")),
    ];

    /// <summary>A stretch is put into a block, as code into a loop, with lines put in and dropped; a long end stays.</summary>
    private static List<string> Edited(List<string> lines, Random random)
    {
        var edited = new List<string>(lines);
        for (var at = 80; at > 40; at--)
        {
            edited[at] = "    " + edited[at];
            switch (random.Next(20))
            {
                case 0:
                    edited.RemoveAt(at);
                    break;
                case 1 or 2:
                    edited.Insert(at, $"            {(char)('a' + random.Next(4))} = next;\n");
                    break;
                default:
                    break;
            }
        }

        return edited;
    }

    [Fact]
    public void BranchBehindItsBase_IsComparedWithWhereItBegan()
    {
        var start = Commit("Start", 0, null, ("A.cs", Source("A", 0, 3)));
        var branch = Commit("Add" + Claude, 1, start, ("B.cs", Source("B", 10, 2)));
        var main = Commit("Other", 2, start, ("A.cs", Source("A", 0, 5)), ("C.cs", Source("C", 20, 2)));
        Commit("Merge", 3, main, branch, ("B.cs", Source("B", 10, 2)));
        var ids = _repository.Import();

        var review = Run(_repository, ids[main], ids[branch]);

        Assert.Equal(ids[start], review.Range.MergeBase!.Value.ToString());
        Assert.Equal("B.cs", Assert.Single(review.Files).Path);
        Assert.Equal(3, review.Lines.Agent);
    }

    [Fact]
    public void BaseMergedIntoTheBranch_IsNotPartOfTheChange()
    {
        var start = Commit("Start", 0, null, ("A.cs", Source("A", 0, 3)));
        var branch = Commit("Add" + Claude, 1, start, ("B.cs", Source("B", 10, 2)));
        var main = Commit("Other", 2, start, ("C.cs", Source("C", 20, 2)));
        var update = Commit("Merge main", 3, branch, main, ("C.cs", Source("C", 20, 2)));
        Commit("More" + Claude, 4, update, ("B.cs", Source("B", 10, 4)));
        var ids = _repository.Import();

        var review = Run(_repository, ids[main], ids[5]);

        Assert.Equal(ids[main], review.Range.MergeBase!.Value.ToString());
        Assert.Equal(["B.cs"], review.Files.Select(file => file.Path));
        Assert.Equal(5, review.Lines.Agent);
    }

    [Fact]
    public void TipThatTheBaseHas_AddsNothing()
    {
        var start = Commit("Start", 0, null, ("A.cs", Source("A", 0, 3)));
        Commit("Add" + Claude, 1, start, ("B.cs", Source("B", 10, 2)));
        var ids = _repository.Import();

        var review = Run(_repository, ids[2], ids[1]);

        Assert.Empty(review.Files);
        Assert.Equal(ids[1], review.Range.MergeBase!.Value.ToString());
    }

    [Fact]
    public void CodeThatOnlyMoved_IsCarriedOver()
    {
        var start = Commit("Start", 0, null, ("A.cs", Source("A", 0, 12)));
        Commit("Rename" + Claude, 1, start, ("A.cs", null), ("src/New.cs", Source("A", 0, 12).Replace("=> first11", "=> 2 + first11", StringComparison.Ordinal)));
        var ids = _repository.Import();

        var file = Assert.Single(Run(_repository, ids[1], ids[2]).Files);

        Assert.Equal(("src/New.cs", "A.cs"), (file.Path, file.OldPath));
        Assert.Equal(new LineCounts(Agent: 1, 0, 0, 0, 0, 0), file.Lines);
    }

    [Fact]
    public void LayoutAlone_IsNoNewCode()
    {
        var start = Commit("Start", 0, null, ("A.cs", Source("A", 0, 4)));
        Commit("Indent" + Claude, 1, start, ("A.cs", Source("A", 0, 4).Replace("    public", "        public", StringComparison.Ordinal)));
        var ids = _repository.Import();

        var review = Run(_repository, ids[1], ids[2]);

        Assert.Equal(new LineCounts(0, 0, 0, 0, Carried: 4, 0), review.Lines);
        Assert.Equal((0, 0), (review.AgentLines, review.UnreviewedLines));
    }

    /// <summary>A pull request from a fork may bring any policy and overlay.</summary>
    [Fact]
    public void PolicyOfTheChangeItself_IsNotRead()
    {
        var start = Commit("Start", 0, null, ("A.cs", Source("A", 0, 3)), ("provenance.yml", "version: 1\nrules:\n  - forbid: {paths: ['**'], agents: ['*']}\n"));
        Commit("Add" + Claude, 1, start, ("A.cs", Source("A", 0, 5)), ("provenance.yml", "version: 1\nunattributed: human\nidentityRules: []\n"));
        var ids = _repository.Import();

        var review = Run(_repository, ids[1], ids[2]);

        Assert.Equal(("base", 1), (review.Policy.Source, review.Policy.Rules));
        Assert.Equal(["A.AValue3(1)", "A.AValue4(1)"], review.Findings.Breaches.Select(breach => breach.Member));
        Assert.Equal(0, Run(_repository, ids[2], ids[2]).Policy.Rules);
    }

    [Fact]
    public void FindingsInOlderCode_AreNotTheChanges()
    {
        var start = Commit("Start" + Claude, 0, null, ("A.cs", Source("A", 0, 3)), ("provenance.yml", "version: 1\nrules:\n  - forbid: {paths: ['**'], agents: ['*']}\n"));
        Commit("Add", 1, start, ("A.cs", Source("A", 0, 5)));
        var ids = _repository.Import();

        Assert.Empty(Run(_repository, ids[1], ids[2]).Findings.Breaches);
    }

    [Fact]
    public void RecordedReview_IsSeenPerCommit()
    {
        var start = Commit("Start", 0, null, ("A.cs", Source("A", 0, 3)));
        var reviewed = Commit("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\nReviewed-by: Person Two <person.two@corp.example>\n", 1, start, ("B.cs", Source("B", 10, 2)));
        Commit("Add" + Claude, 2, reviewed, ("C.cs", Source("C", 20, 3)));
        var ids = _repository.Import();

        var review = Run(_repository, ids[1], ids[3]);

        // Three lines and four: the head of a class is code.
        Assert.Equal((7, 4), (review.AgentLines, review.UnreviewedLines));
    }

    [Fact]
    public void ComparableCode_IsThatOfTheFolderBeforeTheChange()
    {
        var last = Commit("Start", 0, null, ("Shop.csproj", "<Project />\n"));
        for (var day = 1; day <= 30; day++)
        {
            last = Commit("Add" + Claude, day, last, ($"src/Cart/F{day}.cs", Source("F" + day, day * 10, 4)), ($"src/Thin/{day}.txt", "x"));
        }

        last = Commit("Remove", 31, last, [.. Enumerable.Range(5, 6).Select(day => ($"src/Cart/F{day}.cs", (string?)null))]);
        var @base = Commit("Wait", 200, last, ("a.txt", "x"));
        Commit("Add" + Claude, 201, @base, ("src/Cart/New.cs", Source("New", 900, 3)), ("src/Thin/New.cs", Source("Thin", 950, 3)), ("tests/New.cs", Source("Tested", 980, 3)));
        var ids = _repository.Import();

        var fates = Run(_repository, ids[@base], ids[^1]).Fates;

        var cart = Assert.Single(fates, fate => fate.Folder == "src/Cart");
        Assert.NotNull(cart.Share);
        Assert.InRange(cart.Share!.Value, cart.CiLow!.Value, cart.CiHigh!.Value);
        Assert.InRange(cart.Deaths, 1, cart.AtRisk);
        var thin = Assert.Single(fates, fate => fate.Folder == "src/Thin");
        Assert.Equal(("insufficient", (double?)null), (thin.Reason, thin.Share));
        Assert.Contains(fates, fate => fate is { Folder: "src", IsWider: true, Share: not null });
        Assert.DoesNotContain(fates, fate => fate.Folder == "tests");
    }

    public void Dispose() => _repository.Dispose();

    private int Commit(string message, int day, int? parent, params (string Path, string? Content)[] changes) =>
        _repository.Commit(TestCommit.OfText(message, Start.AddDays(day), changes), parent is { } mark ? [mark] : []);

    private int Commit(string message, int day, int first, int second, params (string Path, string? Content)[] changes) =>
        _repository.Commit(TestCommit.OfText(message, Start.AddDays(day), changes), first, second);
}
