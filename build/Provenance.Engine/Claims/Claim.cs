namespace Provenance.Engine.Claims;

/// <summary>One evidence read by one rule.</summary>
/// <param name="Agent">Id of the registry; <c>unresolved</c> when the evidence does not name the agent.</param>
/// <param name="Surface">The product part that left the trace, a word of the registry.</param>
/// <param name="Model"><c>provider/model</c> as on models.dev, or null.</param>
/// <param name="ModelRaw">The part of the text that the model table recognised, or null. What it does not recognise could be anybody's name and stays here.</param>
/// <param name="SessionId">A session's or recorder's key, or null.</param>
/// <param name="Rule">Id of the rule that read it.</param>
/// <param name="Key">A known trailer key in its canonical spelling, or the identity's slot; null for whole lines.</param>
/// <remarks>Holds no text of the message but model and session: no name and no address of a person can leave this stage.</remarks>
public sealed record Claim(
    string Agent,
    string Surface,
    ClaimRole Role,
    Confidence Confidence,
    string? Model,
    string? ModelRaw,
    string? SessionId,
    Tier Tier,
    ClaimSource Source,
    Granularity Granularity,
    ClaimPosition Position,
    string Rule,
    string? Key,
    ClaimFlags Flags)
{
    /// <summary>Says that the agent wrote the commit or section as a whole; every other claim is partial.</summary>
    public bool IsWhole => Role <= ClaimRole.Assistant && Confidence >= Confidence.Medium;

    /// <summary>A claim of asserted tier about lines, from outside the commit object.</summary>
    /// <param name="agent">Null when the evidence names none that the registry knows.</param>
    internal static Claim OfLines(
        RegistryAgent? agent,
        ClaimRole role,
        Confidence confidence,
        ModelName model,
        string? session,
        ClaimSource source,
        Granularity granularity,
        string rule) => new(
            agent?.Id ?? RegistryAgent.Unresolved,
            agent?.DefaultSurface ?? RegistryAgent.UnresolvedSurface,
            role,
            confidence,
            model.Id,
            model.Raw,
            ClaimText.Identifier(session),
            Tier.Asserted,
            source,
            granularity,
            new ClaimPosition(PositionKind.None),
            rule,
            Key: null,
            model.IsUnmapped ? ClaimFlags.ModelUnmapped : ClaimFlags.None);
}

/// <summary>One agent of a commit: claims equal in agent, surface and model, with their strongest role, highest confidence and tier, best granularity.</summary>
public sealed record AgentEntry(
    string Agent,
    string Surface,
    string? Model,
    ClaimRole Role,
    Granularity Granularity,
    Confidence Confidence,
    Tier Tier);

/// <summary>Which rule on which place of the commit made a claim: words of closed lists only, so that it can be printed anywhere.</summary>
public sealed record ClaimEvidence(string Rule, string Kind, string? Key, string Position, Claim Claim);
