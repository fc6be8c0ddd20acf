using Microsoft.CodeAnalysis;
using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV103AttributeRequiredTests
{
    private const string Source = """
        class Calculator
        {
            int {|#0:Twice|}(int x) => x + x;
        }
        """;

    private static readonly MapPolicyEntry Required = new("PROV103", MapSeverity.Warning, null);

    [Fact]
    public Task MemberWithoutTheAttribute_Triggers()
    {
        var test = MappedTest.Create<PROV103AttributeRequired>(Source, "hhch", new MapPolicyEntry("PROV103", MapSeverity.Error, null));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV103AttributeRequired).WithSeverity(DiagnosticSeverity.Error).WithLocation(0).WithArguments("claude", "100"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("    [Provenance.Annotations.AgentAssisted(\"cursor\")] int Twice", "    int Twice")]
    [InlineData("[Provenance.Annotations.AgentAuthored(\"claude\")] class Calculator", "class Calculator")]
    public Task AttributeOnMemberOrType_DoesNotTrigger(string text, string of) =>
        MappedTest.Create<PROV103AttributeRequired>(MappedTest.Plain(Source).Replace(of, text, StringComparison.Ordinal), "hhch", Required).RunAsync();

    [Theory]
    [InlineData("hhhh")]
    [InlineData("hhmh")]
    public Task CodeThatIsNoAgents_DoesNotTrigger(string letters) => MappedTest.Create<PROV103AttributeRequired>(MappedTest.Plain(Source), letters, Required).RunAsync();

    [Fact]
    public Task WithoutAPolicy_DoesNotTrigger() => MappedTest.Create<PROV103AttributeRequired>(MappedTest.Plain(Source), "hhch").RunAsync();

    [Fact]
    public Task Fix_AddsTheAttribute() => MappedTest.CreateFix<PROV103AttributeRequired, PROV103AttributeRequiredFix>(
        "class C\n{\n    int [|A|]() => 1;\n\n    int [|B|];\n}\n",
        "hhchohh",
        "using Provenance.Annotations;\n\nclass C\n{\n    [AgentAuthored(\"claude\", Model = \"anthropic/claude-opus-4-8\")]\n    int A() => 1;\n\n    [AgentAuthored(\"github-copilot\")]\n    int B;\n}\n",
        Required).RunAsync();
}
