namespace Provenance.Engine.Claims;

/// <summary>What the agent did, strongest first: a smaller value is the stronger role.</summary>
public enum ClaimRole : byte
{
    Author,
    CoAuthor,
    Assistant,
    Recorder,
    Autofix,
    Reviewer,
    Committer,
    Signer,
}

/// <summary>How sure the rule is that the trace comes from this agent.</summary>
public enum Confidence : byte
{
    Low,
    Medium,
    High,
}

/// <summary>How much a claim covers, the best located first. <see cref="Section"/> is a part of a squash, <see cref="Partial"/> an unknown part of the commit.</summary>
public enum Granularity : byte
{
    Line,
    Symbol,
    File,
    Commit,
    Section,
    Partial,
}

/// <summary>Where a claim was read.</summary>
public enum ClaimSource : byte
{
    Identity,
    Trailer,
    Session,
    Marker,
    Subject,
    Notes,
    AgentTrace,
    Attribute,
    Comment,
    Spdx,
    Overlay,
    Policy,
}

/// <summary>What is odd about a claim or a commit; a closed list, so that it can be counted and printed.</summary>
[Flags]
public enum ClaimFlags
{
    None = 0,

    /// <summary>The line stood behind <c>&gt;</c>: low confidence.</summary>
    Quoted = 1,

    /// <summary>An agent's address with a name that is not that agent's: one step less confidence.</summary>
    IdentityConflict = 2,

    /// <summary>The address is a model vendor's; the name says which agent used it.</summary>
    VendorAddress = 4,

    /// <summary>A rule captured a model that the table does not know.</summary>
    ModelUnmapped = 8,

    /// <summary>An app identity that neither the rules nor the named denials list.</summary>
    UnlistedBot = 16,

    MessageTruncated = 32,

    AgentSignedOff = 64,

    /// <summary>A recorder's checkpoint that does not say which agent it recorded.</summary>
    RecorderUnresolved = 128,

    /// <summary>Two sources give different labels.</summary>
    Conflict = 256,
}

/// <summary>Kinds of places in a commit; <see cref="None"/> for claims from outside it, such as an overlay.</summary>
public enum PositionKind : byte
{
    None,
    Identity,
    Subject,
    LastBlock,
    OtherParagraph,
    Preface,
    SquashSection,
    Hoisted,
}

/// <summary>Where in a commit evidence stood.</summary>
/// <param name="Section">From 1; 0 unless <paramref name="Kind"/> is <see cref="PositionKind.SquashSection"/>.</param>
public readonly record struct ClaimPosition(PositionKind Kind, int Section = 0);

/// <summary>How a message is built: one commit's, a squash whose divider stands under free text, or a squash with a section per commit.</summary>
public enum MessageShape : byte
{
    Plain,
    Divider,
    Sections,
}

/// <summary>Why the author is no agent, where the registry's denials say so.</summary>
public enum AuthorClass : byte
{
    None,
    Automation,
    Placeholder,
    VendorPerson,
}

/// <summary>Which rule of the label gave it (docs/claims.md, "The label of a commit").</summary>
public enum LabelReason : byte
{
    NoEvidence,
    Overlay,
    WholeClaim,
    PartialClaims,
    AuthorIsAgent,
    AllSections,
    SomeSections,

    /// <summary>A squash whose claims belong to no section.</summary>
    Unlocated,

    /// <summary>The policy says that unattributed commits are people's.</summary>
    Unattributed,

    /// <summary>No evidence, and the author is automation: unknown whatever the policy says.</summary>
    Automation,

    /// <summary>The commit's note gives every line that it added to a person, and nothing else claims any.</summary>
    NoteHuman,

    /// <summary>The commit's note gives every line that it added to a person, and a claim says otherwise.</summary>
    NoteConflict,
}
