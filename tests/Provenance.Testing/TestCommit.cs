using System.Text;

namespace Provenance.Testing;

/// <summary>An identity of nobody.</summary>
public sealed record TestIdentity(string Name, string Email)
{
    public static readonly TestIdentity Person = new("Person One", "person.one@corp.example");

    public static readonly TestIdentity OtherPerson = new("Person Two", "person.two@corp.example");
}

/// <summary>What a commit says and changes. A null content deletes the path.</summary>
public sealed record TestCommit(string Message, DateTimeOffset At, params (string Path, byte[]? Content)[] Changes)
{
    public TestIdentity Author { get; init; } = TestIdentity.Person;

    public TestIdentity? Committer { get; init; }

    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>Text changes, UTF-8 without BOM.</summary>
    public static TestCommit OfText(string message, DateTimeOffset at, params (string Path, string? Content)[] changes) =>
        new(message, at, [.. changes.Select(change => (change.Path, change.Content is null ? null : Encoding.UTF8.GetBytes(change.Content)))]);
}
