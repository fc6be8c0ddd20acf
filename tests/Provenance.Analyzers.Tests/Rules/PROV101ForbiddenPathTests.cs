using Microsoft.CodeAnalysis;
using Provenance.Analyzers.Rules;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV101ForbiddenPathTests
{
    private const string Source = """
        class Calculator
        {
            int Twice(int x)
            {
                {|#0:return x + x;|}
            }
        }
        """;

    private static readonly MapPolicyEntry Everybody = new("PROV101", MapSeverity.Warning, "* *");

    [Fact]
    public Task FirstLineOfTheMember_Triggers()
    {
        var test = MappedTest.Create<PROV101ForbiddenPath>(Source, "hhhhchh", Everybody);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV101ForbiddenPath).WithLocation(0).WithArguments("claude", "anthropic/claude-opus-4-8"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("claude *", true)]
    [InlineData("cursor,cl* anthropic/*", true)]
    [InlineData("claude openai/*", false)]
    [InlineData("cursor *", false)]
    public Task AgentAndModel_MustBothBeNamed(string argument, bool triggers)
    {
        var test = MappedTest.Create<PROV101ForbiddenPath>(triggers ? Source : MappedTest.Plain(Source), "hhhhchh", new MapPolicyEntry("PROV101", MapSeverity.Warning, argument));
        if (triggers)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV101ForbiddenPath).WithLocation(0));
        }

        return test.RunAsync();
    }

    [Theory]
    [InlineData("* *", true)]
    [InlineData("github-copilot anthropic/*", false)]
    public Task ModelThatIsNotKnown_IsMetByTheStarAlone(string argument, bool triggers)
    {
        var test = MappedTest.Create<PROV101ForbiddenPath>(triggers ? Source : MappedTest.Plain(Source), "hhhhohh", new MapPolicyEntry("PROV101", MapSeverity.Warning, argument));
        if (triggers)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV101ForbiddenPath).WithLocation(0).WithArguments("github-copilot", "model not recorded"));
        }

        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhhhhhh")]
    [InlineData("hhhhmhh")]
    [InlineData("hhhhuhh")]
    public Task CodeThatIsNoAgents_DoesNotTrigger(string letters) => MappedTest.Create<PROV101ForbiddenPath>(MappedTest.Plain(Source), letters, Everybody).RunAsync();

    [Theory]
    [InlineData(MapSeverity.Hidden, DiagnosticSeverity.Hidden)]
    [InlineData(MapSeverity.Info, DiagnosticSeverity.Info)]
    [InlineData(MapSeverity.Error, DiagnosticSeverity.Error)]
    public Task Severity_IsThePolicys(MapSeverity severity, DiagnosticSeverity expected)
    {
        var test = MappedTest.Create<PROV101ForbiddenPath>(Source, "hhhhchh", new MapPolicyEntry("PROV101", MapSeverity.Hidden, "* *"), new MapPolicyEntry("PROV101", severity, "claude *"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV101ForbiddenPath).WithSeverity(expected).WithLocation(0));
        return test.RunAsync();
    }

    [Fact]
    public Task EditorConfig_GoesBeforeThePolicy()
    {
        var test = MappedTest.Create<PROV101ForbiddenPath>(MappedTest.Plain(Source), "hhhhchh", Everybody);
        MappedTest.Configure(test.TestState, "dotnet_diagnostic.PROV101.severity = none");
        return test.RunAsync();
    }

    [Fact]
    public Task TopLevelStatements_AreOneMember()
    {
        var test = MappedTest.Create<PROV101ForbiddenPath>("int x = 1;\n[|x++;|]\nx++;\nclass C { [|void M() { }|] }\n".Replace("[|void M() { }|]", "void M() { }", StringComparison.Ordinal).Replace("class C { void M() { } }", "[|class C { void M() { } }|]", StringComparison.Ordinal), "hcccc", Everybody);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public async Task EditedBuffer_ReportsCommittedLinesOnly()
    {
        var committed = Map.ExampleMap.File("Test0.cs", MappedTest.Plain(Source), "hhhhchh") with { };
        await MappedTest.Create<PROV101ForbiddenPath>(MappedTest.Plain(Source).Replace("x + x", "x + x + 0", StringComparison.Ordinal), committed, Everybody).RunAsync();

        var moved = MappedTest.Create<PROV101ForbiddenPath>("// one\n// two\n" + Source, committed, Everybody);
        moved.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV101ForbiddenPath).WithLocation(0));
        await moved.RunAsync();
    }
}
