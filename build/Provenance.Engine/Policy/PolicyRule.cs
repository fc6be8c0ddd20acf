using System.Collections.Immutable;

namespace Provenance.Engine.Policy;

/// <summary>One entry of <c>rules</c>.</summary>
/// <param name="Index">0-based place in the list.</param>
/// <param name="Line">1-based line of the entry, for SARIF.</param>
/// <param name="Paths">At least one; the rule holds for a path that any of them matches.</param>
public abstract record PolicyRule(int Index, int Line, PolicySeverity Severity, ImmutableArray<Glob> Paths)
{
    /// <summary>The id under which findings of this rule are reported, <c>PROV101</c> to <c>PROV105</c>.</summary>
    public abstract string DiagnosticId { get; }

    public bool HoldsFor(string path) => Paths.Any(glob => glob.Matches(path));
}

/// <summary>No code by these agents and models here. A model that is not known is met by <c>*</c> alone.</summary>
public sealed record ForbidRule(
    int Index, int Line, PolicySeverity Severity, ImmutableArray<Glob> Paths, ImmutableArray<NamePattern> Agents, ImmutableArray<NamePattern> Models)
    : PolicyRule(Index, Line, Severity, Paths)
{
    public override string DiagnosticId => "PROV101";
}

/// <summary>Only code by these agents and models here; several entries for one path permit their union.</summary>
public sealed record AllowRule(
    int Index, int Line, PolicySeverity Severity, ImmutableArray<Glob> Paths, ImmutableArray<NamePattern> Agents, ImmutableArray<NamePattern> Models)
    : PolicyRule(Index, Line, Severity, Paths)
{
    public override string DiagnosticId => "PROV102";
}

/// <summary>Agent-written members here must carry the attribute.</summary>
public sealed record RequireAttributeRule(int Index, int Line, PolicySeverity Severity, ImmutableArray<Glob> Paths)
    : PolicyRule(Index, Line, Severity, Paths)
{
    public override string DiagnosticId => "PROV103";
}

/// <summary>Agent-written code here must have a recorded review by a person.</summary>
/// <param name="By">Evidence that counts as review: trailer keys and <c>HumanReviewed</c> (the attribute); compared without case.</param>
public sealed record RequireReviewRule(int Index, int Line, PolicySeverity Severity, ImmutableArray<Glob> Paths, ImmutableArray<string> By)
    : PolicyRule(Index, Line, Severity, Paths)
{
    public override string DiagnosticId => "PROV104";
}

/// <summary>Claims on code here must be vouched for by at least a tier.</summary>
/// <param name="Tier">The weakest tier that is enough.</param>
public sealed record RequireTierRule(int Index, int Line, PolicySeverity Severity, ImmutableArray<Glob> Paths, Tier Tier)
    : PolicyRule(Index, Line, Severity, Paths)
{
    public override string DiagnosticId => "PROV105";
}
