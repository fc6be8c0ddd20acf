using System.Text.Json;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Claims;
using Provenance.Engine.Ledger;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Reports.Sarif;

/// <summary>Policy findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020): what code hosts and editors show beside the lines.</summary>
/// <remarks>Paths are relative to the root of the repository. Nothing of the repository is in a message; its text stands in places and properties, as data.</remarks>
public static class SarifLog
{
    private const string Root = "%SRCROOT%";
    private const string Pages = "https://github.com/provenance-net/provenance/blob/main/docs/rules/";

    /// <summary>The key of our fingerprints. A change of what they are made of is a new number.</summary>
    public const string FingerprintKey = "provenance/v1";

    /// <param name="run">What was run, <c>check</c> for example: results of different runs replace only those of their own kind.</param>
    public static byte[] Write(IReadOnlyList<PolicyBreach> breaches, string run) => JsonValues.Document(json =>
    {
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json);
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"provenance/{run}/");
        json.WriteEndObject();
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(Root);
        WriteText(json, "description", "The root of the repository.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        var fingerprints = new Dictionary<string, int>(StringComparer.Ordinal);
        json.Array("results", breaches, breach => WriteResult(json, breach, Fingerprint(breach, fingerprints)));
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>A path of the repository as a relative reference (RFC 3986): whatever its characters, no scheme and no way out.</summary>
    public static string Uri(string path) => string.Join('/', path.Split('/').Select(segment => segment is "." or ".."
        ? segment.Replace(".", "%2E", StringComparison.Ordinal)
        : System.Uri.EscapeDataString(segment)));

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Provenance");
        json.WriteString("version", EngineVersion.Current);
        json.WriteString("informationUri", "https://github.com/provenance-net/provenance");
        json.Array("rules", BreachText.Rules, rule =>
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", rule.Name);
            WriteText(json, "shortDescription", rule.Title + ".");
            json.WriteString("helpUri", Pages + rule.Id + ".md");
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", "warning");
            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, PolicyBreach breach, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", breach.Finding.DiagnosticId);
        json.WriteNumber("ruleIndex", BreachText.Rules.Select((rule, index) => (rule, index)).First(pair => pair.rule.Id == breach.Finding.DiagnosticId).index);
        json.WriteString("level", breach.Finding.Severity switch { PolicySeverity.Error => "error", PolicySeverity.Warning => "warning", _ => "note" });
        WriteText(json, "message", BreachText.Message(breach) + ".");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(breach.Path));
        json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", breach.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        if (breach.Member is { } member)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", member);
            json.WriteString("kind", "member");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString(FingerprintKey, fingerprint);
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("agent", breach.Agent);
        json.WriteString("model", breach.Model);
        json.WriteString("tier", ClaimWords.Of(breach.Tier));
        json.Id("commit", breach.Commit);
        json.WriteNumber("tokens", breach.Tokens);
        json.WriteNumber("policyRule", breach.Finding.Rule.Index);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Code outside of members has one finding per rule and file, so that equal keys are rare: overloads that differ in nothing that the key holds.
    private static string Fingerprint(PolicyBreach breach, Dictionary<string, int> seen)
    {
        var fingerprint = BreachText.Fingerprint(breach);
        var number = seen[fingerprint] = seen.GetValueOrDefault(fingerprint) + 1;
        return number == 1 ? fingerprint : $"{fingerprint}:{Figures.Plain(number)}";
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
