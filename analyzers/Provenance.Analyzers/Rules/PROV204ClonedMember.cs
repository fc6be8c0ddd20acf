using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Clones;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV204: an agent wrote a member whose body is that of an older member but for names and literals, and mostly letter for letter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[NoCodeFix("What both become together is a question of design.")]
public sealed class PROV204ClonedMember() : ProvenanceAnalyzer(Descriptors.PROV204ClonedMember)
{
    // Below that, equal shape is the shape of the problem: a row of assignments, a table of cases.
    private const int LeastEqualPercent = 70;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map)
    {
        var compilation = context.Compilation;
        CloneIndex? index = null;
        RegisterFiles(context, map, (model, file) => Check(model, file, map, cancellation => index ??= CloneIndex.Of(compilation, cancellation)));
    }

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file, CompilationMap map, Func<CancellationToken, CloneIndex> index)
    {
        if (!file.File.HasAgentTokens)
        {
            return;
        }

        var (least, tokens) = (RuleOptions.AgentShare(context), RuleOptions.CloneTokens(context));
        foreach (var member in file.Members(context.CancellationToken))
        {
            if (member.Agent(least, context.CancellationToken) is { } agent
                && member.Shares(context.CancellationToken).Units >= tokens
                && MemberShape.Of(member.Declaration) is { } shape && shape.Units >= tokens
                && FindOlder(shape, agent, index(context.CancellationToken), map, context.CancellationToken) is { } older)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.PROV204ClonedMember,
                    member.Identifier.GetLocation(),
                    [older.Shape.Identifier.GetLocation()],
                    agent.Agent,
                    shape.Units.ToString(CultureInfo.InvariantCulture),
                    older.Percent.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static (MemberShape Shape, int Percent)? FindOlder(MemberShape shape, AgentShare agent, CloneIndex index, CompilationMap map, CancellationToken cancellationToken)
    {
        foreach (var other in index.Like(shape))
        {
            if (other.Member != shape.Member && IsOlder(other, shape, agent.Since ?? "", map, cancellationToken) && shape.PercentEqual(other) is >= LeastEqualPercent and { } percent)
            {
                return (other, percent);
            }
        }

        return null;
    }

    /// <summary>Of two members one is the copy: the one born later; on one day, or where the day is not known, the one that comes later in the order of files and lines.</summary>
    private static bool IsOlder(MemberShape other, MemberShape shape, string since, CompilationMap map, CancellationToken cancellationToken)
    {
        var tree = other.Member.SyntaxTree;
        if (map.OriginsOf(tree, cancellationToken) is not { } origins)
        {
            // History does not know it: another's file, or one of another repository.
            return true;
        }

        var line = origins.LineOf(other.Identifier.SpanStart, cancellationToken);
        if (origins.Lines.IsUncommitted(line))
        {
            return false;
        }

        var byDay = string.CompareOrdinal(origins.OriginAt(other.Identifier.SpanStart, cancellationToken)?.Birth ?? "", since);
        var byPath = byDay != 0 ? byDay : string.CompareOrdinal(tree.FilePath, shape.Member.SyntaxTree.FilePath);
        return byPath != 0 ? byPath < 0 : other.Member.SpanStart < shape.Member.SpanStart;
    }
}
