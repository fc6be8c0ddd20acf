using System.Collections.Immutable;
using Provenance.Engine.Claims.Signatures;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims;

/// <summary>Reads the claims of commits: identities, message, overlay entry; then their label.</summary>
/// <remarks>Safe for concurrent use. Names and addresses are matched in memory; the only trace of them is the memory of readings that this object keeps for itself.</remarks>
public sealed class CommitLabeler
{
    private const string OverlayRule = "overlay";
    private const string OverlaySurface = "disclosed";
    private const int SecondsPerDay = 86_400;

    private readonly Registry _registry;
    private readonly ClaimOptions _options;
    private readonly IdentityReader _identities;
    private readonly MessageScanner _scanner;

    public CommitLabeler(Registry registry, ClaimOptions options)
    {
        _registry = registry;
        _options = options;
        _identities = new IdentityReader(registry);
        _scanner = new MessageScanner(registry, _identities, options.ReviewKeys);
    }

    /// <summary>Reads one commit. Any message gives a result: text that is not understood is no evidence.</summary>
    public CommitClaims Read(CommitObject commit) => Read(commit, seal: null);

    /// <summary>Reads one commit. If a platform signed it, the claim of an agent's own account there has tier <see cref="Tier.Platform"/>.</summary>
    /// <param name="seal">Checks the commit's signature (<see cref="CommitSeal.Check"/>); asked only where author or committer is such an account. Null leaves every tier asserted.</param>
    public CommitClaims Read(CommitObject commit, Func<CommitSeal>? seal)
    {
        var day = (int)Math.Clamp(FloorDays(commit.Author.UnixSeconds), int.MinValue + 1L, int.MaxValue - 1L);
        var scanned = _scanner.Scan(commit.Message, day);
        var (authorText, committerText) = (IdentityText.Of(commit.Author.Name, commit.Author.Email), IdentityText.Of(commit.Committer.Name, commit.Committer.Email));
        var author = _identities.Read(authorText, IdentitySlots.Author, day);
        var committer = _identities.Read(committerText, IdentitySlots.Committer, day);
        var place = new Evidence(new ClaimPosition(PositionKind.Identity), scanned.Layout.Shape, day, IsQuoted: false);

        var claims = new ClaimList();
        claims.Add(Vouch(ReadIdentity(author, ClaimRole.Author, author.Confidence, "author", place), author, authorText, seal));

        // An agent that committed what it wrote says so once.
        if (!author.IsAgent || !string.Equals(author.Agent, committer.Agent, StringComparison.Ordinal))
        {
            claims.Add(Vouch(ReadIdentity(committer, ClaimRole.Committer, Confidence.Low, "committer", place), committer, committerText, seal));
        }

        claims.AddRange(scanned.Claims);
        var own = claims.ToImmutable();
        var overlay = _options.Overlay.GetValueOrDefault(commit.Id);
        var authorClass = author.Denied?.Class ?? AuthorClass.None;
        int[] counted = [.. scanned.Layout.CountedSections];
        var decision = LabelRules.Decide(own, scanned.Layout.Shape, counted, authorClass, overlay, _options);
        ImmutableArray<Claim> all = overlay?.Agent is null ? own : own.Add(ReadOverlay(overlay));
        return new CommitClaims(
            commit.Id,
            decision.Label,
            decision.Reason,
            ClaimList.Summarize(all),
            all,
            decision.Ratio,
            LabelRules.Deciding(decision.Reason, all).Select(claim => claim.Tier).DefaultIfEmpty(Tier.Asserted).Max(),
            scanned.Layout.Shape,
            decision.CountedSections,
            decision.AgentSections,
            authorClass,
            own.Any(claim => claim is { IsWhole: true, Source: ClaimSource.Identity, Role: ClaimRole.Author }),
            scanned.HasReview,
            commit.Parents.Length > 1,
            all.Aggregate(
                scanned.Flags | author.Flags | committer.Flags | (commit.MessageTruncated ? ClaimFlags.MessageTruncated : ClaimFlags.None),
                (flags, claim) => flags | claim.Flags))
        {
            Sections = LabelRules.Sections(own, counted),
            AuthorDenial = author.Denied?.Id,
        };
    }

    private static Claim? Vouch(Claim? claim, IdentityReading reading, IdentityText identity, Func<CommitSeal>? seal) =>
        claim is not null && seal is not null && IdentityReader.IsAppAccount(reading, identity) && seal().Status == SealStatus.Verified
            ? claim with { Tier = Tier.Platform }
            : claim;

    private static Claim? ReadIdentity(IdentityReading reading, ClaimRole role, Confidence confidence, string slot, Evidence place) =>
        reading.Rule is { } rule
            ? place.Claim(reading.Agent, reading.Surface, role, confidence, ClaimSource.Identity, rule.Id, slot, reading.Model, flags: reading.Flags)
            : null;

    private Claim ReadOverlay(OverlayLabel overlay) => new(
        overlay.Agent!,
        _registry.AgentsById.GetValueOrDefault(overlay.Agent!)?.DefaultSurface ?? OverlaySurface,
        overlay.Label == Label.Agent ? ClaimRole.Author : ClaimRole.Assistant,
        Confidence.Medium,
        overlay.Model,
        ModelRaw: null,
        SessionId: null,
        Tier.Asserted,
        ClaimSource.Overlay,
        overlay.Label == Label.Agent ? Granularity.Commit : Granularity.Partial,
        new ClaimPosition(PositionKind.None),
        OverlayRule,
        Key: null,
        ClaimFlags.None);

    private static long FloorDays(long seconds) => seconds >= 0 ? seconds / SecondsPerDay : -((-(seconds + 1)) / SecondsPerDay) - 1;
}
