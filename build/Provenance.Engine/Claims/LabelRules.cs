using System.Collections.Immutable;

namespace Provenance.Engine.Claims;

/// <summary>A label and how it came about.</summary>
internal readonly record struct LabelDecision(Label Label, LabelReason Reason, double Ratio, int CountedSections, int AgentSections);

/// <summary>The label of a commit from its claims (docs/claims.md, "The label of a commit").</summary>
internal static class LabelRules
{
    /// <param name="claims">All claims of the commit but an overlay's.</param>
    /// <param name="countedSections">Numbers of the squash sections that stand for a commit of their own.</param>
    public static LabelDecision Decide(
        IReadOnlyCollection<Claim> claims,
        MessageShape shape,
        IReadOnlyCollection<int> countedSections,
        AuthorClass author,
        OverlayLabel? overlay,
        ClaimOptions options)
    {
        var decision = Judge(claims, shape, countedSections, options);
        if (overlay is not null)
        {
            return decision with { Label = overlay.Label, Reason = LabelReason.Overlay };
        }

        if (decision.Label != Label.Unknown)
        {
            return decision;
        }

        return author == AuthorClass.Automation ? decision with { Reason = LabelReason.Automation }
            : options.UnattributedIsHuman ? decision with { Label = Label.Human, Reason = LabelReason.Unattributed }
            : decision;
    }

    /// <summary>The claims by which a label was decided, in their order: its tier is the highest of theirs.</summary>
    public static ImmutableArray<Claim> Deciding(LabelReason reason, ImmutableArray<Claim> claims) => reason switch
    {
        LabelReason.Overlay => [.. claims.Where(claim => claim.Source == ClaimSource.Overlay)],
        LabelReason.WholeClaim => [.. claims.Where(claim => claim.IsWhole && claim.Source != ClaimSource.Overlay)],
        LabelReason.AuthorIsAgent => [.. claims.Where(claim => claim is { IsWhole: true, Source: ClaimSource.Identity, Role: ClaimRole.Author })],
        LabelReason.AllSections => [.. claims.Where(claim => claim is { IsWhole: true, Position.Kind: PositionKind.SquashSection })],
        LabelReason.SomeSections => [.. claims.Where(claim => claim.Position.Kind == PositionKind.SquashSection)],
        LabelReason.PartialClaims or LabelReason.Unlocated or LabelReason.NoteConflict => [.. claims.Where(claim => claim.Source != ClaimSource.Overlay)],
        _ => [],
    };

    /// <summary>The labels of the sections that stand for commits of their own.</summary>
    public static ImmutableArray<SectionLabel> Sections(ImmutableArray<Claim> claims, IReadOnlyCollection<int> countedSections)
    {
        var bySection = claims.Where(claim => claim.Position.Kind == PositionKind.SquashSection).ToLookup(claim => claim.Position.Section);
        return
        [
            .. countedSections.Select(section => new SectionLabel(
                section,
                bySection[section].Any(claim => claim.IsWhole) ? Label.Agent : bySection[section].Any() ? Label.Mixed : Label.Unknown)),
        ];
    }

    private static LabelDecision Judge(
        IReadOnlyCollection<Claim> claims, MessageShape shape, IReadOnlyCollection<int> countedSections, ClaimOptions options)
    {
        var isWhole = claims.Any(claim => claim.IsWhole);
        if (shape == MessageShape.Plain)
        {
            return isWhole ? new LabelDecision(Label.Agent, LabelReason.WholeClaim, 1, 0, 0)
                : claims.Count > 0 ? new LabelDecision(Label.Mixed, LabelReason.PartialClaims, 0, 0, 0)
                : new LabelDecision(Label.Unknown, LabelReason.NoEvidence, 0, 0, 0);
        }

        var withAgent = claims
            .Where(claim => claim is { IsWhole: true, Position.Kind: PositionKind.SquashSection })
            .Select(claim => claim.Position.Section)
            .ToHashSet();
        var counted = countedSections.Count;
        var agent = countedSections.Count(withAgent.Contains);
        var decision = new LabelDecision(Label.Mixed, LabelReason.SomeSections, counted == 0 ? 0 : (double)agent / counted, counted, agent);
        if (claims.Any(claim => claim is { IsWhole: true, Source: ClaimSource.Identity, Role: ClaimRole.Author }))
        {
            return decision with { Label = Label.Agent, Reason = LabelReason.AuthorIsAgent };
        }

        if (counted > 0 && agent == counted)
        {
            return decision with { Label = Label.Agent, Reason = LabelReason.AllSections };
        }

        if (claims.Count == 0)
        {
            return decision with { Label = Label.Unknown, Reason = LabelReason.NoEvidence };
        }

        // A repository may know that its pull requests' text, which stands for all their commits, speaks for all of them.
        return shape == MessageShape.Divider && isWhole && options.UnlocatedSquashIsAgent
            ? decision with { Label = Label.Agent, Reason = LabelReason.Unlocated }
            : claims.Any(claim => claim.Position.Kind == PositionKind.SquashSection) ? decision
            : decision with { Reason = LabelReason.Unlocated };
    }
}
