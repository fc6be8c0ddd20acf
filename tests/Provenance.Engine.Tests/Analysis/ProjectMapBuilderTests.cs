using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Map;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>What analyzers are told of real histories.</summary>
public sealed class ProjectMapBuilderTests
{
    private const string Claude = "\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n";

    private static readonly DateTimeOffset Start = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void LinesThatNoBuildCompiles_AreGivenToTheCommitThatWroteThem()
    {
        using var repository = TestRepository.Create();
        var first = repository.Commit(TestCommit.OfText("Start", Start, ("A.cs", "class A\n{\n    int x;\n#if OLD\n    int y;\n#endif\n}\n")));
        var second = repository.Commit(TestCommit.OfText("Add" + Claude, Start.AddDays(1), ("A.cs", "class A\n{\n    int x;\n#if OLD\n    int y;\n    int z;\n\n    int w;\n#endif\n}\n")), first);
        repository.Commit(TestCommit.OfText("Touch", Start.AddDays(2), ("A.cs", "class A\n{\n    long x;\n#if OLD\n    int y;\n    int z;\n\n    int w;\n#endif\n}\n")), second);
        repository.Import();

        var (map, file) = MapOf(repository, "A.cs");

        Assert.Equal(
            [(1, 1, Label.Unknown, 2), (3, 3, Label.Unknown, 2), (5, 5, Label.Unknown, 0), (6, 8, Label.Agent, 0)],
            file.Runs.Select(run => (run.FirstLine, run.LastLine, map.Origins[run.Origin].Label, run.Tokens)));
        Assert.Equal(new DateOnly(2025, 3, 2), map.Origins[file.Runs[^1].Origin].Birth);
    }

    [Fact]
    public void LinesThatAMergeBrought_AreTheMergedCommits()
    {
        using var repository = TestRepository.Create();
        var start = repository.Commit(TestCommit.OfText("Start", Start, ("A.cs", "class A { }\n"), ("B.cs", "class B { }\n")));
        var branch = repository.Commit(TestCommit.OfText("Add" + Claude, Start.AddDays(1), ("A.cs", "class A { }\n#if OLD\nclass C { }\n#endif\n")), start);
        var main = repository.Commit(TestCommit.OfText("Other", Start.AddDays(1), ("B.cs", "class B { int x; }\n")), start);
        repository.Commit(TestCommit.OfText("Merge", Start.AddDays(2), ("A.cs", "class A { }\n#if OLD\nclass C { }\n#endif\n")), main, branch);
        var ids = repository.Import();

        var (map, file) = MapOf(repository, "A.cs");

        Assert.Equal((3, 3, Label.Agent), (file.Runs[^1].FirstLine, file.Runs[^1].LastLine, map.Origins[file.Runs[^1].Origin].Label));
        Assert.Equal(ids[branch][..12], map.Origins[file.Runs[^1].Origin].Commit);
    }

    [Fact]
    public void CodeThatABranchWroteAnewAndTheMainlineNeverLost_StaysItsFirstWriters()
    {
        using var repository = TestRepository.Create();
        var start = repository.Commit(TestCommit.OfText("Start", Start, ("A.cs", "class A\n{\n    int first;\n    int second;\n}\n"), ("B.cs", "class B { }\n")));
        var drop = repository.Commit(TestCommit.OfText("Drop", Start.AddDays(1), ("A.cs", "class A\n{\n    int first;\n}\n")), start);
        var branch = repository.Commit(TestCommit.OfText("Add" + Claude, Start.AddDays(2), ("A.cs", "class A\n{\n    int first;\n    int second;\n    int third;\n}\n")), drop);
        var main = repository.Commit(TestCommit.OfText("Other", Start.AddDays(2), ("B.cs", "class B { int x; }\n")), start);
        repository.Commit(TestCommit.OfText("Merge", Start.AddDays(3), ("A.cs", "class A\n{\n    int first;\n    int second;\n    int third;\n}\n")), main, branch);
        repository.Import();

        var (map, file) = MapOf(repository, "A.cs");

        Assert.Equal(
            [(1, 4, Label.Unknown, new DateOnly(2025, 3, 1)), (5, 5, Label.Agent, new DateOnly(2025, 3, 4))],
            file.Runs.Select(run => (run.FirstLine, run.LastLine, map.Origins[run.Origin].Label, map.Origins[run.Origin].Birth!.Value)));
    }

    [Fact]
    public void FileThatCameUnderAnotherName_LeavesItsDeadLinesUnknown()
    {
        const string Text = "class A\n{\n    int first;\n    int second;\n    int third;\n#if OLD\n    int y;\n#endif\n}\n";
        using var repository = TestRepository.Create();
        var first = repository.Commit(TestCommit.OfText("Start", Start, ("Old.cs", Text)));
        repository.Commit(TestCommit.OfText("Move" + Claude, Start.AddDays(1), ("Old.cs", null), ("A.cs", Text)), first);
        repository.Import();

        var (map, file) = MapOf(repository, "A.cs");

        Assert.DoesNotContain(file.Runs, run => run.Tokens == 0 || map.Origins[run.Origin].Label == Label.Agent);
    }

    [Fact]
    public void RewrittenMember_IsCountedWithinThePolicysDays()
    {
        string[] bodies =
        [
            "return values.Sum() + values.Length;", "foreach (var x in values) { total += x; } return total;",
            "return Array.Exists(values, IsOdd) ? First(values) : Last(values);", "for (var i = 0; i < 10; i++) { Add(values, i); } return Result;",
        ];
        using var repository = TestRepository.Create();
        var last = 0;
        for (var i = 0; i < bodies.Length; i++)
        {
            var commit = TestCommit.OfText("Try" + Claude, Start.AddDays(5 * i), ("A.cs", "class A\n{\n    int Calm() => 1;\n\n    int Sum(int[] values)\n    {\n        " + bodies[i] + "\n    }\n}\n"));
            last = i == 0 ? repository.Commit(commit) : repository.Commit(commit, last);
        }

        repository.Import();

        Assert.Equal([new MapChurn(5, 8, 3)], MapOf(repository, "A.cs").File.Churn.ToArray());
    }

    [Fact]
    public void Policy_ArrivesResolvedPerFile()
    {
        using var repository = TestRepository.Create();
        repository.Commit(TestCommit.OfText(
            "Start", Start, ("A.cs", "class A { }\n"), ("Keys/B.cs", "class B { }\n"),
            ("provenance.yml", "version: 1\nthresholds: {reviewShare: 20}\nrules:\n  - forbid: {paths: ['Keys/**'], agents: [claude]}\n    severity: error\n")));
        repository.Import();

        var (map, file) = MapOf(repository, "Keys/B.cs");

        Assert.Equal([new MapPolicyEntry("PROV101", MapSeverity.Error, "claude *"), new MapPolicyEntry("PROV011", MapSeverity.Info, "20")], file.Policy.Select(index => map.Policy[index]));
        Assert.Equal(["PROV011"], MapOf(repository, "A.cs") is var (own, other) ? other.Policy.Select(index => own.Policy[index].Rule) : []);
    }

    [Fact]
    public void LinesWithoutTokens_PartNoRun()
    {
        using var repository = TestRepository.Create();
        repository.Commit(TestCommit.OfText("Add" + Claude, Start, ("A.cs", "class A\n{\n    int X()\n    {\n        // comment\n\n        return 1;\n    }\n}\n")));
        repository.Import();

        Assert.Equal([(1, 7)], MapOf(repository, "A.cs").File.Runs.Select(run => (run.FirstLine, run.LastLine)));
    }

    private static (ProvenanceMap Map, MapFile File) MapOf(TestRepository repository, string path)
    {
        var host = TestReplay.Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        var options = new AnalysisOptions(UnitMode.Token, CacheFolder: null, PolicyPath: null, TimeSpan.FromSeconds(90), new ManualClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var analysis = RepositoryAnalyzer.Analyze(host, location, location.Head!.Value, repository.Root, options, CancellationToken.None).Value!;
        using var room = CleanRoom.Open(host, location);
        var (map, notice) = ProjectMapBuilder.Build(analysis, room, repository.Root, [repository.PathOf(path)]);
        Assert.Null(notice);
        Assert.NotEmpty(MapWriter.Write(map));
        return (map, Assert.Single(map.Files));
    }
}
