using Provenance.Analyzers.Rules;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV104ReviewRequiredTests
{
    private const string Source = """
        class Calculator
        {
            int {|#0:Twice|}(int x)
            {
                return x + x;
            }
        }
        """;

    [Theory]
    [InlineData("hhccccc", "Reviewed-by,HumanReviewed")]
    [InlineData("hhhhchh", "Reviewed-by")]
    [InlineData("hhrrcrr", "Reviewed-by")]
    // Evidence that no map carries cannot be there.
    [InlineData("hhrrrrr", "Acked-by")]
    [InlineData("hhrrrrr", "HumanReviewed")]
    public Task UnreviewedCode_Triggers(string letters, string evidence)
    {
        var test = MappedTest.Create<PROV104ReviewRequired>(Source, letters, new MapPolicyEntry("PROV104", MapSeverity.Warning, evidence));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV104ReviewRequired).WithLocation(0).WithArguments("claude"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhrrrrr", "reviewed-BY")]
    [InlineData("hhhhrhh", "Acked-by,Reviewed-by")]
    [InlineData("hhmmmmm", "Reviewed-by")]
    public Task ReviewedCode_DoesNotTrigger(string letters, string evidence) =>
        MappedTest.Create<PROV104ReviewRequired>(MappedTest.Plain(Source), letters, new MapPolicyEntry("PROV104", MapSeverity.Warning, evidence)).RunAsync();

    [Theory]
    [InlineData("HumanReviewed", false)]
    [InlineData("Reviewed-by", true)]
    public Task ReviewInSource_CountsWhereThePolicyTakesIt(string evidence, bool triggers)
    {
        var source = Source.Replace("    int {", "    [Provenance.Annotations.HumanReviewed] int {", StringComparison.Ordinal);
        var test = MappedTest.Create<PROV104ReviewRequired>(triggers ? source : MappedTest.Plain(source), "hhccccc", new MapPolicyEntry("PROV104", MapSeverity.Warning, evidence));
        if (triggers)
        {
            test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV104ReviewRequired).WithLocation(0));
        }

        return test.RunAsync();
    }
}
