using Microsoft.CodeAnalysis;
using Provenance.Analyzers.CodeFixes.Rules;
using Provenance.Analyzers.Rules;
using Provenance.Analyzers.Tests.Map;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV011UnreviewedApiTests
{
    // Twice: 5 units on its first line, 4 in its body.
    private const string Source = """
        public class Calculator
        {
            public int {|#0:Twice|}(int x)
            {
                return x + x;
            }
        }
        """;

    [Fact]
    public Task PublicApiWithoutReview_Triggers()
    {
        var test = MappedTest.Create<PROV011UnreviewedApi>(Source, "hhccccc");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV011UnreviewedApi).WithLocation(0).WithArguments("claude", "100"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhrrrrr")]
    [InlineData("hhhhhhh")]
    [InlineData("hhuuuuu")]
    // People edited 4 of 9 units.
    [InlineData("hhcchch")]
    public Task ReviewedOrNotAgentWritten_DoesNotTrigger(string letters) => MappedTest.Create<PROV011UnreviewedApi>(MappedTest.Plain(Source), letters).RunAsync();

    [Fact]
    public async Task OneUnreviewedOriginOrFewerEdits_Triggers()
    {
        await One("hhrrcrr");
        await One("hhcchch", new MapPolicyEntry("PROV011", MapSeverity.Info, "44"));

        static Task One(string letters, params MapPolicyEntry[] policy)
        {
            var test = MappedTest.Create<PROV011UnreviewedApi>(Source, letters, policy);
            test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV011UnreviewedApi).WithLocation(0));
            return test.RunAsync();
        }
    }

    [Theory]
    [InlineData("internal class Calculator", "public class Calculator")]
    [InlineData("    private int Twice", "    public int Twice")]
    [InlineData("    public override int GetHashCode() => Twice(1); private int Twice", "    public int Twice")]
    [InlineData("    private protected int Twice", "    public int Twice")]
    [InlineData("    [Provenance.Annotations.HumanReviewed] public int Twice", "    public int Twice")]
    [InlineData("[Provenance.Annotations.HumanReviewed] public class Calculator", "public class Calculator")]
    public Task NotApiOrReviewedInSource_DoesNotTrigger(string text, string of) =>
        MappedTest.Create<PROV011UnreviewedApi>(MappedTest.Plain(Source).Replace(of, text, StringComparison.Ordinal), "hhccccc").RunAsync();

    [Fact]
    public Task ProtectedMember_Triggers() =>
        MappedTest.Create<PROV011UnreviewedApi>("public class C\n{\n    protected int [|_x|];\n    public class Inner { public void [|M|]() { } }\n}\n", "cccccc").RunAsync();

    [Fact]
    public async Task ProgramsAndTests_HaveNoApi()
    {
        var program = MappedTest.Create<PROV011UnreviewedApi>(MappedTest.Plain(Source) + "\npublic static class Program { public static void Main() { } }", "hhcccccc");
        program.TestState.OutputKind = OutputKind.ConsoleApplication;
        await program.RunAsync();

        var test = new CSharpAnalyzerTest<PROV011UnreviewedApi, DefaultVerifier> { TestCode = MappedTest.Plain(Source) };
        ExampleMap.AddTo(test.TestState, ExampleMap.Text(ExampleMap.File("Test0.cs", MappedTest.Plain(Source), "hhccccc")), "build_property.IsTestProject = true");
        await test.RunAsync();
    }

    [Fact]
    public Task Fix_SaysThatAPersonReviewed() => MappedTest.CreateFix<PROV011UnreviewedApi, PROV011UnreviewedApiFix>(
        "public class C\n{\n    public int [|A|]() => 1;\n\n    public int [|B|];\n}\n",
        "hhccccc",
        "using Provenance.Annotations;\n\npublic class C\n{\n    [HumanReviewed]\n    public int A() => 1;\n\n    [HumanReviewed]\n    public int B;\n}\n").RunAsync();
}
