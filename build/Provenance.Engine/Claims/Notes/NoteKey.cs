namespace Provenance.Engine.Claims.Notes;

/// <summary>What the form of a key says before anything is looked up.</summary>
internal enum NoteKeyKind : byte
{
    /// <summary>In the form of none of the others: the entry is skipped.</summary>
    None,

    /// <summary><c>s_…::t_…</c>: an agent's turn.</summary>
    SessionTurn,

    /// <summary><c>s_…</c> alone.</summary>
    Session,

    /// <summary><c>h_…</c>: a person.</summary>
    Human,

    /// <summary>Hexadecimal digits of any number.</summary>
    Legacy,

    /// <summary>A UUID in the place of a legacy key.</summary>
    Uuid,

    /// <summary><c>human</c>, which older versions wrote for "not AI".</summary>
    SentinelHuman,

    /// <summary><c>ai_agent</c>.</summary>
    SentinelAgent,
}

/// <summary>Tells the kinds of keys apart by their form.</summary>
internal static class NoteKey
{
    private const int MaxLength = 128;
    private const int UuidLength = 36;

    public static NoteKeyKind KindOf(string key)
    {
        if (key.Length > MaxLength)
        {
            return NoteKeyKind.None;
        }

        if (key.StartsWith("s_", StringComparison.Ordinal))
        {
            var turn = key.IndexOf("::", StringComparison.Ordinal);
            return turn < 0 ? IsName(key.AsSpan(2)) ? NoteKeyKind.Session : NoteKeyKind.None
                : IsName(key.AsSpan(2, turn - 2)) && IsName(key.AsSpan(turn + 2)) ? NoteKeyKind.SessionTurn
                : NoteKeyKind.None;
        }

        return key.StartsWith("h_", StringComparison.Ordinal) ? IsName(key.AsSpan(2)) ? NoteKeyKind.Human : NoteKeyKind.None
            : key is "human" ? NoteKeyKind.SentinelHuman
            : key is "ai_agent" ? NoteKeyKind.SentinelAgent
            : key.All(char.IsAsciiHexDigit) && key.Length > 0 ? NoteKeyKind.Legacy
            : key.Length == UuidLength && Guid.TryParseExact(key, "D", out _) ? NoteKeyKind.Uuid
            : NoteKeyKind.None;
    }

    /// <summary>The name under which <c>sessions</c>, <c>prompts</c> or <c>humans</c> list the key.</summary>
    public static string EntryOf(string key, NoteKeyKind kind) =>
        kind == NoteKeyKind.SessionTurn ? key[..key.IndexOf("::", StringComparison.Ordinal)] : key;

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return text.Length > 0;
    }
}
