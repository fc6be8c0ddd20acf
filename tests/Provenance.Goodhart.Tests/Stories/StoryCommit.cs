using System.Collections.Immutable;
using Provenance.Testing;

namespace Provenance.Goodhart.Tests.Stories;

/// <summary>A commit with its whole tree.</summary>
/// <param name="Hour">Hours since the story began.</param>
internal sealed record StoryCommit(int Hour, string Message, Tree Tree)
{
    private const string Trailer = "\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    public TestIdentity Author { get; init; } = TestIdentity.Person;

    /// <summary>Hours that the committer's clock is off.</summary>
    public int Skew { get; init; }

    /// <summary>Indices in the story; default: the commit before.</summary>
    public ImmutableArray<int> Parents { get; init; }

    public int Day => Hour / 24;

    public bool IsAgents => Message.Contains("Claude", StringComparison.Ordinal);

    public static string ByAgent(string subject) => subject + Trailer;
}
