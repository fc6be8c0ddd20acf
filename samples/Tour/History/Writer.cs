namespace Tour.History;

/// <summary>Who makes a commit, and the trailer that an agent leaves in it.</summary>
internal sealed record Writer(string Name, string Email, string? Trailer = null)
{
    // People. Nothing in a message of theirs says how the code came about, so their code is `unknown`.
    public static readonly Writer Ada = new("Ada Vance", "ada.vance@corp.example");
    public static readonly Writer Bo = new("Bo Lindgren", "bo.lindgren@corp.example");
    public static readonly Writer Chidi = new("Chidi Maro", "chidi.maro@corp.example");

    // Agents, as they really sign: two leave a trailer in a person's commit, one is the author itself.
    public static readonly Writer Claude = Ada with { Trailer = "Co-authored-by: Claude <noreply@anthropic.com>" };
    public static readonly Writer Cursor = Bo with { Trailer = "Co-authored-by: Cursor <cursoragent@cursor.com>" };
    public static readonly Writer Copilot = new(
        "copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com", "Co-authored-by: Chidi Maro <chidi.maro@corp.example>");
}
