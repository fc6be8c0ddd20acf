using System.Globalization;
using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.History;
using Provenance.Engine.Ledger;

namespace Provenance.Engine.Reports;

/// <summary>The chain of evidence in sentences.</summary>
public static class ExplainText
{
    public static string Write(Explanation explanation)
    {
        var text = new StringBuilder();
        var column = explanation.Column is { } value ? string.Create(CultureInfo.InvariantCulture, $":{value}") : "";
        text.Append(CultureInfo.InvariantCulture, $"{TerminalText.Encode(explanation.Path)}:{explanation.Line}{column} at {explanation.Rev.Short}\n");
        var table = new TextTable()
            .Words("unit", Unit(explanation))
            .Words("label", Label(explanation))
            .Words("commit", explanation.Origin.Commit?.ToString() ?? (explanation.IsTruncated ? "older than the history that is here" : "not known"));
        table
            .Words("because", Because(explanation))
            .Words("born", explanation.IsTruncated ? "behind the boundary of the shallow clone"
                : explanation.IsUnread ? $"at {explanation.BornPath}, at the latest on {ReportText.Day(explanation.BornAt)}, as {Scope(explanation.Scope)}"
                : $"{ReportText.Day(explanation.BornAt)} in {explanation.BornPath}{Moved(explanation)}, as {Scope(explanation.Scope)}")
            .Words("mainline", $"since {ReportText.Day(explanation.EnteredAt)}, with {explanation.Entered.Short}");
        foreach (var evidence in explanation.IsWriterUnknown ? [] : explanation.Facts.Claims.Explain())
        {
            table.Words("evidence", EvidenceText.Of(evidence));
        }

        if (explanation is { Excluded: { } excluded, Scope: ScopeClass.Ships })
        {
            table.Words("excluded", $"by the policy as {(excluded == ScopeClass.Vendored ? "vendored" : "generated")} code, which it was not when it was born: it counts as not shipped");
        }

        table.Words("alive", $"yes, at {explanation.Rev.Short}");
        foreach (var build in explanation.Builds)
        {
            table.Words(build.Kind == RecordKind.Compiled ? "compiled" : "shipped", Build(build));
        }

        if (explanation.Builds.IsEmpty)
        {
            table.Words("built", "no record of this commit covers the line");
        }

        table.AppendTo(text);
        return text.ToString();
    }

    private static string Unit(Explanation explanation) => explanation.Unit switch
    {
        ExplainedUnit.Line => "the line as a whole: no significant token begins in it",
        ExplainedUnit.StructuralToken => "the token there, a brace, bracket or separator that carries no weight",
        _ when explanation.Column is not null => "the token there",
        _ => string.Create(CultureInfo.InvariantCulture, $"{explanation.SharedTokens} of the {explanation.Tokens} tokens of the line, which share this origin"),
    };

    private static string Label(Explanation explanation)
    {
        var origin = explanation.Origin;
        var agent = origin.Agent is { } id ? $", {id}" : "";
        var model = origin.Model is { } name ? $" ({name})" : "";
        var tier = origin.Agent is null ? "" : $", tier {ClaimWords.Of(explanation.Label.Tier)}";
        return ClaimWords.Of(origin.Label) + agent + model + tier;
    }

    private static string Because(Explanation explanation)
    {
        if (explanation.IsTruncated)
        {
            return "it was there before the first commit of this shallow clone: who wrote it is not known";
        }

        if (explanation.IsUnread)
        {
            return "an older version of the file could not be read (missing, too large, or no text), and it may have been in that: who wrote it is not known";
        }

        if (LabelText.Of(explanation.Label) is { } nearer)
        {
            return nearer;
        }

        var claims = explanation.Facts.Claims;
        var merge = explanation.Origin.Label != claims.Label ? "; the line was born in a merge, whose message may describe the merged branch" : "";
        return LabelText.Of(claims) + merge;
    }

    private static string Moved(Explanation explanation) =>
        string.Equals(explanation.BornPath, explanation.Path, StringComparison.Ordinal) ? "" : " (moved here since)";

    private static string Scope(ScopeClass scope) => scope switch
    {
        ScopeClass.Ships => "shipping code",
        ScopeClass.Test => "test code, which is not in the metric",
        ScopeClass.Generated => "generated code, which is not in the metric",
        ScopeClass.Vendored => "vendored code, which is not in the metric",
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    private static string Build(BuildTrace build)
    {
        var framework = build.TargetFramework is { } name ? " " + name : "";
        var head = $"{LedgerWords.Of(build.Class)}{Columns(build.Span)} by {build.Project}{framework} ({LedgerWords.Of(build.Kind)})";
        if (build.Class is SpanClass.Shipped or SpanClass.Reachable && !build.Holders.IsEmpty)
        {
            return head + string.Concat(build.Holders.Select(holder => $", in {Identity(holder)}{(holder.Through is { } through ? " through " + through : "")}")) + Reach(build);
        }

        return head + (build.Artifact is { } file ? $", read from {Identity(file)}" : "");
    }

    private static string Reach(BuildTrace build) => build.Class switch
    {
        SpanClass.Reachable => "; a static walk from its roots comes here",
        SpanClass.Shipped when build.IsReachabilityExamined => "; not reachable: no static walk from its roots comes here",
        SpanClass.Shipped => "; reachability not examined",
        _ => "",
    };

    // Only of lines that hold several classes.
    private static string Columns(RecordSpan span) => span.FirstColumn == 0 ? ""
        : span.EndColumn == 0 ? string.Create(CultureInfo.InvariantCulture, $" from column {span.FirstColumn}")
        : string.Create(CultureInfo.InvariantCulture, $" in columns {span.FirstColumn}–{span.EndColumn - 1}");

    // Enough to find the file again among many of its name; the record has the whole of both.
    private static string Identity(RecordArtifact file) =>
        $"{file.Path} (sha256 {file.Sha256[..12]}{(file.Mvid is { } mvid ? ", MVID " + mvid.ToString("D") : "")})";
}
