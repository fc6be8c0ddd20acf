namespace Provenance.Engine.Claims.Notes;

/// <summary>The words for what notes are like, as outputs print them.</summary>
public static class NoteWords
{
    private static readonly (NoteFlags Flag, string Word)[] Flags =
    [
        (NoteFlags.AcceptedExceedsAdded, "accepted-exceeds-added"),
        (NoteFlags.BadEntry, "bad-entry"),
        (NoteFlags.BadRange, "bad-range"),
        (NoteFlags.DanglingHuman, "dangling-human"),
        (NoteFlags.DanglingLegacy, "dangling-legacy"),
        (NoteFlags.DanglingSession, "dangling-session"),
        (NoteFlags.DroppedTool, "dropped-tool"),
        (NoteFlags.DuplicateFile, "duplicate-file"),
        (NoteFlags.EmptyAttestation, "empty-attestation"),
        (NoteFlags.EmptyWithSessions, "empty-with-sessions"),
        (NoteFlags.LegacyKey, "legacy-key"),
        (NoteFlags.NoToolVersion, "no-tool-version"),
        (NoteFlags.OddKey, "odd-key"),
        (NoteFlags.Overlap, "overlap"),
        (NoteFlags.SentinelKey, "sentinel-key"),
        (NoteFlags.SessionWithoutTurn, "session-without-turn"),
        (NoteFlags.UnsortedRanges, "unsorted-ranges"),
    ];

    public static string Of(NoteStatus status) => status switch
    {
        NoteStatus.Ok => "ok",
        NoteStatus.NoDivider => "no-divider",
        NoteStatus.BadJson => "bad-json",
        NoteStatus.UnsupportedVersion => "unsupported-version",
        NoteStatus.Missing => "missing",
        _ => "over-limit",
    };

    public static string Of(NoteClass noteClass) => noteClass switch
    {
        NoteClass.Agent => "agent",
        NoteClass.Human => "human",
        NoteClass.Dropped => "dropped",
        _ => "unknown",
    };

    /// <summary>Names of the set flags, ordinal order.</summary>
    public static IEnumerable<string> Of(NoteFlags flags) =>
        Flags.Where(word => (flags & word.Flag) != NoteFlags.None).Select(word => word.Word);
}
