using Provenance.Engine.History;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>What the policies of the past exclude, for the history.</summary>
public sealed class PolicyScopes : IScopeRules
{
    public string FileName => PolicyLocator.FileName;

    public Func<string, ScopeClass?> Read(ReadOnlySpan<byte> content)
    {
        var excluded = PolicyLoader.ReadExcluded(content);
        return path => ScopeOf(excluded, path);
    }

    /// <summary>Null where the policy says nothing.</summary>
    internal static ScopeClass? ScopeOf(ExcludedPaths excluded, string path) =>
        excluded.AreVendored(path) ? ScopeClass.Vendored
        : excluded.AreGenerated(path) ? ScopeClass.Generated
        : null;
}
