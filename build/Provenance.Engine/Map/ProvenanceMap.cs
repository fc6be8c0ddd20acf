using System.Collections.Immutable;

namespace Provenance.Engine.Map;

/// <summary>What the analyzers are told about the committed texts of one project (docs/map.md). Order carries no meaning: equal content gives equal bytes.</summary>
/// <param name="Agents">Ids of agents that the policy adds to the default registry.</param>
/// <param name="Origins">Indexed by <see cref="MapRun.Origin"/>.</param>
/// <param name="Policy">Indexed by <see cref="MapFile.Policy"/>.</param>
/// <param name="Files">At most one per path.</param>
public sealed record ProvenanceMap(
    ImmutableArray<string> Agents,
    ImmutableArray<MapOrigin> Origins,
    ImmutableArray<MapPolicyEntry> Policy,
    ImmutableArray<MapFile> Files);

/// <summary>Where tokens come from.</summary>
/// <param name="Agent">Registry or policy id, <c>[a-z0-9._-]{1,64}</c>; null when the label names none.</param>
/// <param name="Model"><c>provider/model</c>, <c>[A-Za-z0-9._:/+-]{1,96}</c>; null when not known.</param>
/// <param name="Tier">Of the claims that decided the label; null without a claim.</param>
/// <param name="Birth">UTC day on the mainline's clock; null for left-truncated tokens.</param>
/// <param name="Reviewed">A review by a person is recorded for the birth commit.</param>
/// <param name="Commit">First 12 hexadecimal digits of the birth commit; null for left-truncated tokens.</param>
public sealed record MapOrigin(
    Label Label,
    string? Agent,
    string? Model,
    MapConfidence Confidence,
    Tier? Tier,
    DateOnly? Birth,
    bool Reviewed,
    string? Commit);

/// <summary>How sure the rule is that decided the label.</summary>
public enum MapConfidence : byte
{
    None = 0,
    Low = 1,
    Medium = 2,
    High = 3,
}

/// <summary>A rule of the policy, resolved for the files that refer to it.</summary>
/// <param name="Rule">Id of the diagnostic, <c>PROVnnn</c>.</param>
/// <param name="Argument">What the rule needs to know, in the rule's own form; null when it needs nothing. Never empty.</param>
public sealed record MapPolicyEntry(string Rule, MapSeverity Severity, string? Argument);

/// <summary>How loud a policy entry is in the editor.</summary>
public enum MapSeverity : byte
{
    Hidden = 0,
    Info = 1,
    Warning = 2,
    Error = 3,
}
