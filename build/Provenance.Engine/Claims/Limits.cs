namespace Provenance.Engine.Claims;

/// <summary>How much of what others wrote is read (docs/claims.md, "Input"). Beyond a limit text is no evidence; nothing fails.</summary>
public static class Limits
{
    /// <summary>Characters of a message.</summary>
    public const int Message = 1 << 20;

    /// <summary>Characters of a line; a longer one is no evidence.</summary>
    public const int Line = 4096;

    /// <summary>Characters of a trailer's value; the rest is cut.</summary>
    public const int Value = 1024;

    /// <summary>Lines that may follow an open <c>&lt;!--</c> until its end.</summary>
    public const int CommentLines = 8;

    /// <summary>Characters of a pattern in the registry or the policy.</summary>
    public const int Pattern = 1024;

    /// <summary>Entries of one list in the registry or the policy.</summary>
    public const int Entries = 10_000;

    /// <summary>Lines of a message that name the commit it was picked from.</summary>
    public const int Picks = 16;

    /// <summary>Bytes of a git-ai note; a longer one is unread.</summary>
    public const int Note = 8 << 20;

    /// <summary>Lines of a note's text; a longer one is unread.</summary>
    public const int NoteLines = 2_000_000;

    /// <summary>Bytes of one trace record; a longer one is skipped.</summary>
    public const int TraceRecord = 1 << 20;

    /// <summary>Bytes of a <c>REUSE.toml</c>; a longer one is unread.</summary>
    public const int ReuseFile = 1 << 20;

    /// <summary>Tables of a <c>REUSE.toml</c>, each of which costs a pattern; the rest is unread.</summary>
    public const int ReuseTables = 256;

    /// <summary>Arguments of one attribute that are read.</summary>
    internal const int Arguments = 64;

    /// <summary>Nesting of JSON in notes and trace records; deeper is no JSON.</summary>
    public const int JsonDepth = 32;

    /// <summary>Characters of a path in a note or trace record.</summary>
    public const int Path = 4096;

    /// <summary>Distinct identities whose reading is remembered.</summary>
    internal const int RememberedIdentities = 50_000;
}
