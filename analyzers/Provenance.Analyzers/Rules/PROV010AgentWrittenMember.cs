using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV010: history says that an agent wrote the member, and no attribute on it or around it does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV010AgentWrittenMember() : ProvenanceAnalyzer(Descriptors.PROV010AgentWrittenMember)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map)
    {
        // Without a map nothing is known but the attributes, and those say it themselves.
        if (map.State == MapState.Usable)
        {
            context.RegisterSemanticModelAction(model => Check(model, map));
        }
    }

    private static void Check(SemanticModelAnalysisContext context, CompilationMap map)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var text = tree.GetText(context.CancellationToken);
        if (map.Find(tree) is not { HasAgentTokens: true } file || LineOrigins.Of(file, text) is not { } lines)
        {
            return;
        }

        var least = RuleOptions.AgentShare(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        foreach (var member in MemberDeclaration.In(tree.GetRoot(context.CancellationToken)))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var identifier = MemberDeclaration.IdentifierOf(member);
            if (identifier.Span.Length > 0
                && !lines.IsUncommitted(text.Lines.GetLineFromPosition(identifier.SpanStart).LineNumber)
                && MemberOrigin.Of(member, lines, text.Lines, map.Text.Header.Origins) is { } origin
                && origin.Percent >= least
                && !IsAnnotated(context, member, origin.Agent))
            {
                context.ReportDiagnostic(Report(identifier, origin));
            }
        }
    }

    private static bool IsAnnotated(SemanticModelAnalysisContext context, MemberDeclarationSyntax member, string agent) =>
        context.SemanticModel.GetDeclaredSymbol(MemberDeclaration.SymbolNodeOf(member), context.CancellationToken) is { } symbol
        && ProvenanceAttribute.NamesAgent(symbol, agent);

    private static Diagnostic Report(SyntaxToken identifier, MemberOrigin origin)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(RuleProperties.Agent, origin.Agent);
        if (origin.Model is not null)
        {
            properties = properties.Add(RuleProperties.Model, origin.Model);
        }

        return Diagnostic.Create(
            Descriptors.PROV010AgentWrittenMember,
            identifier.GetLocation(),
            properties,
            origin.Agent,
            origin.Model ?? "model not recorded",
            origin.Percent.ToString(CultureInfo.InvariantCulture),
            origin.Since ?? "an unknown day",
            MapFormat.Tiers[origin.Tier]);
    }
}
