namespace Provenance.Engine.Claims.Notes;

/// <summary>Whether a note could be read; any other value than <see cref="Ok"/> means that nothing of it counts.</summary>
public enum NoteStatus : byte
{
    Ok,

    /// <summary>No line is exactly <c>---</c>.</summary>
    NoDivider,

    /// <summary>What follows the divider is no JSON object, or nests deeper than <see cref="Limits.JsonDepth"/>.</summary>
    BadJson,

    /// <summary><c>schema_version</c> is absent or not <c>authorship/3.…</c>.</summary>
    UnsupportedVersion,

    /// <summary>Longer than <see cref="Limits.Note"/> or than <see cref="Limits.NoteLines"/>.</summary>
    OverLimit,

    /// <summary>The ref lists it, and this clone does not have it.</summary>
    Missing,
}

/// <summary>Who wrote the lines of a key.</summary>
public enum NoteClass : byte
{
    /// <summary>The note says "not AI", which is not "a person".</summary>
    Unknown,
    Agent,
    Human,

    /// <summary>Written by a tool's own tests: neither agent nor person.</summary>
    Dropped,
}

/// <summary>What is odd about a note that is read all the same; a closed list, so that it can be counted and printed.</summary>
[Flags]
public enum NoteFlags
{
    None = 0,

    /// <summary>A prompt says that more of its lines were accepted than it added.</summary>
    AcceptedExceedsAdded = 1,
    BadEntry = 2,
    BadRange = 4,
    DanglingHuman = 8,
    DanglingLegacy = 16,
    DanglingSession = 32,
    DroppedTool = 64,
    DuplicateFile = 128,
    EmptyAttestation = 256,
    EmptyWithSessions = 512,
    LegacyKey = 1024,
    NoToolVersion = 2048,

    /// <summary>A key in the form of a UUID.</summary>
    OddKey = 4096,

    /// <summary>An entry claims lines that an earlier one of another key claims.</summary>
    Overlap = 8192,
    SentinelKey = 16384,
    SessionWithoutTurn = 32768,
    UnsortedRanges = 65536,
}
