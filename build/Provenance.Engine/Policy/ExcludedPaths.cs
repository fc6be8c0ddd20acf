using System.Collections.Immutable;
using Provenance.Engine.History;

namespace Provenance.Engine.Policy;

/// <summary>The paths that a policy's entry <c>exclude</c> takes out of the metric, and as what.</summary>
public sealed class ExcludedPaths(ImmutableArray<Glob> generated, ImmutableArray<Glob> vendored)
{
    public static readonly ExcludedPaths None = new([], []);

    /// <summary>Paths of generated code.</summary>
    public ImmutableArray<Glob> Generated { get; } = generated;

    /// <summary>Paths of code from elsewhere.</summary>
    public ImmutableArray<Glob> Vendored { get; } = vendored;

    public bool IsEmpty => Generated.IsEmpty && Vendored.IsEmpty;

    /// <summary>Reads the policy of a commit of the past.</summary>
    /// <returns>None, too, where the policy cannot be used: what is not understood excludes nothing.</returns>
    public static ExcludedPaths Read(byte[] policy)
    {
        // Most policies exclude nothing, and to check all of one takes as long as to build its patterns.
        if (policy.AsSpan().IndexOf("exclude"u8) < 0 || PolicyLoader.Decode(policy).Text is not { } text)
        {
            return None;
        }

        return PolicyReader.Read(text, PolicyLocator.FileName).Policy?.Excluded ?? None;
    }

    /// <param name="path">Repository-relative.</param>
    /// <returns>Null where the policy says nothing; what matches both lists is vendored.</returns>
    public ScopeClass? ScopeOf(string path) =>
        Matches(Vendored, path) ? ScopeClass.Vendored
        : Matches(Generated, path) ? ScopeClass.Generated
        : null;

    private static bool Matches(ImmutableArray<Glob> globs, string path)
    {
        foreach (var glob in globs)
        {
            if (glob.Matches(path))
            {
                return true;
            }
        }

        return false;
    }
}
