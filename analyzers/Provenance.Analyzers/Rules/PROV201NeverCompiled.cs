using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Shared.Conditions;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV201: an agent wrote most lines of a region that the preprocessor leaves out of every build.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV201NeverCompiled() : ProvenanceAnalyzer(Descriptors.PROV201NeverCompiled)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map) => RegisterFiles(context, map, Check);

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file)
    {
        var root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
        if (!root.ContainsDirectives)
        {
            return;
        }

        var text = root.SyntaxTree.GetText(context.CancellationToken);
        var elsewhere = RuleOptions.ConditionalSymbols(context);
        var isCompiledElsewhere = file.IsLinked || RuleOptions.HasSeveralFrameworks(context);
        foreach (var region in DeadRegion.In(root, symbol => isCompiledElsewhere || elsewhere.Contains(symbol)))
        {
            if (AgentOf(region, file, text, RuleOptions.AgentShare(context)) is { } agent)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.PROV201NeverCompiled, Location.Create(root.SyntaxTree, region.Text), agent));
            }
        }
    }

    // Lines, not tokens: what is left out has none.
    private static string? AgentOf(DeadRegion region, FileOrigins file, SourceText text, int leastPercent)
    {
        var linesOf = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (lines, agents) = (0, 0);
        for (var line = text.Lines.GetLineFromPosition(region.Text.Start).LineNumber; line < text.Lines.Count && text.Lines[line].Start < region.Text.End; line++)
        {
            if (text.Lines[line].ToString().Trim().Length == 0)
            {
                continue;
            }

            lines++;
            if (file.Lines.RunAt(line) is { } run && file.Map.Header.Origins[run.Origin] is { IsAgent: true } origin)
            {
                agents++;
                var agent = AgentShare.NameOf(origin);
                linesOf[agent] = 1 + (linesOf.TryGetValue(agent, out var count) ? count : 0);
            }
        }

        return agents == 0 || AgentShare.PercentOf(agents, lines) < leastPercent ? null : linesOf.OrderByDescending(static pair => pair.Value).First().Key;
    }
}
