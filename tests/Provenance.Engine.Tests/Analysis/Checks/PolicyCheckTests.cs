using Provenance.Engine.Analysis;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Git;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.Reports;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis.Checks;

/// <summary>The rules of a policy over the living code of a repository.</summary>
public sealed class PolicyCheckTests
{
    private const string Claude = "\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    private static readonly DateTimeOffset Start = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ForbiddenCode_IsFoundAtTheFirstLineOfEachMember()
    {
        var result = CheckOf("forbid: {paths: ['src/**'], agents: [claude]}", Start0("class A\n{\n    int Old(int x) => x;\n}\n"), Agent("class A\n{\n    int Old(int x) => x;\n\n    // Doubled.\n    int New(int y)\n    {\n        return y * 2;\n    }\n}\n"));

        var breach = Assert.Single(result.Breaches);
        Assert.Equal(("PROV101", "src/A.cs", 6, "A.New(1)", "claude"), (breach.Finding.DiagnosticId, breach.Path, breach.Line, breach.Member, breach.Agent));
        Assert.True(result.HasFindings);
    }

    [Theory]
    [InlineData("forbid: {paths: ['src/**'], agents: [codex]}", false)]
    [InlineData("forbid: {paths: ['lib/**'], agents: ['*']}", false)]
    [InlineData("allow: {paths: ['src/**'], agents: [codex]}", true)]
    [InlineData("allow: {paths: ['src/**'], agents: [claude]}", false)]
    [InlineData("require-review: {paths: ['src/**']}", true)]
    [InlineData("require-tier: {paths: ['src/**'], tier: platform}", true)]
    [InlineData("require-tier: {paths: ['src/**'], tier: asserted}", false)]
    [InlineData("require-attribute: {paths: ['src/**']}", true)]
    public void EachKindOfRule_IsJudged(string rule, bool isBroken) =>
        Assert.Equal(isBroken, CheckOf(rule, Start0("class A { }\n"), Agent("class A\n{\n    int M() => 1;\n}\n")).HasFindings);

    [Theory]
    [InlineData("require-attribute: {paths: ['src/**']}", "[Provenance.Annotations.AgentAuthored(\"claude\")]")]
    [InlineData("require-attribute: {paths: ['src/**']}", "[AgentAssistedAttribute(\"claude\")]")]
    [InlineData("require-review: {paths: ['src/**']}", "[HumanReviewed]")]
    public void AttributeAroundAMember_MeetsTheRule(string rule, string attribute)
    {
        Assert.False(CheckOf(rule, Start0("class A { }\n"), Agent($"{attribute}\nclass A\n{{\n    int M() => 1;\n}}\n")).HasFindings);
        Assert.False(CheckOf(rule, Start0("class A { }\n"), Agent($"class A\n{{\n    {attribute}\n    int M() => 1;\n}}\n")).HasFindings);
        Assert.True(CheckOf(rule, Start0("class A { }\n"), Agent($"class A\n{{\n    {attribute}\n    int M() => 1;\n\n    int N() => 2;\n}}\n")).HasFindings);
    }

    [Fact]
    public void ReviewTrailer_MeetsTheRule() => Assert.False(CheckOf(
        "require-review: {paths: ['src/**']}",
        Start0("class A { }\n"),
        TestCommit.OfText("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\nReviewed-by: Person Two <person.two@corp.example>\n", Start.AddDays(1), ("src/A.cs", "class A\n{\n    int M() => 1;\n}\n"))).HasFindings);

    /// <summary>A member of which an agent wrote little needs no attribute; that it needs review does not depend on how much that is.</summary>
    [Theory]
    [InlineData("require-attribute: {paths: ['src/**']}", false)]
    [InlineData("require-review: {paths: ['src/**']}", true)]
    public void SmallShareOfAMember_CountsForEverythingButTheAttribute(string rule, bool isBroken) => Assert.Equal(isBroken, CheckOf(
        rule, Start0("class A\n{\n    int M(int a, int b) => a + b + a + b + a + b;\n}\n"), Agent("class A\n{\n    int M(int a, int b) => a + b + a + b - a + b;\n}\n")).HasFindings);

    [Fact]
    public void CodeOutsideOfMembers_IsFoundWhereNothingElseIs()
    {
        var result = CheckOf("forbid: {paths: ['src/**']}", Start0("class A { }\n"), Agent("System.Console.WriteLine(1);\n"));

        var breach = Assert.Single(result.Breaches);
        Assert.Equal((1, null), (breach.Line, breach.Member));
    }

    /// <summary>As in the metric: no symbol is defined but by the file itself, so that such code has no tokens. The analyzers, under a build's symbols, do judge it.</summary>
    [Fact]
    public void CodeThatNeedsASymbol_IsLeftToTheBuild()
    {
        const string Guarded = "#if NET\nclass B { int x; }\n#endif\n";

        Assert.Empty(CheckOf("forbid: {paths: ['src/**']}", Start0("class A { }\n"), Agent("class A { }\n" + Guarded)).Breaches);
        Assert.Equal(4, Assert.Single(CheckOf("forbid: {paths: ['src/**']}", Start0("class A { }\n"), Agent("#define NET\nclass A { }\n" + Guarded)).Breaches).Line);
    }

    [Fact]
    public void RuleThatInforms_IsListedAndFailsNothing_AndAHiddenOneIsNotListed()
    {
        var informed = CheckOf("forbid: {paths: ['src/**']}\n    severity: info", Start0("class A { }\n"), Agent("class A\n{\n    int M() => 1;\n}\n"));

        Assert.Single(informed.Breaches);
        Assert.False(informed.HasFindings);
        Assert.Empty(CheckOf("forbid: {paths: ['src/**']}\n    severity: hidden", Start0("class A { }\n"), Agent("class A\n{\n    int M() => 1;\n}\n")).Breaches);
    }

    [Fact]
    public void Overloads_AreToldApart() => Assert.Equal(
        ["A.M(1)", "A.M(1)#2", "A.M(2)"],
        CheckOf("forbid: {paths: ['src/**']}", Start0("class A { }\n"), Agent("class A\n{\n    int M(int a) => a;\n    int M(long b) => 2;\n    int M(int a, int b) => b;\n}\n")).Breaches.Select(breach => breach.Member));

    private static TestCommit Start0(string text) => TestCommit.OfText("Start", Start, ("src/A.cs", text));

    private static TestCommit Agent(string text) => TestCommit.OfText("Add" + Claude, Start.AddDays(1), ("src/A.cs", text));

    private static PolicyCheckResult CheckOf(string rule, TestCommit first, TestCommit second)
    {
        using var repository = TestRepository.Create();
        repository.Commit(second, repository.Commit(first));
        repository.Import();
        File.WriteAllText(repository.PathOf("provenance.yml"), $"version: 1\nrules:\n  - {rule}\n");
        var analysis = ReportSample.Analyze(repository);
        Assert.Empty(analysis.Policy.Problems);
        using var room = CleanRoom.Open(TestReplay.Host(repository.Root), analysis.Location);
        var (result, notices) = PolicyCheck.Run(analysis, room, _ => true, isMeant: null);
        Assert.Empty(notices);
        return result;
    }
}
