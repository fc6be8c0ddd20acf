using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Git;
using Provenance.Engine.Map;
using Provenance.Engine.Notices;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.Reports;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis.Checks;

/// <summary>A change may bring source on which a parser runs out of stack, and the check goes on.</summary>
public sealed class DeepSourceTests
{
    private const string Review = "require-review: {paths: ['**']}";

    [Theory]
    [MemberData(nameof(DeepSource.Names), MemberType = typeof(DeepSource))]
    public void HostileSource_IsJudgedAsOnePieceAndSaid(string shape)
    {
        var (result, notices) = CheckOf(Review, DeepSource.Of(shape, DeepSource.Hostile));

        var breach = Assert.Single(result.Breaches);
        Assert.Equal(("PROV104", null), (breach.Finding.DiagnosticId, breach.Member));
        Assert.Equal([Notice.Of("PROV946", "1")], notices);
    }

    /// <summary>Ends by itself, well after the time that a parser is given: a test leaves no thread at work for ever.</summary>
    [Fact]
    [Trait("Category", "Long")]
    public void SourceThatTakesAParserTooLong_IsJudgedAsOnePieceAndSaid()
    {
        var (result, notices) = CheckOf(Review, "class A { object s = a" + string.Concat(Enumerable.Repeat("?[1]", 26)) + "; }\n");

        Assert.Null(Assert.Single(result.Breaches).Member);
        Assert.Equal([Notice.Of("PROV946", "1")], notices);
    }

    [Theory]
    [InlineData("require-attribute: {paths: ['**']}")]
    [InlineData(Review)]
    public void AttributeInHostileSource_MeetsNoRule(string rule)
    {
        var source = "[AgentAuthored(\"claude\")] [HumanReviewed] " + DeepSource.Of("parentheses", DeepSource.Hostile);

        Assert.True(CheckOf(rule, source).Result.HasFindings);
        Assert.False(CheckOf(rule, source.Replace("(((", "", StringComparison.Ordinal).Replace(")))", "", StringComparison.Ordinal)).Result.HasFindings);
    }

    [Theory]
    [InlineData("parentheses")]
    [InlineData("generics")]
    [InlineData("interpolations")]
    [InlineData("lambdas")]
    [InlineData("else-if")]
    [InlineData("initialisers")]
    [InlineData("patterns")]
    public void DeepSource_IsReadAsEver(string shape)
    {
        var (result, notices) = CheckOf(Review, DeepSource.Of(shape, DeepSource.Usual));

        Assert.NotNull(Assert.Single(result.Breaches).Member);
        Assert.Empty(notices);
    }

    [Fact]
    public void LongChain_IsReadAsEver()
    {
        var (result, notices) = CheckOf(Review, DeepSource.Chain(100_000));

        Assert.Equal("A.s", Assert.Single(result.Breaches).Member);
        Assert.Empty(notices);
    }

    [Fact]
    public void HostileVersion_HidesNoRewriteAndEndsNothing()
    {
        const string Before = "class A { void M() { a(); b(); c(); d(); e(); f(); } }";
        const string After = "class A { void M() { g(); h(); i(); j(); k(); l(); } }";
        var hostile = DeepSource.Of("parentheses", DeepSource.Hostile);

        Assert.Equal(1, Assert.Single(MemberRewrites.Count([(Before, 0), (hostile, 1), (After, 2)], days: 30, least: 1)).Rewrites);
        Assert.Empty(MemberRewrites.Count([(Before, 0), (After, 1), (hostile, 2)], days: 30, least: 1));
    }

    /// <summary>Roslyn finds the first directive of a tree by recursion.</summary>
    [Fact]
    public void DeadRegionAtTheBottomOfDeepCode_IsFound()
    {
        const string Dead = "\n#if NEVER\nx();\n#endif\n";
        var source = DeepSource.Of("else-if", 1_000).Replace("c();", Dead + "c();", StringComparison.Ordinal);

        Assert.Equal([2], DeadLines.In(source));
        Assert.Empty(DeadLines.In(DeepSource.Of("parentheses", DeepSource.Hostile) + Dead));
    }

    private static (PolicyCheckResult Result, IReadOnlyList<Notice> Notices) CheckOf(string rule, string text)
    {
        using var repository = TestRepository.Create();
        var start = new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);
        repository.Commit(
            TestCommit.OfText("Add\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", start.AddDays(1), ("src/A.cs", text)),
            repository.Commit(TestCommit.OfText("Start", start, ("src/B.cs", "class B { }\n"))));
        repository.Import();
        File.WriteAllText(repository.PathOf("provenance.yml"), $"version: 1\nrules:\n  - {rule}\n");
        var analysis = ReportSample.Analyze(repository);
        using var room = CleanRoom.Open(TestReplay.Host(repository.Root), analysis.Location);
        var (result, notices) = PolicyCheck.Run(analysis, room, _ => true, isMeant: null);
        return (result, notices);
    }
}
