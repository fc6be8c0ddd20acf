using Provenance.Engine.Claims;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports;

/// <summary>The chain of evidence as JSON; paths, ids and words of closed lists only.</summary>
public static class ExplainJson
{
    public static byte[] Write(Explanation explanation) => JsonValues.Document(json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.Id("rev", explanation.Rev);
        json.WriteString("path", explanation.Path);
        json.WriteNumber("line", explanation.Line);
        json.Count("column", explanation.Column);
        json.WriteString("unit", explanation.Unit switch
        {
            ExplainedUnit.Token => "token",
            ExplainedUnit.StructuralToken => "structural-token",
            _ => "line",
        });
        json.WriteNumber("tokens", explanation.Tokens);
        json.WriteNumber("sharedTokens", explanation.SharedTokens);
        json.WriteString("label", ClaimWords.Of(explanation.Origin.Label));
        json.WriteString("agent", explanation.Origin.Agent);
        json.WriteString("model", explanation.Origin.Model);
        json.WriteString("tier", explanation.Origin.Agent is null ? null : ClaimWords.Of(explanation.Label.Tier));
        json.WriteString("because", explanation.IsTruncated ? "truncated" : explanation.IsUnread ? "unread" : explanation.Label.Rule ?? ClaimWords.Of(explanation.Facts.Claims.Reason));
        json.Id("commit", explanation.Origin.Commit);
        json.WriteString("bornPath", explanation.BornPath);
        json.Day("born", explanation.Origin.Commit is null ? null : explanation.BornAt);
        json.WriteString("scope", LedgerWords.Of(explanation.Scope));
        json.Id("entered", explanation.Entered);
        json.Day("enteredOn", explanation.EnteredAt);
        json.WriteBoolean("alive", true);
        if (explanation.IsWriterUnknown)
        {
            json.Array("agents", Array.Empty<string>(), json.WriteStringValue);
        }
        else
        {
            json.Agents(explanation.Facts.Claims);
        }

        json.Array("builds", explanation.Builds, build =>
        {
            json.WriteStartObject();
            json.WriteString("kind", LedgerWords.Of(build.Kind));
            json.WriteString("project", build.Project);
            json.WriteString("targetFramework", build.TargetFramework);
            json.WriteString("class", LedgerWords.Of(build.Class));
            json.WriteString("artifact", build.Artifact?.Path);
            json.Array("holders", build.Holders, holder =>
            {
                json.WriteStartObject();
                json.WriteString("path", holder.Path);
                json.WriteString("mvid", holder.Mvid?.ToString("D"));
                json.WriteString("sha256", holder.Sha256);
                json.WriteString("through", holder.Through);
                json.WriteEndObject();
            });
            json.WriteEndObject();
        });
    });
}
