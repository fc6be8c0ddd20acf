using System.Text.Json;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Claims;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports.Check;

/// <summary>Policy findings as JSON: docs/schema/check-1.json.</summary>
public static class CheckJson
{
    public static byte[] Write(CheckReport report) => JsonValues.Document(json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.Id("rev", report.Rev);
        json.WriteString("path", report.Path);
        json.WriteString("policySha256", report.PolicyDigest);
        json.WriteNumber("rules", report.Rules);
        json.WriteNumber("checkedFiles", report.Result.CheckedFiles);
        json.WriteNumber("unreadFiles", report.Result.UnreadFiles);
        json.Findings(report.Result.Breaches);
    });

    internal static void Findings(this Utf8JsonWriter json, IEnumerable<PolicyBreach> breaches) => json.Array("findings", breaches, breach =>
    {
        json.WriteStartObject();
        json.WriteString("rule", breach.Finding.DiagnosticId);
        json.WriteString("severity", BreachText.Of(breach.Finding.Severity));
        json.WriteNumber("policyRule", breach.Finding.Rule.Index);
        json.WriteNumber("policyLine", breach.Finding.Rule.Line);
        json.WriteString("path", breach.Path);
        json.WriteNumber("line", breach.Line);
        json.WriteString("member", breach.Member);
        json.WriteString("agent", breach.Agent);
        json.WriteString("model", breach.Model);
        json.WriteString("tier", ClaimWords.Of(breach.Tier));
        json.Id("commit", breach.Commit);
        json.WriteNumber("tokens", breach.Tokens);
        json.WriteNumber("allTokens", breach.AllTokens);
        json.WriteString("fingerprint", BreachText.Fingerprint(breach));
        json.WriteEndObject();
    });
}
