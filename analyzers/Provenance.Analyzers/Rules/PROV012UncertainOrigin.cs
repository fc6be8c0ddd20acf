using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV012: for most of a member it is not known who wrote it, or only that an agent took part.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("What is not known cannot be written down.")]
public sealed class PROV012UncertainOrigin() : ProvenanceAnalyzer(Descriptors.PROV012UncertainOrigin)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => RegisterFiles(context, map, Check);

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        foreach (var member in file.Members(context.CancellationToken))
        {
            var shares = member.Shares(context.CancellationToken);
            var uncertain = shares.Mixed + shares.Unknown;
            if (uncertain > 0 && uncertain * 2 >= shares.Committed)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV012UncertainOrigin,
                    member.Identifier.GetLocation(),
                    shares.Mixed >= shares.Unknown ? "mixed" : "unknown",
                    Percent(shares.Agent, shares),
                    Percent(shares.Mixed, shares),
                    Percent(shares.Human, shares),
                    Percent(shares.Unknown, shares)));
            }
        }
    }

    private static string Percent(double part, OriginShares shares) => AgentShare.PercentOf(part, shares.Committed).ToString(CultureInfo.InvariantCulture);
}
