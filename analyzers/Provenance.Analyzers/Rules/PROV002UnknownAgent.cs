using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Agents;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV002: a well-formed agent that is in neither the registry, the policy (which arrives in the map) nor the options.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV002UnknownAgent() : ProvenanceAnalyzer(Descriptors.PROV002UnknownAgent)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) =>
        context.RegisterSyntaxNodeAction(node => Check(node, map.Text.Header.Agents), SyntaxKind.Attribute);

    private static void Check(SyntaxNodeAnalysisContext context, HashSet<string> policyAgents)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.ArgumentList is null
            || ProvenanceAttribute.KindOf(attribute, context.SemanticModel, context.CancellationToken) is not (AttributeKind.AgentAuthored or AttributeKind.AgentAssisted))
        {
            return;
        }

        foreach (var (part, value) in ProvenanceAttribute.Arguments(attribute))
        {
            if (!string.Equals(part, ProvenanceAttribute.AgentPart, StringComparison.Ordinal)
                || context.SemanticModel.GetConstantValue(value, context.CancellationToken) is not { HasValue: true, Value: string agent }
                || !MapFormat.IsAgent(agent)
                || KnownAgents.Contains(agent)
                || policyAgents.Contains(agent))
            {
                continue;
            }

            var configured = RuleOptions.KnownAgents(context.Options.AnalyzerConfigOptionsProvider.GetOptions(value.SyntaxTree)).ToList();
            if (!configured.Contains(agent, StringComparer.Ordinal))
            {
                var nearest = NearestAgent.Of(agent, policyAgents.Concat(configured));
                var properties = nearest is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(RuleProperties.Agent, nearest);
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.PROV002UnknownAgent, value.GetLocation(), properties, agent));
            }
        }
    }
}
