using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV004StaleAttributeTests
{
    // Of the 11 units after the attribute, Twice(int x) has 4, each of the next two lines 3 or more.
    private const string Source = """
        using Provenance.Annotations;
        class C
        {
            [{|#0:AgentAuthored("claude")|}]
            int Twice(int x)
            {
                x += 1;
                return x + x;
            }
        }
        """;

    [Fact]
    public Task ReplacedCode_Triggers()
    {
        var test = MappedTest.Create<PROV004StaleAttribute>(Source, "hhhcuuuuuh");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV004StaleAttribute).WithLocation(0).WithArguments("0", "claude"));
        return test.RunAsync();
    }

    [Theory]
    // The agent's tokens are still there.
    [InlineData("hhhccccccc")]
    [InlineData("hhhccuuuuh")]
    // An attribute that is younger than the code speaks of the code that was there.
    [InlineData("hhhuccccuh")]
    [InlineData("hhhuuuuuuh")]
    // Nobody knows when the attribute came.
    [InlineData("hhh.uuuuuh")]
    [InlineData("hhhluuuuuh")]
    // Others are named by history: PROV003 says so.
    [InlineData("hhhchhhhhh")]
    public Task CodeThatTheAttributeStillSpeaksOf_DoesNotTrigger(string letters) => MappedTest.Create<PROV004StaleAttribute>(MappedTest.Plain(Source), letters).RunAsync();

    [Theory]
    [InlineData("30", false)]
    [InlineData("60", true)]
    public Task Threshold_IsThePolicys(string share, bool triggers)
    {
        var test = MappedTest.Create<PROV004StaleAttribute>(triggers ? Source : MappedTest.Plain(Source), "hhhccuuuuh", new MapPolicyEntry("PROV004", MapSeverity.Info, share));
        if (triggers)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV004StaleAttribute).WithLocation(0));
        }

        return test.RunAsync();
    }

    [Fact]
    public async Task EditedBuffer_CountsCommittedTokensOnly()
    {
        // Half of the code is typed anew and not yet committed.
        var committed = Map.ExampleMap.File("Test0.cs", MappedTest.Plain(Source), "hhhccccccc");
        await MappedTest.Create<PROV004StaleAttribute>(MappedTest.Plain(Source).Replace("x += 1;", "x += 2; x += 3; x += 4; x += 5;", StringComparison.Ordinal), committed).RunAsync();
    }

    [Fact]
    public Task Fix_RemovesTheAttribute()
    {
        var test = MappedTest.CreateFix<PROV004StaleAttribute, PROV004StaleAttributeFix>(
            """
            using System;
            using Provenance.Annotations;
            class C
            {
                /// <summary>Kept.</summary>
                [[|AgentAuthored("claude")|]]
                int A() => 1;

                [Obsolete, [|AgentAssisted("claude")|]]
                int B() => 2;
            }
            """,
            "hhhh.cu.cuh",
            """
            using System;
            using Provenance.Annotations;
            class C
            {
                /// <summary>Kept.</summary>
                int A() => 1;

                [Obsolete]
                int B() => 2;
            }
            """);
        test.NumberOfIncrementalIterations = 2;
        test.NumberOfFixAllIterations = 1;
        return test.RunAsync();
    }
}
