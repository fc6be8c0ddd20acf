using System.Globalization;

namespace Provenance.Engine.Claims;

/// <summary>The words of docs/claims.md for the terms, as JSON and text outputs print them.</summary>
public static class ClaimWords
{
    public static string Of(ClaimRole role) => role switch
    {
        ClaimRole.Author => "author",
        ClaimRole.CoAuthor => "co-author",
        ClaimRole.Assistant => "assistant",
        ClaimRole.Recorder => "recorder",
        ClaimRole.Autofix => "autofix",
        ClaimRole.Reviewer => "reviewer",
        ClaimRole.Committer => "committer",
        _ => "signer",
    };

    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };

    public static string Of(Granularity granularity) => granularity switch
    {
        Granularity.Line => "line",
        Granularity.Symbol => "symbol",
        Granularity.File => "file",
        Granularity.Commit => "commit",
        Granularity.Section => "section",
        _ => "partial",
    };

    public static string Of(ClaimSource source) => source switch
    {
        ClaimSource.Identity => "identity",
        ClaimSource.Trailer => "trailer",
        ClaimSource.Session => "session",
        ClaimSource.Marker => "marker",
        ClaimSource.Subject => "subject",
        ClaimSource.Notes => "notes/ai",
        ClaimSource.AgentTrace => "agent-trace",
        ClaimSource.Attribute => "attribute",
        ClaimSource.Comment => "comment",
        ClaimSource.Spdx => "spdx",
        ClaimSource.Overlay => "overlay",
        _ => "policy",
    };

    public static string Of(ClaimPosition position) => position.Kind switch
    {
        PositionKind.None => "none",
        PositionKind.Identity => "identity",
        PositionKind.Subject => "subject",
        PositionKind.LastBlock => "last-block",
        PositionKind.OtherParagraph => "other-paragraph",
        PositionKind.Preface => "preface",
        PositionKind.Hoisted => "hoisted",
        _ => string.Create(CultureInfo.InvariantCulture, $"squash-section({position.Section})"),
    };

    public static string Of(MessageShape shape) => shape switch
    {
        MessageShape.Plain => "plain",
        MessageShape.Divider => "divider",
        _ => "sections",
    };

    public static string Of(Label label) => label switch
    {
        Label.Agent => "agent",
        Label.Mixed => "mixed",
        Label.Human => "human",
        _ => "unknown",
    };

    public static string Of(Tier tier) => tier switch
    {
        Tier.Attested => "attested",
        Tier.Platform => "platform",
        _ => "asserted",
    };

    public static string Of(LabelReason reason) => reason switch
    {
        LabelReason.Overlay => "overlay",
        LabelReason.WholeClaim => "whole-claim",
        LabelReason.PartialClaims => "partial-claims",
        LabelReason.AuthorIsAgent => "author-is-agent",
        LabelReason.AllSections => "all-sections",
        LabelReason.SomeSections => "some-sections",
        LabelReason.Unlocated => "unlocated",
        LabelReason.Unattributed => "unattributed",
        LabelReason.Automation => "automation",
        LabelReason.NoteHuman => "note-human",
        LabelReason.NoteConflict => "note-conflict",
        _ => "no-evidence",
    };

    /// <summary>What a reason means, in one sentence without anything from the commit.</summary>
    public static string Sentence(LabelReason reason) => reason switch
    {
        LabelReason.Overlay => "The overlay labels this commit.",
        LabelReason.WholeClaim => "A claim covers the whole commit.",
        LabelReason.PartialClaims => "Every claim covers an unknown part of the commit.",
        LabelReason.AuthorIsAgent => "The author of this squash is the agent.",
        LabelReason.AllSections => "Every section that stands for a commit has a claim that covers it.",
        LabelReason.SomeSections => "Some sections have claims, others none that covers them.",
        LabelReason.Unlocated => "The claims of this squash belong to no section.",
        LabelReason.Unattributed => "Nothing claims the commit, and the policy gives such commits to people.",
        LabelReason.Automation => "Nothing claims the commit, and its author is automation.",
        LabelReason.NoteHuman => "The commit's note gives every added line to a person, and nothing claims otherwise.",
        LabelReason.NoteConflict => "The commit's note gives every added line to a person, and a claim says otherwise.",
        _ => "Nothing claims the commit.",
    };

    public static string Of(AuthorClass author) => author switch
    {
        AuthorClass.Automation => "automation",
        AuthorClass.Placeholder => "placeholder",
        AuthorClass.VendorPerson => "vendor-person",
        _ => "none",
    };

    public static string Of(Lines.LineStep step) => step switch
    {
        Lines.LineStep.Mark => "mark",
        Lines.LineStep.Record => "record",
        Lines.LineStep.Section => "section",
        Lines.LineStep.Commit => "commit",
        _ => "none",
    };

    /// <summary>Names of the set flags, in the order of their declaration.</summary>
    public static IEnumerable<string> Of(ClaimFlags flags)
    {
        (ClaimFlags Flag, string Word)[] words =
        [
            (ClaimFlags.Quoted, "quoted"),
            (ClaimFlags.IdentityConflict, "identity-conflict"),
            (ClaimFlags.VendorAddress, "vendor-address"),
            (ClaimFlags.ModelUnmapped, "model-unmapped"),
            (ClaimFlags.UnlistedBot, "unlisted-bot"),
            (ClaimFlags.MessageTruncated, "message-truncated"),
            (ClaimFlags.AgentSignedOff, "agent-signed-off"),
            (ClaimFlags.RecorderUnresolved, "recorder-unresolved"),
            (ClaimFlags.Conflict, "conflict"),
        ];
        return words.Where(word => (flags & word.Flag) != ClaimFlags.None).Select(word => word.Word);
    }
}
