using Provenance.Analyzers.Rules;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV102AgentNotAllowedTests
{
    private const string Source = """
        class Calculator
        {
            {|#0:int Twice(int x) => x + x;|}
            int Thrice(int x) => x + x + x;
        }
        """;

    [Fact]
    public Task AgentThatNoEntryNames_Triggers()
    {
        var test = MappedTest.Create<PROV102AgentNotAllowed>(Source, "hhchh", new MapPolicyEntry("PROV102", MapSeverity.Warning, "cursor *"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV102AgentNotAllowed).WithLocation(0).WithArguments("claude", "anthropic/claude-opus-4-8"));
        return test.RunAsync();
    }

    [Fact]
    public Task SeveralEntries_PermitTheirUnion() => MappedTest.Create<PROV102AgentNotAllowed>(
        MappedTest.Plain(Source), "hhcoh", new MapPolicyEntry("PROV102", MapSeverity.Error, "claude anthropic/*"), new MapPolicyEntry("PROV102", MapSeverity.Warning, "github-copilot *")).RunAsync();

    [Fact]
    public Task ModelThatNoEntryNames_Triggers()
    {
        var test = MappedTest.Create<PROV102AgentNotAllowed>(Source, "hhohh", new MapPolicyEntry("PROV102", MapSeverity.Warning, "* openai/*"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV102AgentNotAllowed).WithLocation(0).WithArguments("github-copilot", "model not recorded"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhhhh")]
    [InlineData("hhmuh")]
    public Task CodeThatIsNoAgents_DoesNotTrigger(string letters) =>
        MappedTest.Create<PROV102AgentNotAllowed>(MappedTest.Plain(Source), letters, new MapPolicyEntry("PROV102", MapSeverity.Warning, "cursor *")).RunAsync();

    [Fact]
    public Task WithoutAnEntry_EverybodyIsAllowed() => MappedTest.Create<PROV102AgentNotAllowed>(MappedTest.Plain(Source), "hhcch").RunAsync();
}
