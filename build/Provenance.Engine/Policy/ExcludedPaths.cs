using System.Collections.Immutable;

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

    /// <param name="path">Repository-relative.</param>
    public bool Contains(string path) => AreVendored(path) || AreGenerated(path);

    /// <summary>What matches both lists is vendored.</summary>
    /// <param name="path">Repository-relative.</param>
    public bool AreVendored(string path) => Matches(Vendored, path);

    /// <param name="path">Repository-relative.</param>
    public bool AreGenerated(string path) => !AreVendored(path) && Matches(Generated, path);

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
