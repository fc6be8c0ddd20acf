using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Tests.Map;
using Provenance.Annotations;
using Provenance.Engine.Map;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Rules;

/// <summary>Tests of rules that read a map: source with markup, and the committed text that the map describes.</summary>
internal static class MappedTest
{
    /// <param name="letters">The origins of the source's lines, which are all committed; see <see cref="ExampleMap.File"/>.</param>
    public static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Create<TAnalyzer>(string source, string letters, params MapPolicyEntry[] policy)
        where TAnalyzer : DiagnosticAnalyzer, new() => Create<TAnalyzer>(source, ExampleMap.File("Test0.cs", Plain(source), letters), policy);

    public static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Create<TAnalyzer>(string source, MapFile file, params MapPolicyEntry[] policy)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> { TestCode = source };
        Prepare(test.TestState, ExampleMap.Text(policy, file));
        return test;
    }

    /// <param name="fixedSource">Null when no fix may be offered.</param>
    public static CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> CreateFix<TAnalyzer, TFix>(string source, string letters, string? fixedSource, params MapPolicyEntry[] policy)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> { TestCode = source };
        Prepare(test.TestState, ExampleMap.Text(policy, ExampleMap.File("Test0.cs", Plain(source), letters)));
        if (fixedSource is not null)
        {
            test.FixedCode = fixedSource;
        }

        return test;
    }

    /// <summary>Attribute rules: no map at all.</summary>
    public static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> WithoutMap<TAnalyzer>(string source)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> { TestCode = source };
        test.TestState.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        return test;
    }

    public static CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> FixWithoutMap<TAnalyzer, TFix>(string source, string? fixedSource)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier> { TestCode = source };
        test.TestState.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        if (fixedSource is not null)
        {
            test.FixedCode = fixedSource;
        }

        return test;
    }

    public static void Configure(ProjectState state, string line) => state.AnalyzerConfigFiles.Add(("/0/.editorconfig", $"root = true\n[*.cs]\n{line}\n"));

    public static string Plain(string marked) => TestFileMarkupParser.Parse(marked).Text;

    /// <summary>So many times one letter, for sources whose lines all have one origin.</summary>
    public static string All(string marked, char letter) => new(letter, Plain(marked).Split('\n').Length);

    private static void Prepare(ProjectState state, string map)
    {
        state.AdditionalReferences.Add(typeof(AgentAuthoredAttribute).Assembly);
        ExampleMap.AddTo(state, map);
    }
}
