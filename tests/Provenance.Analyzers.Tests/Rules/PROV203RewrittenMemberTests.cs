using Provenance.Analyzers.Rules;
using Provenance.Analyzers.Tests.Map;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV203RewrittenMemberTests
{
    private const string Source = """
        class Calculator
        {
            int {|#0:Twice|}(int x)
            {
                return x + x;
            }

            int Thrice(int x) => x + x + x;
        }
        """;

    [Fact]
    public Task RewrittenMember_Triggers()
    {
        var test = MappedTest.Create<PROV203RewrittenMember>(Source, File("hhcccchch", 3));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV203RewrittenMember).WithLocation(0).WithArguments("claude", "3", "30"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhcccchch", 2)]
    [InlineData("hhhhhhhch", 9)]
    [InlineData("hhmmmmhch", 9)]
    public Task CalmerMemberOrNoAgents_DoesNotTrigger(string letters, int rewrites) => MappedTest.Create<PROV203RewrittenMember>(MappedTest.Plain(Source), File(letters, rewrites)).RunAsync();

    [Fact]
    public Task Threshold_IsThePolicys()
    {
        var test = MappedTest.Create<PROV203RewrittenMember>(Source, File("hhcccchch", 2), new MapPolicyEntry("PROV203", MapSeverity.Info, "2 7"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV203RewrittenMember).WithLocation(0).WithArguments("claude", "2", "7"));
        return test.RunAsync();
    }

    [Fact]
    public async Task EditedBuffer_FollowsTheMember()
    {
        var moved = MappedTest.Create<PROV203RewrittenMember>("using System;\n\n" + Source, File("hhcccchch", 3));
        moved.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV203RewrittenMember).WithLocation(0));
        await moved.RunAsync();
        await MappedTest.Create<PROV203RewrittenMember>(MappedTest.Plain(Source).Replace("int Twice", "long Twice", StringComparison.Ordinal), File("hhcccchch", 3)).RunAsync();
    }

    private static MapFile File(string letters, int rewrites) => ExampleMap.File("Test0.cs", MappedTest.Plain(Source), letters, new MapChurn(3, 6, rewrites));
}
