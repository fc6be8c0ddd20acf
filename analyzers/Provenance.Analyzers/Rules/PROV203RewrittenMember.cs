using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV203: the map counts as many rewrites of a member within the policy's days as the policy names, and an agent wrote what stands there now.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("What keeps changing needs thought.")]
public sealed class PROV203RewrittenMember() : ProvenanceAnalyzer(Descriptors.PROV203RewrittenMember)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => RegisterFiles(context, map, Check);

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        if (file.File.Churn.Length == 0)
        {
            return;
        }

        var rewrites = file.Map.Policy.Threshold(file.File, "PROV203", PolicyDefaults.Rewrites);
        var days = file.Map.Policy.SecondThreshold(file.File, "PROV203", PolicyDefaults.RewriteDays);
        var least = RuleOptions.AgentShare(context);
        foreach (var member in file.Members(context.CancellationToken))
        {
            var line = file.Lines.CommittedLine(file.LineOf(member.Identifier.SpanStart, context.CancellationToken));
            var most = 0;
            foreach (var churn in file.File.Churn)
            {
                // Of members in members the innermost speaks: spans do not cross, and a type has none.
                most = line >= churn.FirstLine && line <= churn.LastLine ? churn.Rewrites : most;
            }

            if (most >= rewrites && member.Agent(least, context.CancellationToken) is { } agent)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV203RewrittenMember, member.Identifier.GetLocation(), agent.Agent,
                    most.ToString(CultureInfo.InvariantCulture), days.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }
}
