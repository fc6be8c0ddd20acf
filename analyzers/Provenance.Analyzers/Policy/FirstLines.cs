using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Policy;

/// <summary>The first line of each member, and of top-level statements, whose agent breaks a rule of the policy.</summary>
internal static class FirstLines
{
    public static void Report(SemanticModelAnalysisContext context, FileOrigins file, DiagnosticDescriptor descriptor)
    {
        var policy = file.Map.Policy;
        if (!file.File.HasAgentTokens || !policy.Any(file.File, descriptor.Id))
        {
            return;
        }

        var text = context.SemanticModel.SyntaxTree.GetText(context.CancellationToken);
        var judged = new Dictionary<int, PolicyEntry?>();
        foreach (var (first, last) in Places(context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken), text.Lines, context.CancellationToken))
        {
            for (var line = first; line <= last; line++)
            {
                if (file.Lines.RunAt(line) is { AgentTokens: > 0 } run && Judge(run.Origin) is { } entry && text.Lines[line].ToString().Trim().Length > 0)
                {
                    var origin = file.Map.Header.Origins[run.Origin];
                    context.ReportDiagnostic(Diagnostic.Create(
                        descriptor, Location.Create(context.SemanticModel.SyntaxTree, Trimmed(text, text.Lines[line])), entry.Severity, additionalLocations: null, properties: null,
                        AgentShare.NameOf(origin), origin.Model ?? "model not recorded"));
                    break;
                }
            }
        }

        PolicyEntry? Judge(int index)
        {
            if (!judged.TryGetValue(index, out var entry))
            {
                var origin = file.Map.Header.Origins[index];
                entry = origin.IsAgent ? PolicyJudgement.Broken(policy, file.File, descriptor.Id, Facts(origin)) : null;
                judged.Add(index, entry);
            }

            return entry;
        }
    }

    // Attributes and reviews are not asked for by the two rules that look at lines.
    private static CodeFacts Facts(MappedOrigin origin) =>
        new(AgentShare.NameOf(origin), origin.Model, Math.Max(0, origin.Tier), origin.IsReviewed, hasReviewAttribute: static () => false, hasAttribute: static () => false);

    private static IEnumerable<(int First, int Last)> Places(SyntaxNode root, TextLineCollection lines, CancellationToken cancellationToken)
    {
        if (root is CompilationUnitSyntax unit && unit.Members.OfType<GlobalStatementSyntax>().ToList() is { Count: > 0 } statements)
        {
            yield return Lines(TextSpan.FromBounds(statements[0].SpanStart, statements[statements.Count - 1].Span.End));
        }

        foreach (var member in MemberDeclaration.In(root))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Attributes are no code that an agent could be forbidden to write.
            yield return Lines(TextSpan.FromBounds(MemberDeclaration.StartOf(member), member.Span.End));
        }

        (int, int) Lines(TextSpan span) => (lines.GetLineFromPosition(span.Start).LineNumber, lines.GetLineFromPosition(span.End).LineNumber);
    }

    private static TextSpan Trimmed(SourceText text, TextLine line)
    {
        var (start, end) = (line.Start, line.End);
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }
}
