using System.Collections.Immutable;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>The files of one artifact (a publish folder or a package) that may be assemblies.</summary>
/// <param name="Files">By ordinal path.</param>
/// <param name="IsComplete">False when the artifact could not be read to the end: what is absent may still be in it.</param>
/// <param name="Facts">How it was made.</param>
/// <param name="Notices">At most one per kind of trouble.</param>
public sealed record ArtifactContent(ImmutableArray<ArtifactFile> Files, bool IsComplete, PublishFacts Facts, ImmutableArray<Notice> Notices)
{
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
/// <param name="Path">Relative, with <c>/</c>.</param>
public sealed record ArtifactFile(string Path, AssemblyIdentity Identity);
