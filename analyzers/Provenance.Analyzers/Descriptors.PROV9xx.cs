using Microsoft.CodeAnalysis;

namespace Provenance.Analyzers;

internal static partial class Descriptors
{
    // The other PROV9xx are notices of the build task.
    public static readonly DiagnosticDescriptor PROV901UnusableMap = new(
        "PROV901",
        "Map cannot be used",
        "The provenance map is {0}; rules that need history are off in this compilation",
        Category.Environment,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The build task writes the map before the compiler runs. Without it, the rules work from attributes alone.",
        helpLinkUri: Help("PROV901"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);
}
