using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Provenance.Testing.Analyzers;

/// <summary>Runs compiler and analyzers over a solution. An exception of an analyzer, or a report under an id that it does not declare, fails the test.</summary>
internal static class Analysis
{
    /// <summary>By path, place and id. Suppressed ones are among them.</summary>
    public static async Task<AnalysisOutcome> RunAsync(Solution solution, ImmutableArray<DiagnosticAnalyzer> analyzers, IVerifier verify, CancellationToken cancellationToken)
    {
        // Flows to the threads that the analyzers run on, and ends with this method.
        CultureInfo.CurrentCulture = OddCulture.Instance;
        var all = new List<Diagnostic>();
        var ofAnalyzers = new List<(ProjectId Project, Diagnostic Diagnostic, bool IsLocal)>();
        foreach (var project in solution.Projects.OrderBy(project => project.Name, StringComparer.Ordinal))
        {
            var compilation = await project.GetCompilationAsync(cancellationToken) ?? throw new InvalidOperationException("A C# project has a compilation.");
            var failures = new List<string>();
            var options = new CompilationWithAnalyzersOptions(
                project.AnalyzerOptions,
                (exception, analyzer, _) =>
                {
                    lock (failures)
                    {
                        failures.Add($"{analyzer.GetType().Name} threw {exception}");
                    }
                },
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true);
            // Two runs: one that applies suppressors to the compiler's diagnostics too, one that knows which diagnostics belong to a single file.
            all.AddRange(await compilation.WithAnalyzers(analyzers, options).GetAllDiagnosticsAsync(cancellationToken));
            var result = await compilation.WithAnalyzers(analyzers, options).GetAnalysisResultAsync(cancellationToken);
            verify.Empty("Exceptions of analyzers", failures);
            var notLocal = result.CompilationDiagnostics.Values.SelectMany(diagnostics => diagnostics).ToHashSet();
            ofAnalyzers.AddRange(result.GetAllDiagnostics().Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => (project.Id, diagnostic, !notLocal.Contains(diagnostic))));
        }

        return new AnalysisOutcome(
            [.. all.OrderBy(diagnostic => diagnostic, DiagnosticOrder.Instance)],
            [.. ofAnalyzers.OrderBy(item => item.Diagnostic, DiagnosticOrder.Instance)]);
    }
}

/// <param name="All">Of the compiler and the analyzers, suppressed ones included.</param>
/// <param name="OfAnalyzers">Not suppressed, with the project they come from. Local: found while one file was looked at, as an editor does.</param>
internal sealed record AnalysisOutcome(ImmutableArray<Diagnostic> All, ImmutableArray<(ProjectId Project, Diagnostic Diagnostic, bool IsLocal)> OfAnalyzers);

internal sealed class DiagnosticOrder : IComparer<Diagnostic>
{
    public static DiagnosticOrder Instance { get; } = new();

    public int Compare(Diagnostic? x, Diagnostic? y)
    {
        var byPath = string.CompareOrdinal(x?.Location.SourceTree?.FilePath, y?.Location.SourceTree?.FilePath);
        var byPlace = byPath != 0 ? byPath : (x?.Location.SourceSpan ?? default).CompareTo(y?.Location.SourceSpan ?? default);
        return byPlace != 0 ? byPlace : string.CompareOrdinal(x?.Id, y?.Id);
    }
}
