using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.Map;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV001: an argument of a provenance attribute does not have the form by which it could be read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("What was meant is not in the source.")]
public sealed class PROV001MalformedAttribute() : ProvenanceAnalyzer(Descriptors.PROV001MalformedAttribute)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) =>
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.Attribute);

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.ArgumentList is null || ProvenanceAttribute.KindOf(attribute, context.SemanticModel, context.CancellationToken) == AttributeKind.None)
        {
            return;
        }

        foreach (var (part, value) in ProvenanceAttribute.Arguments(attribute))
        {
            // No constant: the compiler complains already. Null says "not known" for every part but the agent.
            if (context.SemanticModel.GetConstantValue(value, context.CancellationToken) is { HasValue: true } constant
                && FormOf(part) is { } form
                && !(constant.Value is null && form.IsOptional)
                && !(constant.Value is string text && form.IsMet(text)))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.PROV001MalformedAttribute, value.GetLocation(), form.Name, form.Words));
            }
        }
    }

    private static Form? FormOf(string part) => part switch
    {
        ProvenanceAttribute.AgentPart => new("agent", "1 to 64 of the characters a-z 0-9 . _ -", MapFormat.IsAgent, isOptional: false),
        "Model" => new("model", "1 to 96 of the characters A-Z a-z 0-9 . _ : / + -", MapFormat.IsModel, isOptional: true),
        "Date" => new("date", "a day as yyyy-MM-dd", MapFormat.IsDay, isOptional: true),
        "Commit" => new("commit", "7 to 64 lower-case hexadecimal digits", static text => MapFormat.IsHex(text, 7, 64), isOptional: true),
        _ => null,
    };

    private sealed class Form(string name, string words, Func<string, bool> isMet, bool isOptional)
    {
        public string Name { get; } = name;

        public string Words { get; } = words;

        public Func<string, bool> IsMet { get; } = isMet;

        public bool IsOptional { get; } = isOptional;
    }
}
