using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis.Checks;

/// <summary>A breach of the policy at a place in the source: one per rule and member.</summary>
/// <param name="Finding">The rule that is broken; never a hidden one.</param>
/// <param name="Path">Of the repository.</param>
/// <param name="Line">1-based, as git counts lines: the first such line for PROV101 and PROV102, the member's name otherwise.</param>
/// <param name="Member">Types and name, or the type whose head it is; null for code outside of types.</param>
/// <param name="Agent">Registry id, or <c>unresolved</c>.</param>
/// <param name="Tier">Of the claim that decided.</param>
/// <param name="Commit">That wrote the code; of several the one of the first token.</param>
/// <param name="Tokens">Tokens of the member by agents that break the rule.</param>
/// <param name="AllTokens">All tokens of the member.</param>
public sealed record PolicyBreach(
    PolicyFinding Finding, string Path, int Line, string? Member, string Agent, string? Model, Tier Tier, ObjectId Commit, int Tokens, int AllTokens);

/// <summary>What checking a tree against its policy gave.</summary>
/// <param name="Breaches">By path, line and rule.</param>
/// <param name="CheckedFiles">C# files that a rule holds for.</param>
/// <param name="UnreadFiles">Of these, files whose content could not be read: nothing is known about them.</param>
public sealed record PolicyCheckResult(System.Collections.Immutable.ImmutableArray<PolicyBreach> Breaches, int CheckedFiles, int UnreadFiles)
{
    /// <summary>Something of weight was found: what only informs fails nothing.</summary>
    public bool HasFindings => Breaches.Any(breach => breach.Finding.Severity >= PolicySeverity.Warning);
}
