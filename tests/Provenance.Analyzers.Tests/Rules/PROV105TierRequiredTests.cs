using Provenance.Analyzers.Rules;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV105TierRequiredTests
{
    private const string Source = """
        class Calculator
        {
            int {|#0:Twice|}(int x) => x + x;
        }
        """;

    [Theory]
    [InlineData("hhch", "platform", "claude", "asserted")]
    [InlineData("hhch", "attested", "claude", "asserted")]
    [InlineData("hhoh", "attested", "github-copilot", "platform")]
    public Task WeakerClaim_Triggers(string letters, string tier, string agent, string has)
    {
        var test = MappedTest.Create<PROV105TierRequired>(Source, letters, new MapPolicyEntry("PROV105", MapSeverity.Warning, tier));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV105TierRequired).WithLocation(0).WithArguments(tier, agent, has));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhch", "asserted")]
    [InlineData("hhoh", "platform")]
    [InlineData("hhhh", "attested")]
    [InlineData("hhmh", "attested")]
    public Task ClaimThatIsStrongEnough_DoesNotTrigger(string letters, string tier) =>
        MappedTest.Create<PROV105TierRequired>(MappedTest.Plain(Source), letters, new MapPolicyEntry("PROV105", MapSeverity.Warning, tier)).RunAsync();

    [Fact]
    public Task TierThatNobodyKnows_IsNoRule() =>
        MappedTest.Create<PROV105TierRequired>(MappedTest.Plain(Source), "hhch", new MapPolicyEntry("PROV105", MapSeverity.Warning, "divine")).RunAsync();
}
