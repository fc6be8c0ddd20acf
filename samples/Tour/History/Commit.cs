namespace Tour.History;

/// <summary>One commit of the shop's history.</summary>
/// <param name="Age">Days before the newest commit.</param>
/// <param name="Edits">What it does to the files, in order.</param>
internal sealed record Commit(int Age, Writer Writer, string Subject, params Action<Files>[] Edits)
{
    /// <summary>Text below the subject; the writer's trailer follows it.</summary>
    public string? Body { get; init; }

    /// <summary>Commits of a branch that this commit merges; its own tree is the mainline with their edits made again.</summary>
    public Commit[] Branch { get; init; } = [];

    public string Message => string.Join("\n\n", new[] { Subject, Body, Writer.Trailer }.Where(part => part is not null)) + "\n";
}
