using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Reads what <c>dotnet publish</c> put out.</summary>
public static class PublishReader
{
    /// <param name="files">The resolved list of the build, not a folder listing: leftovers of earlier builds do not ship.</param>
    public static ArtifactContent Read(IEnumerable<PublishedFile> files, PublishFacts facts, CancellationToken cancellation) =>
        Read(files, facts, BoundedReader.OpenOnDisk, cancellation);

    /// <inheritdoc cref="Read(IEnumerable{PublishedFile}, PublishFacts, CancellationToken)"/>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ArtifactContent Read(IEnumerable<PublishedFile> files, PublishFacts facts, OpenFile open, CancellationToken cancellation)
    {
        var read = ImmutableArray.CreateBuilder<ArtifactFile>();
        foreach (var file in files.Where(file => IsImageName(file.RelativePath)).OrderBy(file => file.RelativePath, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            read.Add(new ArtifactFile(file.RelativePath.Replace('\\', '/'), AssemblyIdentityReader.Read(file.FullPath, open)));
        }

        var folder = new ArtifactContent(read.DrainToImmutable(), IsComplete: true, facts, []);
        var whole = facts switch
        {
            { Executable: null } => folder,
            { IsNativeAot: true } => folder with { Container = Digest(facts.Executable, open) },
            { IsSingleFile: true } => Join(folder, BundleReader.Read(facts.Executable, open, cancellation)),
            _ => folder,
        };
        return whole with { Notices = whole.Notices.AddRange(ArtifactContent.NoticesOn(folder.Files)) };
    }

    /// <summary>The bundle's assemblies and those that were published beside it.</summary>
    private static ArtifactContent Join(ArtifactContent folder, ArtifactContent bundle) => folder with
    {
        Files = [.. folder.Files.Concat(bundle.Files).OrderBy(file => file.Path, StringComparer.Ordinal).ThenBy(file => file.Through, StringComparer.Ordinal)],
        IsComplete = bundle.IsComplete,
        Container = bundle.Container,
        Notices = bundle.Notices,
    };

    private static ArtifactContainer? Digest(PublishedFile file, OpenFile open)
    {
        try
        {
            using var stream = open(file.FullPath);
            return stream is null ? null : new ArtifactContainer(file.RelativePath, AssemblyIdentityReader.Hex(SHA256.HashData(stream)));
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return null;
        }
    }

    internal static bool IsImageName(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);
}
