using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Testing.Analyzers;

/// <summary>Makes a Roslyn solution of a state. File paths are the names of the files, so that editorconfig sections and maps meet them.</summary>
internal static class TestSolution
{
    public static Solution Create(Workspace workspace, ResolvedState state, ReferenceAssemblies references, ImmutableArray<DiagnosticAnalyzer> analyzers, IEnumerable<string> disabled)
    {
        var solution = workspace.CurrentSolution;
        var options = CompilationOptions(analyzers, disabled);
        var ids = state.Projects.ToDictionary(project => project.State.Name, project => ProjectId.CreateNewId(project.State.Name), StringComparer.Ordinal);
        foreach (var project in state.Projects)
        {
            var id = ids[project.State.Name];
            solution = solution
                .AddProject(ProjectInfo.Create(
                    id,
                    VersionStamp.Default,
                    project.State.Name,
                    project.State.Name,
                    LanguageNames.CSharp,
                    compilationOptions: options.WithOutputKind(project.State.OutputKind),
                    parseOptions: new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose),
                    metadataReferences: references.Resolve().Concat(project.State.AdditionalReferences)))
                .WithProjectAnalyzerReferences(id, []);
            solution = project.Sources.Aggregate(solution, (current, file) => current.AddDocument(DocumentId.CreateNewId(id, file.Name), file.Name, file.Text, filePath: file.Name));
            solution = project.State.AdditionalFiles.Aggregate(solution, (current, file) => current.AddAdditionalDocument(DocumentId.CreateNewId(id, file.filename), file.filename, file.content, filePath: file.filename));
            solution = project.State.AnalyzerConfigFiles.Aggregate(solution, (current, file) => current.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id, file.filename), file.filename, file.content, filePath: file.filename));
        }

        return state.Projects.Aggregate(solution, (current, project) => project.State.AdditionalProjectReferences.Aggregate(
            current,
            (inner, name) => inner.AddProjectReference(ids[project.State.Name], new ProjectReference(ids[name]))));
    }

    /// <summary>The same solution with something before the first line of every source.</summary>
    public static Solution Prepend(Solution solution, string prefix)
    {
        foreach (var id in solution.Projects.SelectMany(project => project.DocumentIds).ToList())
        {
            var text = solution.GetDocument(id)!.GetTextAsync().GetAwaiter().GetResult();
            solution = solution.WithDocumentText(id, text.WithChanges(new TextChange(new TextSpan(0, 0), prefix)));
        }

        return solution;
    }

    // Rules that are off by default are on in their tests.
    private static CSharpCompilationOptions CompilationOptions(ImmutableArray<DiagnosticAnalyzer> analyzers, IEnumerable<string> disabled)
    {
        var specific = analyzers
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(descriptor => !descriptor.IsEnabledByDefault)
            .GroupBy(descriptor => descriptor.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => ReportAs(group.First().DefaultSeverity), StringComparer.Ordinal);
        foreach (var id in disabled)
        {
            specific[id] = ReportDiagnostic.Suppress;
        }

        return new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: specific);
    }

    private static ReportDiagnostic ReportAs(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Hidden => ReportDiagnostic.Hidden,
        DiagnosticSeverity.Info => ReportDiagnostic.Info,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        _ => ReportDiagnostic.Error,
    };
}
