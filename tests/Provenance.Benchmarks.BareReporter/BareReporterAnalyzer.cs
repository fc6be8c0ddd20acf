using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Provenance.Benchmarks.BareReporter;

/// <summary>Knows nothing and reports as often as it is told: what a diagnostic costs, whoever reports it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BareReporterAnalyzer : DiagnosticAnalyzer
{
    public const string Id = "BARE01";

    /// <summary>Key of a <c>.globalconfig</c>: how many diagnostics each file gets: on the names of its methods, then on those of their parameters. Two in one place would be one.</summary>
    public const string PerFileKey = "bare_reports_per_file";

    private static readonly DiagnosticDescriptor Rule = new(Id, "Bare report", "Written by {0} ({1}): {2} % of it", "Measuring", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(Report);
    }

    private static void Report(SemanticModelAnalysisContext context)
    {
        var tree = context.SemanticModel.SyntaxTree;
        if (!context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(PerFileKey, out var value)
            || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || tree.GetRoot(context.CancellationToken) is not CompilationUnitSyntax { Members: { Count: 1 } members }
            || members[0] is not BaseNamespaceDeclarationSyntax { Members: { Count: 1 } types }
            || types[0] is not TypeDeclarationSyntax type)
        {
            return;
        }

        var methods = type.Members.OfType<MethodDeclarationSyntax>().ToArray();
        var names = methods.Select(method => method.Identifier).Concat(methods.SelectMany(method => method.ParameterList.Parameters).Select(parameter => parameter.Identifier));
        foreach (var name in names.Take(count))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, name.GetLocation(), "claude", "anthropic/claude-opus-4-8", "100"));
        }
    }
}
