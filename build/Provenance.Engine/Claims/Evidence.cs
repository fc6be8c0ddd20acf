namespace Provenance.Engine.Claims;

/// <summary>Where a piece of text stands and how far it can be trusted.</summary>
/// <param name="Day">Of the author's date: days since 1970-01-01 UTC.</param>
/// <param name="IsQuoted">Behind a <c>&gt;</c>: somebody else's words.</param>
internal readonly record struct Evidence(ClaimPosition Position, MessageShape Shape, int Day, bool IsQuoted)
{
    /// <summary>A claim of asserted tier at this place; granularity follows from it.</summary>
    public Claim Claim(
        string agent,
        string surface,
        ClaimRole role,
        Confidence confidence,
        ClaimSource source,
        string rule,
        string? key,
        ModelName model = default,
        string? session = null,
        ClaimFlags flags = ClaimFlags.None)
    {
        confidence = IsQuoted ? Confidence.Low : confidence;
        flags |= (IsQuoted ? ClaimFlags.Quoted : ClaimFlags.None) | (model.IsUnmapped ? ClaimFlags.ModelUnmapped : ClaimFlags.None);
        var claim = new Claim(
            agent, surface, role, confidence, model.Id, model.Raw, ClaimText.Identifier(session), Tier.Asserted, source, Granularity.Partial, Position, rule, key, flags);
        return claim with { Granularity = GranularityOf(claim) };
    }

    private Granularity GranularityOf(Claim claim) => Position.Kind switch
    {
        PositionKind.SquashSection => Granularity.Section,
        PositionKind.Preface or PositionKind.Hoisted => Granularity.Partial,
        _ => claim.IsWhole && (Shape == MessageShape.Plain || claim.Role == ClaimRole.Author) ? Granularity.Commit : Granularity.Partial,
    };
}
