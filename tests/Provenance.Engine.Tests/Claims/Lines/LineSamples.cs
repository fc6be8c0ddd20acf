using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Notes;

namespace Provenance.Engine.Tests.Claims.Lines;

/// <summary>Evidence about lines, made up for one question each.</summary>
internal static class LineSamples
{
    public const string Path = "src/A.cs";

    public static Claim Claim(string agent, ClaimSource source = ClaimSource.Attribute) => Engine.Claims.Claim.OfLines(
        Registry.Default.AgentsById[agent], ClaimRole.Author, Confidence.High, ModelName.None, null, source, Granularity.Line, LineRules.AgentAuthored);

    public static LineMark Mark(int first, int last, Label label, string? agent = null, ClaimSource source = ClaimSource.Attribute, string rule = LineRules.AgentAuthored) =>
        new(new LineRange(first, last), label, source, rule, agent is null ? [] : [Claim(agent, source)]);

    /// <param name="attestation">Lines of the note above its divider.</param>
    public static NoteReading Note(params string[] attestation) => new NoteReader(Registry.Default).Read(System.Text.Encoding.UTF8.GetBytes(
        string.Join('\n', attestation) + """

        ---
        {"schema_version":"authorship/3.0.0","git_ai_version":"1","sessions":{"s_a":{"agent_id":{"tool":"claude","id":"x","model":"claude-opus-4-6"}},
        "s_b":{"agent_id":{"tool":"codex","id":"x","model":"gpt-5"}},"s_m":{"agent_id":{"tool":"mock_ai","id":"x","model":"unknown"}},"s_h":{"agent_id":{"tool":"human"}}},
        "humans":{"h_a":{"author":"Somebody Else <somebody@corp.invalid.org>"}}}
        """));

    public static ImmutableArray<LineLabel> Labels(FileSources sources, CommitClaims commit, bool bornInMerge = false)
    {
        var partition = LinePartition.Of(sources);
        return [.. Enumerable.Range(1, sources.LineCount).Select(line => LineLabel.Resolve(partition.At(line), commit, bornInMerge))];
    }

    /// <summary>One letter per line: A, M, H or U.</summary>
    public static string Letters(FileSources sources, CommitClaims commit, bool bornInMerge = false) =>
        string.Concat(Labels(sources, commit, bornInMerge).Select(line => line.Label.ToString()[0]));
}
