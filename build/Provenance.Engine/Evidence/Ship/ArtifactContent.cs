using System.Collections.Immutable;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>The files of one artifact (a publish folder, a package or an executable) that may be assemblies.</summary>
/// <param name="Files">By ordinal path.</param>
/// <param name="IsComplete">False when the artifact could not be read to the end: what is absent may still be in it.</param>
/// <param name="Facts">How it was made.</param>
/// <param name="Notices">At most one per kind of trouble.</param>
public sealed record ArtifactContent(ImmutableArray<ArtifactFile> Files, bool IsComplete, PublishFacts Facts, ImmutableArray<Notice> Notices)
{
    /// <summary>The one file that the artifact is; null for a folder, and when the file was not read whole.</summary>
    public ArtifactContainer? Container { get; init; }

    internal static ArtifactContent Unreadable(string reason) => new([], IsComplete: false, new PublishFacts(), [Notice.Of("PROV943", "1", reason)]);

    /// <summary>PROV943 once per reason, by ordinal reason.</summary>
    internal static ImmutableArray<Notice> NoticesOn(IEnumerable<ArtifactFile> files, params ReadOnlySpan<(string Reason, int Count)> more)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (Trouble(file.Identity.Kind) is { } reason)
            {
                counts[reason] = counts.GetValueOrDefault(reason) + 1;
            }
        }

        foreach (var (reason, count) in more)
        {
            if (count > 0)
            {
                counts[reason] = counts.GetValueOrDefault(reason) + count;
            }
        }

        return [.. counts.Select(pair => Notice.Of("PROV943", pair.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), pair.Key))];
    }

    // Native, reference and satellite files are in most outputs and hold no code of a compile record: nothing to report.
    private static string? Trouble(ImageKind kind) => kind switch
    {
        ImageKind.Damaged => "damaged",
        ImageKind.TooLarge => "too large",
        ImageKind.Missing => "missing",
        ImageKind.Mixed => "mixed-mode",
        _ => null,
    };
}

/// <summary>An assembly inside an artifact.</summary>
/// <param name="Path">Relative, with <c>/</c>: in the publish folder, or in the file that holds it.</param>
/// <param name="Through">The file of the publish folder that holds it, such as a single-file executable; null for a file of its own.</param>
public sealed record ArtifactFile(string Path, AssemblyIdentity Identity, string? Through = null);

/// <summary>A package or executable.</summary>
/// <param name="Path">Place in the output folder; the file name of a package.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits over the whole file.</param>
public sealed record ArtifactContainer(string Path, string Sha256);
