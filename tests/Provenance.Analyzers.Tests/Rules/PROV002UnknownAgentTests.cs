using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Analyzers.Tests.Map;
using Provenance.Annotations;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV002UnknownAgentTests
{
    [Theory]
    [InlineData("claude")]
    [InlineData("github-copilot")]
    [InlineData("unresolved")]
    public Task AgentOfTheRegistry_DoesNotTrigger(string agent) => Create($"using Provenance.Annotations; [AgentAuthored(\"{agent}\")] class C;").RunAsync();

    [Fact]
    public Task AgentOfThePolicy_DoesNotTrigger()
    {
        var test = Create("""using Provenance.Annotations; [AgentAuthored("acme-bot"), AgentAssisted([|"acme-bat-cave"|])] class C;""");
        ExampleMap.AddTo(test.TestState, ExampleMap.Text());
        return test.RunAsync();
    }

    [Fact]
    public Task AgentOfThePolicy_TriggersWithoutMap() => Create("""using Provenance.Annotations; [AgentAuthored([|"acme-bot"|])] class C;""").RunAsync();

    [Fact]
    public Task AgentNamedInEditorConfig_DoesNotTrigger()
    {
        var test = Create("""using Provenance.Annotations; [AgentAuthored("acme-bot"), AgentAuthored("zeta"), AgentAuthored([|"eta"|])] class C;""");
        test.TestState.AnalyzerConfigFiles.Add(("/0/.editorconfig", "root = true\n[*.cs]\nprovenance_known_agents = acme-bot, zeta,not a slug\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task MalformedAgent_IsLeftToPROV001() => Create("""using Provenance.Annotations; [AgentAuthored("No Slug"), HumanReviewed(Commit = "nobody")] class C;""").RunAsync();

    [Fact]
    public Task Message_NamesTheAgent()
    {
        var test = Create("using Provenance.Annotations; [AgentAuthored({|#0:\"no-such-thing\"|})] class C;");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV002UnknownAgent).WithLocation(0).WithArguments("no-such-thing"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("claud", "claude")]
    [InlineData("cluade", "claude")]
    [InlineData("copilot", "github-copilot")]
    [InlineData("claude-code", "claude")]
    [InlineData("github_copilot", "github-copilot")]
    [InlineData("wrap", "warp")]
    public async Task NearAgent_IsOfferedAndInserted(string written, string meant)
    {
        var test = CreateFix($"using Provenance.Annotations;\n\n[AgentAuthored( /* who */ [|\"{written}\"|], Model = \"m\")]\nclass C;\n");
        test.FixedCode = $"using Provenance.Annotations;\n\n[AgentAuthored( /* who */ \"{meant}\", Model = \"m\")]\nclass C;\n";
        test.NumberOfIncrementalIterations = 1;
        await test.RunAsync();
    }

    [Fact]
    public Task AgentOfThePolicy_IsOfferedToo()
    {
        var test = CreateFix("using Provenance.Annotations;\n[AgentAuthored([|\"acmebot\"|])] class C;\n");
        test.FixedCode = "using Provenance.Annotations;\n[AgentAuthored(\"acme-bot\")] class C;\n";
        ExampleMap.AddTo(test.TestState, ExampleMap.Text());
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[|\"completely-different\"|]")]
    [InlineData("[|Names.Agent|]")]
    public Task FarNameOrConstant_GetsNoFix(string argument) =>
        CreateFix($"using Provenance.Annotations;\n[AgentAuthored({argument})] class C;\nstatic class Names {{ public const string Agent = \"claud\"; }}\n").RunAsync();

    [Fact]
    public Task FixAll_FixesEveryDocumentAndProject()
    {
        var test = CreateFix("using Provenance.Annotations;\n[AgentAuthored([|\"claud\"|])]\n[AgentAssisted([|\"curser\"|])]\nclass C;\n");
        test.TestState.Sources.Add("[Provenance.Annotations.AgentAuthored([|\"copilot\"|])]\nclass D;\n");
        var other = test.TestState.AdditionalProjects["Other"];
        other.Sources.Add("[Provenance.Annotations.AgentAuthored([|\"codx\"|])]\nclass E;\n");
        other.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        test.FixedCode = "using Provenance.Annotations;\n[AgentAuthored(\"claude\")]\n[AgentAssisted(\"cursor\")]\nclass C;\n";
        test.FixedState.Sources.Add("[Provenance.Annotations.AgentAuthored(\"github-copilot\")]\nclass D;\n");
        test.FixedState.AdditionalProjects["Other"].Sources.Add("[Provenance.Annotations.AgentAuthored(\"codex\")]\nclass E;\n");
        test.NumberOfIncrementalIterations = 4;
        test.NumberOfFixAllInDocumentIterations = 3;
        test.NumberOfFixAllInProjectIterations = 2;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    private static CSharpAnalyzerTest<PROV002UnknownAgent, DefaultVerifier> Create(string source)
    {
        var test = new CSharpAnalyzerTest<PROV002UnknownAgent, DefaultVerifier> { TestCode = source };
        test.TestState.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        return test;
    }

    private static CSharpCodeFixTest<PROV002UnknownAgent, PROV002UnknownAgentFix, DefaultVerifier> CreateFix(string source)
    {
        var test = new CSharpCodeFixTest<PROV002UnknownAgent, PROV002UnknownAgentFix, DefaultVerifier> { TestCode = source };
        test.TestState.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        return test;
    }
}
