using System.Text.Json;
using Provenance.Engine.Claims;
using Provenance.Engine.Ledger;
using Provenance.Engine.Reports.Check;

namespace Provenance.Engine.Reports.Review;

/// <summary>A review as JSON: docs/schema/review-1.json. Paths, ids and words of closed lists only.</summary>
public static class ReviewJson
{
    public static byte[] Write(ReviewReport review) => JsonValues.Document(json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.Id("base", review.Range.Base);
        json.Id("mergeBase", review.Range.MergeBase);
        json.Id("head", review.Range.Head);
        json.WriteStartObject("policy");
        json.WriteString("source", review.Policy.Source);
        json.WriteString("sha256", review.Policy.Digest);
        json.WriteNumber("rules", review.Policy.Rules);
        json.WriteEndObject();
        WriteLines(json, review.Lines);
        json.WriteNumber("agentLines", review.AgentLines);
        json.WriteNumber("unreviewedLines", review.UnreviewedLines);
        json.Array("files", review.Files, file => WriteFile(json, file));
        json.WriteNumber("otherFiles", review.OtherFiles);
        json.Array("commits", review.Commits, commit => WriteCommit(json, commit));
        json.Findings(review.Findings.Breaches);
        json.Array("fates", review.Fates, fate => WriteFate(json, fate));
        json.Notices(review.Notices);
    });

    internal static string Word(LineKind kind) => kind switch
    {
        LineKind.Agent => "agent",
        LineKind.Mixed => "mixed",
        LineKind.Human => "human",
        LineKind.Unknown => "unknown",
        LineKind.Carried => "carried",
        _ => "without-code",
    };

    private static void WriteLines(Utf8JsonWriter json, LineCounts lines)
    {
        json.WriteStartObject("lines");
        json.WriteNumber("agent", lines.Agent);
        json.WriteNumber("mixed", lines.Mixed);
        json.WriteNumber("human", lines.Human);
        json.WriteNumber("unknown", lines.Unknown);
        json.WriteNumber("carried", lines.Carried);
        json.WriteNumber("withoutCode", lines.WithoutCode);
        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, ReviewedFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("oldPath", file.OldPath);
        json.WriteString("scope", file.Scope is { } scope ? LedgerWords.Of(scope) : null);
        json.WriteBoolean("isRead", file.IsRead);
        WriteLines(json, file.Lines);
        json.Array("hunks", file.Hunks, hunk =>
        {
            json.WriteStartObject();
            json.WriteNumber("firstLine", hunk.FirstLine);
            json.WriteNumber("lastLine", hunk.LastLine);
            json.Array("parts", hunk.Parts, part => WritePart(json, part));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, ReviewedPart part)
    {
        json.WriteStartObject();
        json.WriteNumber("firstLine", part.FirstLine);
        json.WriteNumber("lastLine", part.LastLine);
        json.WriteString("label", Word(part.Kind));
        json.WriteString("agent", part.Origin?.Agent);
        json.WriteString("model", part.Origin?.Model);
        json.WriteString("tier", part.Origin?.Agent is null ? null : ClaimWords.Of(part.Origin.Tier));
        json.Id("commit", part.Origin?.Commit);
        json.WriteString("because", part.Origin?.Because);
        json.WritePropertyName("reviewed");
        if (part.Origin is { } origin)
        {
            json.WriteBooleanValue(origin.IsReviewed);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("codeLines", part.Lines);
        json.WriteNumber("tokens", part.Tokens);
        json.WriteNumber("agentTokens", part.AgentTokens);
        json.WriteEndObject();
    }

    private static void WriteCommit(Utf8JsonWriter json, ReviewedCommit commit)
    {
        json.WriteStartObject();
        json.Id("commit", commit.Claims.Commit);
        json.WriteString("label", ClaimWords.Of(commit.Claims.Label));
        json.WriteString("because", ClaimWords.Of(commit.Claims.Reason));
        json.WriteBoolean("reviewed", commit.HasReview);
        json.Array("evidence", commit.Claims.ExplainLabel().Deciding, evidence =>
        {
            json.WriteStartObject();
            json.WriteString("agent", evidence.Claim.Agent);
            json.WriteString("model", evidence.Claim.Model);
            json.WriteString("rule", evidence.Rule);
            json.WriteString("kind", evidence.Kind);
            json.WriteString("position", evidence.Position);
            json.WriteString("confidence", ClaimWords.Of(evidence.Claim.Confidence));
            json.WriteString("tier", ClaimWords.Of(evidence.Claim.Tier));
            json.WriteEndObject();
        });
        WriteLines(json, commit.Lines);
        json.WriteEndObject();
    }

    private static void WriteFate(Utf8JsonWriter json, Fate fate)
    {
        json.WriteStartObject();
        json.WriteString("folder", fate.Folder.Length == 0 ? "." : fate.Folder);
        json.WriteString("agent", fate.Agent);
        json.WriteBoolean("isWider", fate.IsWider);
        json.WriteNumber("days", fate.Days);
        json.Number("s", fate.Share);
        json.Number("ciLow", fate.CiLow);
        json.Number("ciHigh", fate.CiHigh);
        json.WriteNumber("atRisk", fate.AtRisk);
        json.WriteNumber("deaths", fate.Deaths);
        json.Number("effectiveClusters", fate.EffectiveDays);
        json.WriteString("reason", fate.Reason);
        json.WriteEndObject();
    }
}
