using System.Globalization;
using System.Text.Json;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Claims;

/// <summary>A commit of a public repository with the label and agents that it must get (Data/messages.jsonl); people in it are renamed.</summary>
public sealed record MessageCase(string Repository, CommitObject Commit, string Label, IReadOnlyList<string> Agents)
{
    public static IReadOnlyList<MessageCase> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Claims", "Data", "messages.jsonl")).Select(Read),
    ];

    public string Name => Repository + "@" + Commit.Id.Short;

    /// <summary>An entry as one text, so that a difference can be read.</summary>
    public static string Describe(AgentEntry entry) =>
        string.Join(' ', entry.Agent, entry.Surface, entry.Model ?? "-", ClaimWords.Of(entry.Role), ClaimWords.Of(entry.Confidence));

    private static MessageCase Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var expected = root.GetProperty("expect");
        var commit = new CommitObject(
            ObjectId.Parse(Text(root, "commit")),
            default,
            [default],
            Identity(root, "author", "authorDate"),
            Identity(root, "committer", "committerDate"),
            Text(root, "message"));
        return new MessageCase(
            Text(root, "repo"),
            commit,
            Text(expected, "label"),
            [
                .. expected.GetProperty("agents").EnumerateArray().Select(agent => string.Join(
                    ' ',
                    Text(agent, "agent"),
                    Text(agent, "surface"),
                    agent.GetProperty("model").GetString() ?? "-",
                    Text(agent, "role"),
                    Text(agent, "confidence"))),
            ]);
    }

    private static CommitIdentity Identity(JsonElement root, string who, string when)
    {
        var identity = root.GetProperty(who);
        var seconds = DateTimeOffset.Parse(Text(root, when), CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        return new CommitIdentity(Text(identity, "name"), Text(identity, "email"), seconds);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
