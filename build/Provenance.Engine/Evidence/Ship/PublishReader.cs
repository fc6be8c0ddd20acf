using System.Collections.Immutable;

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

        var content = read.DrainToImmutable();
        return new ArtifactContent(content, IsComplete: true, facts, ArtifactContent.NoticesOn(content));
    }

    internal static bool IsImageName(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);
}
