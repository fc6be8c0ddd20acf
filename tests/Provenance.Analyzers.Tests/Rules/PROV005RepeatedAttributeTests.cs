using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Annotations;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV005RepeatedAttributeTests
{
    [Theory]
    [InlineData("AgentAuthored(\"claude\")", "AgentAuthored(\"claude\")", "repeats one that stands before it")]
    [InlineData("AgentAuthored(\"claude\")", "AgentAuthored(\"claude\", Model = \"a/b\")", "repeats one that stands before it")]
    [InlineData("AgentAuthored(\"claude\", Session = \"s\")", "AgentAuthored(\"claude\", Session = \"s\")", "repeats one that stands before it")]
    [InlineData("HumanReviewed(Date = \"2026-03-01\")", "HumanReviewed(Date = \"2026-03-01\")", "repeats one that stands before it")]
    [InlineData("AgentAuthored(\"claude\")", "AgentAssisted(\"claude\")", "contradicts one that stands before it")]
    [InlineData("AgentAuthored(\"claude\")", "AgentAuthored(\"cursor\")", "contradicts one that stands before it")]
    public Task TwoOnOneSymbol_TriggersAtTheLater(string first, string second, string words)
    {
        var test = MappedTest.WithoutMap<PROV005RepeatedAttribute>($"using Provenance.Annotations;\nclass C\n{{\n    [{first}]\n    [{{|#0:{second}|}}]\n    int M() => 1;\n}}\n");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV005RepeatedAttribute).WithLocation(0).WithArguments(words));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("AgentAssisted(\"claude\")", "AgentAssisted(\"cursor\")")]
    [InlineData("AgentAuthored(\"claude\")", "AgentAssisted(\"cursor\")")]
    [InlineData("AgentAuthored(\"claude\", Model = \"a/b\")", "AgentAuthored(\"claude\", Model = \"a/c\")")]
    [InlineData("AgentAuthored(\"claude\", Session = \"s\")", "AgentAuthored(\"claude\", Session = \"t\")")]
    [InlineData("HumanReviewed(Date = \"2026-03-01\")", "HumanReviewed(Date = \"2026-03-02\")")]
    [InlineData("AgentAuthored(\"claude\")", "HumanReviewed")]
    public Task TwoThatSayDifferentThings_DoNotTrigger(string first, string second) =>
        MappedTest.WithoutMap<PROV005RepeatedAttribute>($"using Provenance.Annotations;\nclass C\n{{\n    [{first}]\n    [{second}]\n    int M() => 1;\n}}\n").RunAsync();

    [Fact]
    public async Task OneThatRepeatsItsContainers_Triggers()
    {
        var type = MappedTest.WithoutMap<PROV005RepeatedAttribute>("using Provenance.Annotations;\n[AgentAuthored(\"claude\", Model = \"a/b\")]\nclass C\n{\n    [{|#0:AgentAuthored(\"claude\")|}]\n    int M() => 1;\n}\n");
        type.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV005RepeatedAttribute).WithLocation(0).WithArguments("repeats one of the containing type"));
        await type.RunAsync();

        var assembly = MappedTest.WithoutMap<PROV005RepeatedAttribute>("using Provenance.Annotations;\n[assembly: AgentAssisted(\"claude\")]\n[{|#0:AgentAssisted(\"claude\")|}]\nclass C;\n");
        assembly.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV005RepeatedAttribute).WithLocation(0).WithArguments("repeats one of the assembly"));
        await assembly.RunAsync();

        await MappedTest.WithoutMap<PROV005RepeatedAttribute>("using Provenance.Annotations;\n[assembly: AgentAssisted(\"claude\")]\n[assembly: [|AgentAssisted(\"claude\")|]]\nclass C;\n").RunAsync();
    }

    // The innermost is read first: it is how an exception is said.
    [Theory]
    [InlineData("AgentAuthored(\"cursor\")")]
    [InlineData("AgentAssisted(\"claude\")")]
    [InlineData("AgentAuthored(\"claude\", Model = \"a/c\")")]
    [InlineData("AgentAuthored(\"claude\", Session = \"s\")")]
    public Task OneThatDiffersFromItsContainer_DoesNotTrigger(string inner) =>
        MappedTest.WithoutMap<PROV005RepeatedAttribute>($"using Provenance.Annotations;\n[AgentAuthored(\"claude\", Model = \"a/b\")]\nclass C\n{{\n    [{inner}]\n    int M() => 1;\n}}\n").RunAsync();

    [Fact]
    public Task PartsOfAPartialType_AreReadTogether()
    {
        var test = MappedTest.WithoutMap<PROV005RepeatedAttribute>("using Provenance.Annotations;\n[AgentAuthored(\"claude\")]\npartial class C\n{\n    [AgentAuthored(\"aider\")]\n    partial void M();\n}\n");
        test.TestState.Sources.Add("using Provenance.Annotations;\n[[|AgentAuthored(\"cursor\")|]]\npartial class C\n{\n    [[|AgentAssisted(\"aider\")|]]\n    partial void M() { }\n}\n");
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[AgentAuthored(42)]\n    [AgentAuthored(42)]")]
    [InlineData("[AgentAuthored]\n    [AgentAuthored]")]
    [InlineData("[AgentAuthored(nameof(M), Model = 3)]\n    [AgentAuthored(typeof(int))]")]
    [InlineData("[return: AgentAuthored(\"claude\")]\n    [return: AgentAuthored(\"claude\")]")]
    public Task AttributesThatSayNothing_DoNotTrigger(string attributes)
    {
        var test = MappedTest.WithoutMap<PROV005RepeatedAttribute>($"using Provenance.Annotations;\nclass C\n{{\n    {attributes}\n    int M() => 1;\n}}\n");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Fact]
    public Task MissingAnnotations_AreReadByName()
    {
        var test = MappedTest.WithoutMap<PROV005RepeatedAttribute>("class C\n{\n    [AgentAuthored(\"claude\")]\n    [[|AgentAuthored(\"claude\")|]]\n    int M() => 1;\n}\n");
        test.TestState.AdditionalReferences.Clear();
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Fact]
    public Task AttributeOfTheSameNameInAnotherNamespace_IsNoneOfOurs() =>
        MappedTest.WithoutMap<PROV005RepeatedAttribute>("namespace Other\n{\n    [System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)]\n    class AgentAuthoredAttribute(string agent) : System.Attribute { public string Agent => agent; }\n\n    [AgentAuthored(\"claude\")]\n    [AgentAuthored(\"claude\")]\n    class C;\n}\n").RunAsync();

    [Fact]
    public Task Fix_MergesWhatRepeatsAndWhatContradicts()
    {
        var test = MappedTest.FixWithoutMap<PROV005RepeatedAttribute, PROV005RepeatedAttributeFix>(
            """
            using System;
            using Provenance.Annotations;
            [AgentAuthored("aider")]
            class C
            {
                [AgentAuthored("claude")]
                [[|AgentAuthored("claude", Model = "a/b")|], Obsolete]
                int A() => 1;

                [AgentAuthored("claude", Session = "s")]
                [[|AgentAssisted("claude", Model = "a/b")|]]
                int B() => 2;

                [AgentAuthored("claude"), [|AgentAuthored("cursor")|]]
                int D() => 3;

                [[|AgentAuthored("aider")|]]
                int E() => 4;
            }
            """,
            """
            using System;
            using Provenance.Annotations;
            [AgentAuthored("aider")]
            class C
            {
                [AgentAuthored("claude", Model = "a/b")]
                [Obsolete]
                int A() => 1;

                [AgentAssisted("claude", Session = "s", Model = "a/b")]
                int B() => 2;

                [AgentAssisted("claude"), AgentAssisted("cursor")]
                int D() => 3;

                int E() => 4;
            }
            """);
        test.NumberOfIncrementalIterations = 4;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    [Fact]
    public async Task Fix_AcrossFiles_IsOfferedForWhatAddsNothing()
    {
        var test = MappedTest.FixWithoutMap<PROV005RepeatedAttribute, PROV005RepeatedAttributeFix>("using Provenance.Annotations;\n[AgentAuthored(\"claude\")]\npartial class C;\n", "using Provenance.Annotations;\n[AgentAuthored(\"claude\")]\npartial class C;\n");
        test.TestState.Sources.Add("using Provenance.Annotations;\n[[|AgentAuthored(\"claude\")|]]\npartial class C;\n");
        test.FixedState.Sources.Add("using Provenance.Annotations;\npartial class C;\n");
        await test.RunAsync();

        var more = MappedTest.FixWithoutMap<PROV005RepeatedAttribute, PROV005RepeatedAttributeFix>("using Provenance.Annotations;\n[AgentAuthored(\"claude\")]\npartial class C;\n", null);
        more.TestState.Sources.Add("using Provenance.Annotations;\n[[|AgentAuthored(\"claude\", Model = \"a/b\")|]]\npartial class C;\n");
        await more.RunAsync();
    }

    [Fact]
    public void Annotations_MayStandMoreThanOnce() =>
        Assert.All((Type[])[typeof(AgentAuthoredAttribute), typeof(AgentAssistedAttribute), typeof(HumanReviewedAttribute)], type => Assert.True(((AttributeUsageAttribute)type.GetCustomAttributes(typeof(AttributeUsageAttribute), false)[0]).AllowMultiple));
}
