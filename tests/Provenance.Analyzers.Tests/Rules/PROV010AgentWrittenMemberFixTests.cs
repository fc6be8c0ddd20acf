using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Analyzers.Tests.Map;
using Provenance.Annotations;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV010AgentWrittenMemberFixTests
{
    private const string Source = """
        class C
        {
            /// <summary>Kept.</summary>
            int [|Twice|](int x) => x + x; // kept

            [System.Obsolete]
            int [|_a|], _b;
        }
        """;

    private const string Fixed = """
        using Provenance.Annotations;

        class C
        {
            /// <summary>Kept.</summary>
            [AgentAuthored("claude", Model = "anthropic/claude-opus-4-8")]
            int Twice(int x) => x + x; // kept

            [System.Obsolete]
            [AgentAuthored("github-copilot")]
            int _a, _b;
        }
        """;

    private const string Letters = "hhcchooh";

    [Fact]
    public Task AgentWrittenMembers_GetTheAttributeAndOneUsing()
    {
        var test = Create(Source, Fixed, File("Test0.cs", Source, Letters));
        test.NumberOfIncrementalIterations = 2;
        return test.RunAsync();
    }

    [Fact]
    public Task WithoutTheAnnotations_NoFixIsOffered()
    {
        var test = Create(Source, null, File("Test0.cs", Source, Letters));
        test.TestState.AdditionalReferences.Clear();
        return test.RunAsync();
    }

    [Fact]
    public Task NameThatMeansSomethingElse_IsWrittenInFull()
    {
        const string Before = """
            class AgentAuthored : System.Attribute
            {
                void [|M|]() { }
            }
            """;
        const string After = """
            class AgentAuthored : System.Attribute
            {
                [Provenance.Annotations.AgentAuthored("claude", Model = "anthropic/claude-opus-4-8")]
                void M() { }
            }
            """;
        return Create(Before, After, File("Test0.cs", Before, "hhch")).RunAsync();
    }

    [Fact]
    public Task FixAll_FixesEveryDocumentAndProject()
    {
        const string Other = "class [|D|];\n";
        const string OtherFixed = "using Provenance.Annotations;\n\n[AgentAuthored(\"claude\", Model = \"anthropic/claude-opus-4-8\")]\nclass D;\n";
        var test = Create(Source, Fixed, File("Test0.cs", Source, Letters), File("Test1.cs", Other, "ch"), File("../Other/Test0.cs", Other, "ch"));
        test.TestState.Sources.Add(Other);
        var project = test.TestState.AdditionalProjects["Other"];
        project.Sources.Add(Other);
        project.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        project.AdditionalFiles.AddRange(test.TestState.AdditionalFiles);
        project.AnalyzerConfigFiles.AddRange(test.TestState.AnalyzerConfigFiles);
        test.FixedState.Sources.Add(OtherFixed);
        test.FixedState.AdditionalProjects["Other"].Sources.Add(OtherFixed);
        test.NumberOfIncrementalIterations = 4;
        test.NumberOfFixAllInDocumentIterations = 3;
        test.NumberOfFixAllInProjectIterations = 2;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    private static MapFile File(string path, string marked, string letters) => ExampleMap.File(path, TestFileMarkupParser.Parse(marked).Text, letters);

    private static CSharpCodeFixTest<PROV010AgentWrittenMember, PROV010AgentWrittenMemberFix, DefaultVerifier> Create(string source, string? fixedSource, params MapFile[] files)
    {
        var test = new CSharpCodeFixTest<PROV010AgentWrittenMember, PROV010AgentWrittenMemberFix, DefaultVerifier> { TestCode = source };
        test.TestState.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        ExampleMap.AddTo(test.TestState, ExampleMap.Text(files));
        if (fixedSource is not null)
        {
            test.FixedCode = fixedSource;
        }

        return test;
    }
}
