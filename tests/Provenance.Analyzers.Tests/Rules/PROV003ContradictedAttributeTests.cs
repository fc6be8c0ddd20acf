using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV003ContradictedAttributeTests
{
    private const string Source = """
        using Provenance.Annotations;
        class C
        {
            [{|#0:AgentAuthored("cursor", Session = "s-1")|}]
            int Twice(int x)
            {
                return x + x;
            }
        }
        """;

    [Theory]
    [InlineData("hhhccccch", "claude as author")]
    [InlineData("hhhoooooh", "github-copilot as author")]
    [InlineData("hhhchhhhh", "people as authors")]
    public Task HistoryOfSomebodyElse_Triggers(string letters, string recorded)
    {
        var test = MappedTest.Create<PROV003ContradictedAttribute>(Source, letters);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV003ContradictedAttribute).WithLocation(0).WithArguments("cursor", "author", recorded, "100"));
        return test.RunAsync();
    }

    // Unknown is no evidence against anybody, mixed may be that agent's, and so may what an agent wrote that nobody names.
    [Theory]
    [InlineData("hhhuuuuuh")]
    [InlineData("hhhmmmmmh")]
    [InlineData("hhhlllllh")]
    [InlineData("hhh.....h")]
    [InlineData("hhhuuuuoh")]
    public Task HistoryThatDoesNotSayOtherwise_DoesNotTrigger(string letters) =>
        MappedTest.Create<PROV003ContradictedAttribute>(Unmarked(Source), letters).RunAsync();

    [Theory]
    [InlineData("hhhccccch")]
    [InlineData("hhhcchccc")]
    public Task TheAgentThatWroteIt_DoesNotTrigger(string letters) =>
        MappedTest.Create<PROV003ContradictedAttribute>(Unmarked(Source).Replace("cursor", "claude", StringComparison.Ordinal), letters).RunAsync();

    [Fact]
    public async Task Assistance_TriggersWhereTheAgentWroteAll()
    {
        var source = Source.Replace("AgentAuthored(\"cursor\"", "AgentAssisted(\"claude\"", StringComparison.Ordinal);
        var all = MappedTest.Create<PROV003ContradictedAttribute>(source, "hhhccccch");
        all.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV003ContradictedAttribute).WithLocation(0).WithArguments("claude", "assistant", "claude as author", "100"));
        await all.RunAsync();
        await MappedTest.Create<PROV003ContradictedAttribute>(Unmarked(source), "hhhcccuch").RunAsync();
    }

    [Fact]
    public async Task EditedBuffer_SpeaksOfCommittedAttributesOnly()
    {
        var committed = MappedTest.Plain(Source).Replace("    [AgentAuthored(\"cursor\", Session = \"s-1\")]\n", "", StringComparison.Ordinal);
        await MappedTest.Create<PROV003ContradictedAttribute>(Unmarked(Source), Map.ExampleMap.File("Test0.cs", committed, "hhhcccch")).RunAsync();

        var moved = MappedTest.Create<PROV003ContradictedAttribute>("\n\n" + Source, Map.ExampleMap.File("Test0.cs", MappedTest.Plain(Source), "hhhccccch"));
        moved.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV003ContradictedAttribute).WithLocation(0));
        await moved.RunAsync();
    }

    [Fact]
    public Task AttributeOfAType_IsHeldToAllOfIt()
    {
        const string Type = """
            using Provenance.Annotations;
            [[|AgentAuthored("cursor")|]]
            class C
            {
                int A() => 1;
                int B() => 2;
            }
            """;
        return MappedTest.Create<PROV003ContradictedAttribute>(Type, "hhccccc").RunAsync();
    }

    [Fact]
    public Task MissingAnnotations_AreReadByName()
    {
        var test = MappedTest.Create<PROV003ContradictedAttribute>("class C\n{\n    [[|AgentAuthored(\"cursor\")|]]\n    int M() => 1;\n}\n", "cccccc");
        test.TestState.AdditionalReferences.Clear();
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[AgentAuthored(42)]")]
    [InlineData("[AgentAuthored(nameof(C))]")]
    [InlineData("[AgentAuthored(null!)]")]
    [InlineData("[AgentAuthored(\"Not A Slug\")]")]
    [InlineData("[AgentAuthored]")]
    [InlineData("[HumanReviewed]")]
    public Task ArgumentThatNamesNoAgent_DoesNotTrigger(string attribute)
    {
        var test = MappedTest.Create<PROV003ContradictedAttribute>($"using Provenance.Annotations;\nclass C\n{{\n    {attribute}\n    int M() => 1;\n}}\n", "ccccccc");
        test.CompilerDiagnostics = CompilerDiagnostics.None;
        return test.RunAsync();
    }

    [Fact]
    public Task Constant_IsReadLikeALiteral() =>
        MappedTest.Create<PROV003ContradictedAttribute>("using Provenance.Annotations;\nclass C\n{\n    const string Agent = \"cursor\";\n    [[|AgentAuthored(Agent)|]]\n    int M() => 1;\n}\n", "cccccccc").RunAsync();

    [Fact]
    public Task Fix_WritesWhatHistoryRecords()
    {
        var test = MappedTest.CreateFix<PROV003ContradictedAttribute, PROV003ContradictedAttributeFix>(
            """
            using System;
            using Provenance.Annotations;
            class C
            {
                [[|AgentAuthored("cursor", Session = "s-1")|], Obsolete]
                int A() => 1;

                /// <summary>Kept.</summary>
                [[|AgentAssistedAttribute("github-copilot")|]]
                int B() => 2;

                // Kept.
                [[|Provenance.Annotations.AgentAuthored("cursor")|]]
                int D() => 3;
            }
            """,
            "hhhhccchooohhhh",
            """
            using System;
            using Provenance.Annotations;
            class C
            {
                [AgentAuthored("claude", Model = "anthropic/claude-opus-4-8"), Obsolete]
                int A() => 1;

                /// <summary>Kept.</summary>
                [AgentAuthoredAttribute("github-copilot")]
                int B() => 2;

                // Kept.
                int D() => 3;
            }
            """);
        // The lines of the new attributes are not committed: nothing is said of them.
        test.NumberOfIncrementalIterations = 3;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }

    private static string Unmarked(string source) => MappedTest.Plain(source);
}
