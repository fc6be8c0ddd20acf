using Provenance.Testing;

namespace Provenance.Build.Tests.Shipping;

/// <summary>A test that links, or compiles ahead of time: skipped with the reason where what publishing needs for that was not restored.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishFactAttribute : FactAttribute
{
    private static readonly string[] Packs =
    [
        "microsoft.net.illink.tasks", "microsoft.netcore.app.crossgen2." + PackageFeed.RuntimeIdentifier, "microsoft.netcore.app.runtime." + PackageFeed.RuntimeIdentifier,
    ];

    public PublishFactAttribute() => Skip = Packs
        .SelectMany(pack => new[] { PackageFeed.PackVersion, PackageFeed.NativeCompilerVersion }.Select(version => Path.Combine(pack, version)))
        .FirstOrDefault(pack => !Directory.Exists(Path.Combine(PackageFeed.RestoredPackages, pack))) is { } missing
        ? $"{missing} is not restored: restore with -p:ProvenancePublishPacks=true."
        : null;
}
