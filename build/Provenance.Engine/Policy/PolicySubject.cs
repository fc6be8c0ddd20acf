using System.Collections.Immutable;

namespace Provenance.Engine.Policy;

/// <summary>What a rule needs to know of a piece of code.</summary>
/// <param name="Path">Repository-relative, <c>/</c> between folders.</param>
/// <param name="Agent">Registry id, or <c>unresolved</c>.</param>
/// <param name="Model"><c>provider/model</c>, or null when it is not known.</param>
/// <param name="Tier">Of the claim that decided the label.</param>
/// <param name="Reviews">Evidence of human review that was found: trailer keys, <c>HumanReviewed</c>.</param>
/// <param name="HasAttribute">A provenance attribute stands on the member or a container.</param>
public sealed record PolicySubject(string Path, Label Label, string Agent, string? Model, Tier Tier, ImmutableArray<string> Reviews, bool HasAttribute);

/// <summary>A breach of the policy, as data.</summary>
/// <param name="DiagnosticId"><c>PROV101</c> to <c>PROV105</c>.</param>
/// <param name="Rule">The rule that is broken.</param>
public sealed record PolicyFinding(string DiagnosticId, PolicySeverity Severity, PolicyRule Rule);
