using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Analyzers.Usage;

namespace Provenance.Analyzers.Rules;

/// <summary>PROV202: a private or internal member of an agent's whose name stands nowhere else in the project.</summary>
/// <remarks>
/// Names, not bindings: what is said of the one file that an editor shows must not need the whole compilation to be bound. A name in a comment, a text or a region that
/// is left out counts as a use, so that reflection, markup in texts and other configurations do not make the rule wrong.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PROV202UnusedMember() : ProvenanceAnalyzer(Descriptors.PROV202UnusedMember)
{
    private protected override void Start(CompilationStartAnalysisContext context, CompilationMap map)
    {
        var compilation = context.Compilation;
        var hasFriends = new Lazy<bool>(() => compilation.Assembly.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is "InternalsVisibleToAttribute"));
        RegisterFiles(context, map, (model, file) => Check(model, file, hasFriends));
    }

    private static void Check(SemanticModelAnalysisContext context, FileOrigins file, Lazy<bool> hasFriends)
    {
        if (!file.File.HasAgentTokens || file.IsLinked)
        {
            return;
        }

        var least = RuleOptions.AgentShare(context);
        foreach (var member in file.Members(context.CancellationToken))
        {
            var name = member.Identifier.ValueText;
            if (Removable.MayBe(member.Declaration, name)
                && member.Agent(least, context.CancellationToken) is { } agent
                && !IsNamedElsewhere(member, name, context.SemanticModel.Compilation, context.CancellationToken)
                && context.SemanticModel.GetDeclaredSymbol(MemberDeclaration.SymbolNodeOf(member.Declaration), context.CancellationToken) is { } symbol
                && Removable.Is(symbol, hasFriends.Value))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.PROV202UnusedMember, member.Identifier.GetLocation(), agent.Agent));
            }
        }
    }

    private static bool IsNamedElsewhere(MemberOrigin member, string name, Compilation compilation, CancellationToken cancellationToken)
    {
        var own = member.Declaration.SyntaxTree;
        if (TreeWords.StandsOutside(own.GetText(cancellationToken).ToString(), name, member.Declaration.FullSpan.Start, member.Declaration.FullSpan.End))
        {
            return true;
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tree != own && TreeWords.Of(tree, cancellationToken).Contain(name))
            {
                return true;
            }
        }

        return false;
    }
}
