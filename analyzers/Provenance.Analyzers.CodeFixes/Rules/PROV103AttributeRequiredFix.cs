using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Adds the attribute that the policy asks for, with the agent and model that history records.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV103AttributeRequiredFix)), Shared]
public sealed class PROV103AttributeRequiredFix() : DocumentFix("PROV103", "Add [AgentAuthored]")
{
    private protected override Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        AttributeInsertion.IsPossibleAsync(document, ProvenanceAttribute.AuthoredType, cancellationToken);

    private protected override Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        RecordedAuthorship.AddAsync(document, diagnostics, cancellationToken);
}
