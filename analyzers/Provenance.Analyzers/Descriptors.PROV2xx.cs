using Microsoft.CodeAnalysis;

namespace Provenance.Analyzers;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor PROV201NeverCompiled = new(
        "PROV201",
        "Agent-written code never compiles",
        "Written by {0}, and compiled in no build: its condition is never met",
        Category.Outcome,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The preprocessor leaves the region out whatever configuration, target framework or platform is built.",
        helpLinkUri: Help("PROV201"),
        customTags: WellKnownDiagnosticTags.Unnecessary);

    public static readonly DiagnosticDescriptor PROV202UnusedMember = new(
        "PROV202",
        "Agent-written member that nothing refers to",
        "Written by {0}; nothing in this project names it",
        Category.Outcome,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A private or internal member whose name occurs nowhere else in the project's sources, not even in a comment or a text.",
        helpLinkUri: Help("PROV202"),
        customTags: WellKnownDiagnosticTags.Unnecessary);

    public static readonly DiagnosticDescriptor PROV203RewrittenMember = new(
        "PROV203",
        "Agent-written member keeps being rewritten",
        "Written by {0}, and rewritten {1} times within {2} days",
        Category.Outcome,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Steps of the mainline that each replaced at least a fifth of the member followed each other closely.",
        helpLinkUri: Help("PROV203"));

    public static readonly DiagnosticDescriptor PROV204ClonedMember = new(
        "PROV204",
        "Agent-written clone",
        "Written by {0}, and the same as another member of this project: {1} tokens, {2} % of them letter for letter",
        Category.Outcome,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Another member has the same tokens up to names and literals. Copies have to be found and changed together.",
        helpLinkUri: Help("PROV204"));

    // PROV205 to PROV299 are free.
}
