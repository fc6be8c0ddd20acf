using Provenance.Analyzers.Rules;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV012UncertainOriginTests
{
    // Twice: 4 units on its first line, 4 in its body.
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
    [InlineData("hhmmmmh", "mixed", "0", "100", "0", "0")]
    [InlineData("hhuuuuh", "unknown", "0", "0", "0", "100")]
    [InlineData("hh....h", "unknown", "0", "0", "0", "100")]
    [InlineData("hhcmmmh", "mixed", "50", "50", "0", "0")]
    [InlineData("hhhmumh", "unknown", "0", "0", "50", "50")]
    [InlineData("hh2m2mh", "unknown", "50", "0", "0", "50")]
    public Task UncertainMember_Triggers(string letters, string word, string agent, string mixed, string human, string unknown)
    {
        var test = MappedTest.Create<PROV012UncertainOrigin>(Source, letters);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV012UncertainOrigin).WithLocation(0).WithArguments(word, agent, mixed, human, unknown));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhccccc")]
    [InlineData("hhhhhhh")]
    [InlineData("hhchhhh")]
    public Task KnownMember_DoesNotTrigger(string letters) => MappedTest.Create<PROV012UncertainOrigin>(MappedTest.Plain(Source), letters).RunAsync();

    [Fact]
    public void Rule_IsOffByDefault() => Assert.False(Descriptors.PROV012UncertainOrigin.IsEnabledByDefault);

    [Fact]
    public Task FileThatTheMapDoesNotDescribe_DoesNotTrigger() =>
        MappedTest.Create<PROV012UncertainOrigin>(MappedTest.Plain(Source), Map.ExampleMap.File("Other.cs", "class Other;", "u")).RunAsync();
}
