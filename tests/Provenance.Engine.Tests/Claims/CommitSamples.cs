using System.Globalization;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Claims;

/// <summary>Commits made up for one question each.</summary>
internal static class CommitSamples
{
    public const string Person = "Somebody Else";
    public const string PersonEmail = "somebody@corp.invalid.org";
    public const string Claude = "Co-authored-by: Claude Opus 4.6 <noreply@anthropic.com>";
    public const string CopilotReview = "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>";

    public static CommitObject Commit(
        string message,
        string name = Person,
        string email = PersonEmail,
        string? committer = null,
        string? committerEmail = null,
        string date = "2026-07-01T12:00:00Z",
        int parents = 1)
    {
        var seconds = DateTimeOffset.Parse(date, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        return new CommitObject(
            ObjectId.Parse(new string('a', 40)),
            default,
            [.. Enumerable.Repeat(default(ObjectId), parents)],
            new CommitIdentity(name, email, seconds),
            new CommitIdentity(committer ?? name, committerEmail ?? email, seconds),
            message);
    }

    public static CommitClaims Read(CommitObject commit, ClaimOptions? options = null, Registry? registry = null) =>
        new CommitLabeler(registry ?? Registry.Default, options ?? ClaimOptions.Default).Read(commit);

    public static CommitClaims ReadMessage(string message, ClaimOptions? options = null) => Read(Commit(message), options);

    /// <summary>The agents of a message, one per line.</summary>
    public static string AgentsOf(string message) => string.Join('\n', ReadMessage(message).Agents.Select(MessageCase.Describe));

    /// <summary>Everything that leaves the stage, as text.</summary>
    public static string Output(CommitClaims claims) => string.Join(
        '\n',
        claims.Agents.Select(entry => entry.ToString()).Concat(claims.Explain().Select(evidence => evidence.ToString())).Prepend(claims.ToString()));
}
