using Provenance.Analyzers.Rules;
using Provenance.Annotations;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV001MalformedAttributeTests
{
    [Theory]
    [InlineData("""[AgentAuthored([|""|])]""")]
    [InlineData("""[AgentAuthored([|"Claude Code"|])]""")]
    [InlineData("""[AgentAuthored([|null!|])]""")]
    [InlineData("""[AgentAssisted([|"a/b"|])]""")]
    [InlineData("""[AgentAuthored(agent: [|" claude"|])]""")]
    [InlineData("""[AgentAuthored([|"a234567890b234567890c234567890d234567890e234567890f234567890g2345"|])]""")]
    [InlineData("""[AgentAuthored("claude", Model = [|""|])]""")]
    [InlineData("""[AgentAuthored("claude", Model = [|"Opus 4.8"|])]""")]
    [InlineData("""[HumanReviewed(Date = [|"2026-02-30"|])]""")]
    [InlineData("""[HumanReviewed(Date = [|"1 March 2026"|])]""")]
    [InlineData("""[HumanReviewed(Commit = [|"HEAD"|])]""")]
    [InlineData("""[HumanReviewed(Commit = [|"0123AB9"|])]""")]
    [InlineData("""[HumanReviewed(Commit = [|"012345"|])]""")]
    [InlineData("""[AgentAuthored([|"A"|]), AgentAuthored("claude", Model = [|" "|])]""")]
    public Task MalformedArgument_Triggers(string attribute) => Test($"using Provenance.Annotations; {attribute} class C;");

    [Theory]
    [InlineData("""[AgentAuthored("claude")]""")]
    [InlineData("""[AgentAuthored("nobody.knows_this-1")]""")]
    [InlineData("""[AgentAssisted("claude", Model = "anthropic/claude-opus-4-8", Session = "any text")]""")]
    [InlineData("""[AgentAuthored("claude", Model = null)]""")]
    [InlineData("""[HumanReviewed]""")]
    [InlineData("""[HumanReviewed(Date = "2024-02-29", Commit = "0123ab9")]""")]
    public Task WellFormedArgument_DoesNotTrigger(string attribute) => Test($"using Provenance.Annotations; {attribute} class C;");

    [Fact]
    public Task EveryTarget_Triggers() => Test("""
        using Provenance.Annotations;

        [assembly: AgentAuthored([|"A"|])]

        [AgentAuthored([|"A"|])]
        enum E { A }

        [AgentAuthored([|"A"|])]
        delegate void D();

        class C
        {
            [AgentAuthored([|"A"|])]
            int _field;

            [AgentAuthored([|"A"|])]
            C() => _field = 1;

            [AgentAuthored([|"A"|])]
            int P => _field;

            [AgentAuthored([|"A"|])]
            event D? Happened { add { } remove { } }

            void M()
            {
                [AgentAuthored([|"A"|])]
                void Local() { }
                Local();
            }
        }
        """);

    [Fact]
    public Task ConstantElsewhere_TriggersAtTheArgument() => Test("""
        using Provenance.Annotations;

        [AgentAuthored([|Names.Agent|])]
        class C;

        static class Names { public const string Agent = "Not A Slug"; }
        """);

    [Fact]
    public Task AttributeOfTheSameNameElsewhere_DoesNotTrigger() => Test("""
        using System;

        [AgentAuthored("Not A Slug")]
        class C;

        class AgentAuthoredAttribute(string agent) : Attribute { public string Agent => agent; }
        """);

    [Fact]
    public Task CopyOfTheAttributeInTheProject_Triggers()
    {
        var test = new CSharpAnalyzerTest<PROV001MalformedAttribute, DefaultVerifier>
        {
            TestCode = """
                [Provenance.Annotations.AgentAuthored([|"Not A Slug"|])]
                class C;

                namespace Provenance.Annotations
                {
                    class AgentAuthoredAttribute(string agent) : System.Attribute { public string Agent => agent; }
                }
                """,
        };
        return test.RunAsync();
    }

    [Fact]
    public Task Message_NamesPartAndForm()
    {
        var test = Create("using Provenance.Annotations; [HumanReviewed(Date = {|#0:\"soon\"|})] class C;");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV001MalformedAttribute).WithLocation(0).WithArguments("date", "a day as yyyy-MM-dd"));
        return test.RunAsync();
    }

    private static Task Test(string source) => Create(source).RunAsync();

    private static CSharpAnalyzerTest<PROV001MalformedAttribute, DefaultVerifier> Create(string source)
    {
        var test = new CSharpAnalyzerTest<PROV001MalformedAttribute, DefaultVerifier> { TestCode = source };
        test.TestState.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        return test;
    }
}
