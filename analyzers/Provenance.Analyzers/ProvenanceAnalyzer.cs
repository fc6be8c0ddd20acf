using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers;

/// <summary>What all rules share, decided once: they run concurrently, leave generated code alone, and know the compilation's map.</summary>
public abstract class ProvenanceAnalyzer : DiagnosticAnalyzer
{
    private protected ProvenanceAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = ImmutableArray.Create(rule);

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var map = CompilationMap.Of(start.Options, text => start.TryGetValue(text, CompilationMap.Reader, out var read) ? read : null, start.CancellationToken);
            Start(start, map);
        });
    }

    /// <summary>Registers the rule's actions for one compilation.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context, CompilationMap map);

    /// <summary>Calls <paramref name="check"/> for every file that the map describes. Without a map nothing is known but the attributes, and those say it themselves.</summary>
    private protected static void RegisterFiles(CompilationStartAnalysisContext context, CompilationMap map, Action<SemanticModelAnalysisContext, FileOrigins> check)
    {
        if (map.State == MapState.Usable)
        {
            context.RegisterSemanticModelAction(model =>
            {
                if (map.OriginsOf(model.SemanticModel.SyntaxTree, model.CancellationToken) is { } origins)
                {
                    check(model, origins);
                }
            });
        }
    }

    /// <summary>The same, where the policy has entries of the rule.</summary>
    private protected static void RegisterFilesWithPolicy(CompilationStartAnalysisContext context, CompilationMap map, string rule, Action<SemanticModelAnalysisContext, FileOrigins> check)
    {
        if (map.Text.Policy.Has(rule))
        {
            RegisterFiles(context, map, check);
        }
    }
}
