using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Provenance.Analyzers.Annotations;
using Provenance.Analyzers.CodeFixes.Edits;

namespace Provenance.Analyzers.CodeFixes.Rules;

/// <summary>Writes into the source what history records: <c>[AgentAuthored("agent", Model = "model")]</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PROV010AgentWrittenMemberFix)), Shared]
public sealed class PROV010AgentWrittenMemberFix() : DocumentFix("PROV010", "Add [AgentAuthored]")
{
    private protected override Task<bool> CanFixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        AttributeInsertion.IsPossibleAsync(document, ProvenanceAttribute.AuthoredType, cancellationToken);

    private protected override Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        RecordedAuthorship.AddAsync(document, diagnostics, cancellationToken);
}
