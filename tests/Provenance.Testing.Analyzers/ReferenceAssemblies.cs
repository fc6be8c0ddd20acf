using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Provenance.Testing.Analyzers;

/// <summary>What sources of a test compile against. No package is fetched: the assemblies of the runtime that runs the test are on the machine.</summary>
public sealed class ReferenceAssemblies
{
    private readonly Lazy<ImmutableArray<MetadataReference>> _references;

    private ReferenceAssemblies(Func<ImmutableArray<MetadataReference>> resolve) => _references = new(resolve);

    public static ReferenceAssemblies RunningRuntime { get; } = new(ResolveRunningRuntime);

    public ImmutableArray<MetadataReference> Resolve() => _references.Value;

    // The list also names the test's own assemblies, which a source under test must not see.
    private static ImmutableArray<MetadataReference> ResolveRunningRuntime()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => string.Equals(Path.GetDirectoryName(path), runtime, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
