using System.Text;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

public sealed class MainlineChangeTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void MainMergedIntoABranchThatBecameMain_GivesNoHeadline()
    {
        var (main, branch, _) = MainAndBranch();
        Later(LinearHistory.Merge(_repository, 210, branch, main, MainFiles));

        var analysis = Analyze();

        Assert.Equal(HeadlineBlock.MainlineChanged, analysis.Block);
        Assert.Contains("PROV924", Codes(analysis));
    }

    /// <summary>What the step brings is too young for the headline, which would be about the few days before the branch.</summary>
    [Fact]
    public void MainMergedIntoABranchOnTheLastDay_GivesNoHeadline()
    {
        var (main, branch, _) = MainAndBranch();
        LinearHistory.Merge(_repository, 210, branch, main, MainFiles);
        _repository.Import();

        Assert.Equal(HeadlineBlock.MainlineChanged, Analyze().Block);
    }

    /// <summary>The same two histories, joined in the order in which they are meant to be.</summary>
    [Fact]
    public void BranchMergedIntoMain_ChangesNothing()
    {
        var (main, branch, _) = MainAndBranch();
        Later(LinearHistory.Merge(_repository, 210, main, branch, ("src/B1.cs", "class B1 { int Value() => 1; }\n")));

        var analysis = Analyze();

        Assert.Equal(HeadlineBlock.None, analysis.Block);
        Assert.DoesNotContain("PROV924", Codes(analysis));
    }

    [Fact]
    public void FeatureBranchesOfAFewDays_ChangeNothing()
    {
        var tip = LinearHistory.WriteTo(_repository, "A", 0, 2, firstDay: 0)[^1];
        for (var i = 0; i < 6; i++)
        {
            var name = "F" + (char)('A' + i);
            var day = 10 + (20 * i);
            var feature = LinearHistory.WriteTo(_repository, name, tip, 4, firstDay: day, daysApart: 3)[^1];
            tip = LinearHistory.Merge(_repository, day + 12, tip, feature, [.. FilesOf(name, 4)]);
        }

        Later(tip);

        Assert.Empty(Codes(Analyze()));
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void LongBranchThatIsMostOfTheCohort_CountsFromLongerThanTheHorizon(int days, bool isChanged)
    {
        var root = LinearHistory.WriteTo(_repository, "A", 0, 2, firstDay: 0)[^1];
        var first = LinearHistory.WriteTo(_repository, "B", root, 1, firstDay: 50)[^1];
        var last = LinearHistory.WriteTo(_repository, "C", first, 1, firstDay: 50 + days)[^1];
        Later(LinearHistory.Merge(_repository, 100, root, last, [.. FilesOf("B", 1), .. FilesOf("C", 1)]));

        Assert.Equal(isChanged, Analyze().Block == HeadlineBlock.MainlineChanged);
    }

    [Fact]
    public void LongBranchThatIsLittleOfTheCohort_ChangesNothing()
    {
        var main = LinearHistory.WriteTo(_repository, "A", 0, 20, firstDay: 0, daysApart: 10);
        var branch = LinearHistory.WriteTo(_repository, "B", main[10], 2, firstDay: 101, daysApart: 60)[^1];
        Later(LinearHistory.Merge(_repository, 210, main[^1], branch, [.. FilesOf("B", 2)]));

        var analysis = Analyze();

        Assert.Equal(HeadlineBlock.None, analysis.Block);
        Assert.Contains(analysis.History.Lives, life => analysis.History.Paths[analysis.History.Origins[life.Origin].Path] == "src/B2.cs");
    }

    [Fact]
    public void StepThatLeftTheWindow_CountsNoMore()
    {
        var (main, branch, _) = MainAndBranch();
        var merge = LinearHistory.Merge(_repository, 210, branch, main, MainFiles);
        LinearHistory.WriteTo(_repository, "D", merge, 2, firstDay: 210 + 366, daysApart: 40);
        _repository.Import();

        Assert.Equal(HeadlineBlock.None, Analyze().Block);
    }

    /// <summary>One commit without a parent holds all: when its tokens were born is unknown, and no figure is made of them.</summary>
    [Fact]
    public void TreeImportedAsANewRoot_IsInNoCohort()
    {
        var root = _repository.Commit(TestCommit.OfText("Import\n", Start.AddDays(200), MainFiles));
        Later(root);

        var analysis = Analyze();

        Assert.Equal(HeadlineBlock.None, analysis.Block);
        Assert.All(analysis.History.Origins.Where(origin => analysis.History.Paths[origin.Path].StartsWith("src/A", StringComparison.Ordinal)), origin => Assert.True(origin.IsTruncated));
    }

    [Fact]
    public void OldHistoryMergedUnderANewRoot_GivesNoHeadline()
    {
        LinearHistory.WriteTo(_repository, "A", 0, 20, firstDay: 0, daysApart: 10);
        var old = _repository.Import()[20];
        var tree = _repository.Git("rev-parse", old + "^{tree}").Trim();
        var person = $"{TestIdentity.Person.Name} <{TestIdentity.Person.Email}>";
        string At(int day) => FormattableString.Invariant($"committer {person} {Start.AddDays(day).ToUnixTimeSeconds()} +0000");
        var script = $"""
            commit refs/heads/new
            mark :1
            {At(201)}
            data 5
            Begin
            M 100644 inline README.md
            data 3
            New

            commit refs/heads/new
            mark :2
            {At(202)}
            data 5
            Merge
            from :1
            merge {old}
            M 040000 {tree} ""

            commit refs/heads/new
            {At(300)}
            data 5
            Later
            from :2
            M 100644 inline src/Z.cs
            data 11
            class Z {"{ }"}


            """.ReplaceLineEndings("\n");
        TestRepository.RunGit(_repository.Root, Encoding.UTF8.GetBytes(script), ["fast-import", "--quiet"]);
        _repository.Git("reset", "-q", "--hard", "refs/heads/new");

        Assert.Equal(HeadlineBlock.MainlineChanged, Analyze().Block);
    }

    [Fact]
    public void TipOfARecordThatWasMergedInsteadOfBuiltUpon_GivesNoHeadline()
    {
        var (main, branch, onMain) = MainAndBranch();
        var merge = LinearHistory.Merge(_repository, 210, main, branch, ("src/B1.cs", "class B1 { int Value() => 1; }\n"));
        LinearHistory.WriteTo(_repository, "D", merge, 2, firstDay: 250);
        var ids = _repository.Import();

        Assert.Equal(HeadlineBlock.None, Analyze(ids[main], ids[onMain], new string('e', 40)).Block);
        Assert.Equal(HeadlineBlock.MainlineChanged, Analyze(ids[main], ids[branch]).Block);
        Assert.Contains("PROV924", Codes(Analyze(ids[branch])));
    }

    private static (string Path, string? Content)[] MainFiles => [.. FilesOf("A", 20)];

    private static IEnumerable<(string Path, string? Content)> FilesOf(string name, int count) =>
        Enumerable.Range(1, count).Select(n => (FormattableString.Invariant($"src/{name}{n}.cs"), (string?)FormattableString.Invariant($"class {name}{n}\n{{\n    int Value(int first) => first + {n};\n}}\n")));

    private static IEnumerable<string> Codes(AnalyzedRepository analysis) =>
        analysis.Notices.Select(notice => notice.Code).Where(code => !string.Equals(code, "PROV920", StringComparison.Ordinal));

    /// <summary>Main grows over half a year; a small branch left it on its second day.</summary>
    private (int Main, int Branch, int OnMain) MainAndBranch()
    {
        var root = LinearHistory.WriteTo(_repository, "R", 0, 1, firstDay: 0)[^1];
        var main = LinearHistory.WriteTo(_repository, "A", root, 20, firstDay: 1, daysApart: 10);
        var branch = LinearHistory.WriteTo(_repository, "B", root, 1, firstDay: 205)[^1];
        return (main[^1], branch, main[10]);
    }

    /// <summary>Time goes on, so that what came before is in the cohort.</summary>
    private void Later(int tip)
    {
        LinearHistory.WriteTo(_repository, "Z", tip, 2, firstDay: 300);
        _repository.Import();
    }

    private AnalyzedRepository Analyze(params string[] tips)
    {
        var host = TestReplay.Host(_repository.Root);
        var location = RepositoryDiscovery.Locate(host, _repository.Root).Value!;
        var options = new AnalysisOptions(UnitMode.Token, CacheFolder: null, PolicyPath: null, SourceRun.Budget, TimeProvider.System)
        {
            MainlineTips = [.. tips.Select(ObjectId.Parse)],
        };
        return RepositoryAnalyzer.Analyze(host, location, location.Head!.Value, _repository.Root, options, CancellationToken.None).Value!;
    }
}
