using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Where a walk begins.</summary>
public enum ReachRoots : byte
{
    /// <summary>At <c>Main</c>: the public members of a program are nobody's to call.</summary>
    EntryPoint = 0,

    /// <summary>At what another assembly could name: public and protected members, and internal ones when a friend that is no test may be elsewhere.</summary>
    Surface,

    /// <summary>At what <see cref="ReachOptions.Referrers"/> mention, instead of the whole surface.</summary>
    References,
}

/// <summary>An assembly whose IL is walked.</summary>
/// <param name="Image">The whole file.</param>
/// <param name="IsRoot">Its entry point or surface is a root. Others are walked from where roots lead into them.</param>
public sealed record ReachImage(ImmutableArray<byte> Image, bool IsRoot = true);

/// <summary>How a walk is done.</summary>
public sealed record ReachOptions(ReachRoots Roots)
{
    /// <summary>Names that the policy keeps: asked with <c>Namespace.Type</c> and <c>Namespace.Type.Member</c>, nested types after <c>+</c>.</summary>
    public Func<string, bool> IsIncluded { get; init; } = static _ => false;

    /// <summary>Assemblies (tests, samples) that refer to the walked ones, for <see cref="ReachRoots.References"/>; they are not walked.</summary>
    public ImmutableArray<ImmutableArray<byte>> Referrers { get; init; } = [];

    /// <summary>Filled by the walk; null when nobody asks.</summary>
    internal ReachTrace? Trace { get; init; }
}
