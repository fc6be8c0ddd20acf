using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Tests.Map;
using Provenance.Annotations;
using Provenance.Testing.Analyzers;

namespace Provenance.Analyzers.Tests.Typing;

/// <summary>
/// A workspace that is typed into as an editor's is: one document changes by single edits, and after each only that document is asked for diagnostics and actions.
/// No language server restores from the package source that this is built from; this is what stands for one.
/// </summary>
internal sealed class EditorSession : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly ImmutableArray<DiagnosticAnalyzer> _rules;
    private readonly ImmutableArray<CodeFixProvider> _fixes;
    private DocumentId _document = null!;

    public EditorSession(string map, params (string Name, string Text)[] files)
    {
        _rules = [.. Create<DiagnosticAnalyzer>(typeof(ProvenanceAnalyzer))];
        _fixes = [.. Create<CodeFixProvider>(typeof(CodeFixes.DocumentFix))];
        var id = ProjectId.CreateNewId();
        var solution = _workspace.CurrentSolution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "App", "App", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            metadataReferences: ReferenceAssemblies.RunningRuntime.Resolve().Add(MetadataReference.CreateFromFile(typeof(AgentAuthoredAttribute).Assembly.Location))));
        foreach (var (name, text) in files)
        {
            var document = DocumentId.CreateNewId(id, name);
            _document ??= document;
            solution = solution.AddDocument(document, name, SourceText.From(text), filePath: ExampleMap.ProjectFolder + name);
        }

        solution = solution
            .AddAdditionalDocument(DocumentId.CreateNewId(id), "App.provenance.map", SourceText.From(map), filePath: ExampleMap.MapPath)
            .AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".globalconfig", SourceText.From($"""
                is_global = true
                build_property.ProjectDir = {ExampleMap.ProjectFolder}
                [{ExampleMap.MapPath}]
                build_metadata.AdditionalFiles.ProvenanceKind = map

                """), filePath: "/0/.globalconfig");
        Assert.True(_workspace.TryApplyChanges(solution));
    }

    public Document Document => _workspace.CurrentSolution.GetDocument(_document)!;

    public async Task<string> TextAsync() => (await Document.GetTextAsync()).ToString();

    /// <summary>Types at the place behind a text, one character after the other; calls <paramref name="afterEach"/> after each.</summary>
    public async Task TypeAsync(string behind, string typed, Func<Task> afterEach)
    {
        var position = (await TextAsync()).IndexOf(behind, StringComparison.Ordinal) + behind.Length;
        foreach (var character in typed)
        {
            await EditAsync(new TextChange(new TextSpan(position++, 0), character.ToString()));
            await afterEach();
        }
    }

    public async Task EditAsync(TextChange change)
    {
        var text = await Document.GetTextAsync();
        Assert.True(_workspace.TryApplyChanges(Document.WithText(text.WithChanges(change)).Project.Solution));
    }

    /// <summary>What an editor shows of the open document: diagnostics of its syntax and its meaning, not those of the end of a compilation.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync()
    {
        var failures = new List<string>();
        var compilation = (await Document.Project.GetCompilationAsync())!;
        var host = compilation.WithAnalyzers(
            _rules, new CompilationWithAnalyzersOptions(Document.Project.AnalyzerOptions, (exception, analyzer, _) => failures.Add($"{analyzer}: {exception}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var tree = (await Document.GetSyntaxTreeAsync())!;
        ImmutableArray<Diagnostic> diagnostics = [.. await host.GetAnalyzerSyntaxDiagnosticsAsync(tree, default), .. await host.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default)];
        Assert.Empty(failures);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>Each diagnostic as its id and the text that it is drawn under.</summary>
    public async Task<string[]> SquigglesAsync()
    {
        var text = await TextAsync();
        return [.. (await DiagnosticsAsync()).Select(diagnostic => $"{diagnostic.Id} {text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}")];
    }

    /// <summary>Takes the one action that is offered for the first diagnostic of an id.</summary>
    public async Task ApplyFixAsync(string id)
    {
        var diagnostic = (await DiagnosticsAsync()).First(candidate => candidate.Id == id);
        var actions = new List<CodeAction>();
        foreach (var fix in _fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(Document, diagnostic, (action, _) => actions.Add(action), default));
        }

        var operations = await Assert.Single(actions).GetOperationsAsync(default);
        Assert.True(_workspace.TryApplyChanges(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution));
    }

    public void Dispose() => _workspace.Dispose();

    private static IEnumerable<T> Create<T>(Type neighbour) => neighbour.Assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract).Select(type => (T)Activator.CreateInstance(type)!);
}
