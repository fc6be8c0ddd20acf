using System.Text.Json;
using Provenance.Engine.Claims;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports;

/// <summary>Claims of commits as JSON: docs/schema/claims-1.json.</summary>
public static class ClaimsJson
{
    public static byte[] Write(ClaimsOfCommits claims) => JsonValues.Document(json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.Array("commits", claims.Commits, commit =>
        {
            json.WriteStartObject();
            json.Id("commit", commit.Commit);
            json.WriteString("label", ClaimWords.Of(commit.Label));
            json.WriteString("because", ClaimWords.Of(commit.Reason));
            json.Id("copyOf", commit.CopyOf);
            json.Agents(commit);
            json.WriteEndObject();
        });
        json.Array("notices", claims.Diagnostics, diagnostic =>
        {
            json.WriteStartObject();
            json.WriteString("kind", diagnostic.Word);
            json.WriteNumber("count", diagnostic.Count);
            json.WriteEndObject();
        });
    });

    internal static void Agents(this Utf8JsonWriter json, CommitClaims commit) => json.Array("agents", commit.Agents, entry =>
    {
        json.WriteStartObject();
        json.WriteString("agent", entry.Agent);
        json.WriteString("surface", entry.Surface);
        json.WriteString("model", entry.Model);
        json.WriteString("role", ClaimWords.Of(entry.Role));
        json.WriteString("granularity", ClaimWords.Of(entry.Granularity));
        json.WriteString("confidence", ClaimWords.Of(entry.Confidence));
        json.WriteString("tier", ClaimWords.Of(entry.Tier));
        json.Array("evidence", commit.Explain(entry), evidence =>
        {
            json.WriteStartObject();
            json.WriteString("kind", evidence.Kind);
            // The key of a trailer, else the rule: both are words of the registry.
            json.WriteString("key", evidence.Claim.Source == ClaimSource.Trailer && evidence.Key is { } key ? key.ToLowerInvariant() : evidence.Rule.ToLowerInvariant());
            json.WriteString("position", evidence.Claim.Position.Kind == PositionKind.None ? null : evidence.Position);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });
}
