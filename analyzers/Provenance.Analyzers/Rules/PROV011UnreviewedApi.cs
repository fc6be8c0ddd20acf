using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV011: an agent wrote what other assemblies can call, and nothing says that a person looked at it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV011UnreviewedApi() : ProvenanceAnalyzer(Descriptors.PROV011UnreviewedApi)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map)
    {
        // Nobody calls a program, and a test project's methods are public for the test runner alone.
        if (context.Compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary or OutputKind.NetModule or OutputKind.WindowsRuntimeMetadata
            && !(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var isTest) && string.Equals(isTest, "true", StringComparison.OrdinalIgnoreCase)))
        {
            RegisterFiles(context, map, Check);
        }
    }

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        if (!file.File.HasAgentTokens)
        {
            return;
        }

        var least = RuleOptions.AgentShare(context);
        var reviewShare = file.Map.Policy.Threshold(file.File, "PROV011", PolicyDefaults.ReviewShare);
        foreach (var member in file.Members(context.CancellationToken))
        {
            if (member.Agent(least, context.CancellationToken) is { IsReviewed: false } agent
                && AgentShare.PercentOf(member.Shares(context.CancellationToken).Human, member.Shares(context.CancellationToken).Units) <= reviewShare
                && context.SemanticModel.GetDeclaredSymbol(MemberDeclaration.SymbolNodeOf(member.Declaration), context.CancellationToken) is { } symbol
                && IsApi(symbol)
                && !ProvenanceAttribute.SaysReviewed(member.Declaration, context.SemanticModel, context.CancellationToken))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV011UnreviewedApi, member.Identifier.GetLocation(), agent.Agent, agent.Percent.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    // An override offers nothing that its base did not.
    private static bool IsApi(ISymbol symbol)
    {
        if (symbol.IsOverride)
        {
            return false;
        }

        for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }
}
