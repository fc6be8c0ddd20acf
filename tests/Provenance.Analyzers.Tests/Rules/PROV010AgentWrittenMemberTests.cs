using Provenance.Analyzers.Rules;
using Provenance.Analyzers.Tests.Map;
using Provenance.Annotations;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

public sealed class PROV010AgentWrittenMemberTests
{
    private const string Committed = """
        class Calculator
        {
            int Twice(int x)
            {
                return x + x;
            }

            int Thrice(int x)
            {
                return x + x + x;
            }
        }
        """;

    private const string FirstIsAgents = "hhcccchhhhhh";

    [Fact]
    public Task AgentWrittenMember_TriggersAtItsName()
    {
        var test = Create(Committed.Replace("Twice", "{|#0:Twice|}", StringComparison.Ordinal), FirstIsAgents);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV010AgentWrittenMember).WithLocation(0)
            .WithArguments("claude", "anthropic/claude-opus-4-8", "100", "2026-03-01", "asserted"));
        return test.RunAsync();
    }

    [Fact]
    public Task OriginWithoutModelAndDay_SaysSo()
    {
        var test = Create(Committed.Replace("Twice", "{|#0:Twice|}", StringComparison.Ordinal).Replace("Thrice", "{|#1:Thrice|}", StringComparison.Ordinal), "hhllllhooooh");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV010AgentWrittenMember).WithLocation(0)
            .WithArguments("unresolved", "model not recorded", "100", "an unknown day", "asserted"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV010AgentWrittenMember).WithLocation(1)
            .WithArguments("github-copilot", "model not recorded", "100", "2026-04-02", "platform"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("hhhhhhhhhhhh")]
    [InlineData("............")]
    [InlineData("hhmmmmhmmmmh")]
    [InlineData("cchhhhchhhhc")]
    public Task OtherMember_DoesNotTrigger(string letters) => Create(Committed, letters).RunAsync();

    // Twice: 4 units on its first line (int Twice int x), 4 in its body (return x + x).
    [Theory]
    [InlineData("hhchhhhhhhhh", 50, true)]
    [InlineData("hhchhhhhhhhh", 51, false)]
    [InlineData("hh2hc.hhhhhh", 75, true)]
    [InlineData("hh2hc.hhhhhh", 76, false)]
    [InlineData("hh2h2.hhhhhh", 50, true)]
    public Task Share_IsOfUnitsAndMeetsTheConfiguredLimit(string letters, int limit, bool triggers)
    {
        var test = Create(triggers ? Committed.Replace("Twice", "[|Twice|]", StringComparison.Ordinal) : Committed, letters);
        test.TestState.AnalyzerConfigFiles.Add(("/0/.editorconfig", $"root = true\n[*.cs]\nprovenance_agent_share = {limit}\n"));
        return test.RunAsync();
    }

    /// <summary>Without the map's numbers the tokens are counted: the shares are the same.</summary>
    [Theory]
    [InlineData("hh2hc.hhhhhh", 75, true)]
    [InlineData("hh2hc.hhhhhh", 76, false)]
    public Task MapWithoutUnits_GivesTheSameShare(string letters, int limit, bool triggers)
    {
        var test = Create(triggers ? Committed.Replace("Twice", "[|Twice|]", StringComparison.Ordinal) : Committed, ExampleMap.File("Test0.cs", Committed, letters) with { LineUnits = [] });
        test.TestState.AnalyzerConfigFiles.Add(("/0/.editorconfig", $"root = true\n[*.cs]\nprovenance_agent_share = {limit}\n"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("half")]
    public Task LimitThatIsNotUnderstood_IsTheDefault(string limit)
    {
        var test = Create(Committed.Replace("Twice", "[|Twice|]", StringComparison.Ordinal), "hhchhhhchhhh");
        test.TestState.AnalyzerConfigFiles.Add(("/0/.editorconfig", $"root = true\n[*.cs]\nprovenance_agent_share = {limit}\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task TwoAgents_TheOneWithMoreUnitsIsNamed()
    {
        var test = Create(Committed.Replace("Twice", "{|#0:Twice|}", StringComparison.Ordinal).Replace("Thrice", "{|#1:Thrice|}", StringComparison.Ordinal), "hhccoohcoooh");
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV010AgentWrittenMember).WithLocation(0)
            .WithArguments("claude", "anthropic/claude-opus-4-8", "100", "2026-03-01", "asserted"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.PROV010AgentWrittenMember).WithLocation(1)
            .WithArguments("github-copilot", "model not recorded", "100", "2026-04-02", "platform"));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("[Provenance.Annotations.AgentAuthored(\"claude\")]")]
    [InlineData("[Provenance.Annotations.AgentAssisted(\"claude\")]")]
    public async Task AttributeNamingTheAgent_OnMemberTypeOrAssembly_Silences(string attribute)
    {
        await Edited("    " + attribute + "\n    int Twice(", "    int Twice(").RunAsync();
        await Edited(attribute + "\nclass Calculator", "class Calculator").RunAsync();
        await Edited(attribute.Replace("[", "[assembly: ", StringComparison.Ordinal) + "\nclass Calculator", "class Calculator").RunAsync();

        static CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier> Edited(string text, string of) => CreateEdited(Committed.Replace(of, text, StringComparison.Ordinal));
    }

    [Fact]
    public Task AttributeNamingAnotherAgent_DoesNotSilence() =>
        CreateEdited(Committed.Replace("    int Twice(", "    [Provenance.Annotations.AgentAuthored(\"cursor\")]\n    int [|Twice|](", StringComparison.Ordinal)).RunAsync();

    [Fact]
    public async Task EditedBuffer_ReportsCommittedMembersOnly()
    {
        // Lines above: the member is where it was not, and still itself.
        await CreateEdited("using System;\n\nclass Other;\n\n" + Committed.Replace("Twice", "[|Twice|]", StringComparison.Ordinal)).RunAsync();
        // A new member is nobody's yet.
        await CreateEdited(Committed.Replace("    int Thrice", "    int Half(int x)\n    {\n        return x / 2;\n    }\n\n    int Thrice", StringComparison.Ordinal).Replace("Twice", "[|Twice|]", StringComparison.Ordinal)).RunAsync();
        // The line of the name was edited: nothing is said of it.
        await CreateEdited(Committed.Replace("int Twice(int x)", "long Twice(int x)", StringComparison.Ordinal)).RunAsync();
        // Line ends and the mark of the encoding are no edit.
        await CreateEdited(Committed.Replace("\n", "\r\n", StringComparison.Ordinal).Replace("Twice", "[|Twice|]", StringComparison.Ordinal)).RunAsync();
    }

    [Fact]
    public Task UncommittedLines_CountAgainstTheShare()
    {
        var statements = string.Concat(Enumerable.Range(0, 5).Select(number => $"        x += {number};\n"));
        return CreateEdited(Committed.Replace("        return x + x;\n", statements + "        return x + x;\n", StringComparison.Ordinal)).RunAsync();
    }

    [Fact]
    public Task EveryKindOfMember_TriggersAtItsName()
    {
        const string Marked = """
            using System;
            namespace N
            {
                delegate void [|D|]();
                enum [|E|] { A, B }
                record [|R|](int X);
                interface I { int [|P|] { get; } void [|M|](); }
                class C
                {
                    int [|_a|], _b;
                    event D? [|E1|];
                    event D? [|E2|] { add { } remove { } }
                    [|C|]() { _a = _b = 1; E1?.Invoke(); }
                    ~[|C|]() { }
                    int [|this|][int i] => i + _a + _b;
                    public static C operator [|+|](C x, C y) => x;
                    public static [|implicit|] operator int(C x) => 1;
                    class Inner { void [|M|]() { void Local() { } Local(); } }
                }
            }
            """;
        var letters = new string('c', Marked.Split('\n').Length);
        return Create(Marked, letters).RunAsync();
    }

    [Fact]
    public Task TopLevelStatements_HaveNoName()
    {
        var test = Create("System.Console.WriteLine(1);\n", "cc");
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync();
    }

    [Fact]
    public Task FileInASubfolderAndLinkedFile_AreFoundByProjectRelativePath()
    {
        var test = new CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier>();
        test.TestState.Sources.Add(("/0/Sub dir/A.cs", "class [|A|];"));
        test.TestState.Sources.Add(("/shared/B.cs", "class [|B|];"));
        test.TestState.Sources.Add(("/0/B.cs", "class NotThatB;"));
        ExampleMap.AddTo(test.TestState, ExampleMap.Text(ExampleMap.File("Sub dir/A.cs", "class A;", "c"), ExampleMap.File("../shared/B.cs", "class B;", "c")));
        return test.RunAsync();
    }

    [Fact]
    public async Task MapThatCannotBeUsed_DoesNotTrigger()
    {
        var text = ExampleMap.Text(ExampleMap.File("Test0.cs", Committed, FirstIsAgents));
        foreach (var unusable in new[] { text[..^1], "provenance-map 2\n", "" })
        {
            var test = new CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier> { TestCode = Committed };
            ExampleMap.AddTo(test.TestState, unusable);
            await test.RunAsync();
        }
    }

    [Fact]
    public Task AdditionalFileOfAnotherKind_IsNotTheMap()
    {
        var test = new CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier> { TestCode = Committed };
        test.TestState.AdditionalFiles.Add((ExampleMap.MapPath, ExampleMap.Text(ExampleMap.File("Test0.cs", Committed, FirstIsAgents))));
        return test.RunAsync();
    }

    private static CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier> CreateEdited(string source) =>
        Create(source, ExampleMap.File("Test0.cs", Committed, FirstIsAgents));

    private static CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier> Create(string source, string letters) =>
        Create(source, ExampleMap.File("Test0.cs", TestFileMarkupParser.Parse(source).Text, letters));

    private static CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier> Create(string source, MapFile file)
    {
        var test = new CSharpAnalyzerTest<PROV010AgentWrittenMember, DefaultVerifier> { TestCode = source };
        test.TestState.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        ExampleMap.AddTo(test.TestState, ExampleMap.Text(file));
        return test;
    }
}
