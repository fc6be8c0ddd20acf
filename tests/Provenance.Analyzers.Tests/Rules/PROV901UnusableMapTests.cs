using Provenance.Analyzers.Rules;
using Provenance.Analyzers.Tests.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV901UnusableMapTests
{
    [Fact]
    public Task NoMap_IsSaidOnceForTwoFiles()
    {
        var test = Create(null);
        test.TestState.Sources.Add("class D;");
        test.ExpectedDiagnostics.Add(Expected("missing"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("", "unreadable")]
    [InlineData("provenance-map 1\ne 0000000000000000\n", "unreadable")]
    [InlineData("provenance-map 2\n", "newer than this analyzer")]
    public Task UnusableMap_IsSaidWithItsReason(string mapText, string condition)
    {
        var test = Create(mapText);
        test.ExpectedDiagnostics.Add(Expected(condition));
        return test.RunAsync();
    }

    [Fact]
    public Task UsableMap_DoesNotTrigger() => Create(ExampleMap.Text()).RunAsync();

    [Fact]
    public Task Severity_CanBeConfigured()
    {
        var test = Create(null);
        test.TestState.AnalyzerConfigFiles.Add(("/0/.globalconfig", "is_global = true\ndotnet_diagnostic.PROV901.severity = none\n"));
        return test.RunAsync();
    }

    private static DiagnosticResult Expected(string condition) => new DiagnosticResult(Descriptors.PROV901UnusableMap).WithNoLocation().WithArguments(condition);

    private static CSharpAnalyzerTest<PROV901UnusableMap, DefaultVerifier> Create(string? mapText)
    {
        var test = new CSharpAnalyzerTest<PROV901UnusableMap, DefaultVerifier> { TestCode = "class C;" };
        if (mapText is not null)
        {
            ExampleMap.AddTo(test.TestState, mapText);
        }

        return test;
    }
}
