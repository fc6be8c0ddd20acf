using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>What a project's map was made from. Equal stamps mean that nothing needs to be done.</summary>
public static class BuildStamp
{
    public static string Of(RepositoryLocation location, LoadedPolicy policy, string projectDirectory, IReadOnlyCollection<string> sources)
    {
        var relative = sources.Select(source => Path.GetRelativePath(projectDirectory, source).Replace('\\', '/')).Order(StringComparer.Ordinal);
        return new StringBuilder("provenance-stamp 1\n")
            .Append("engine ").Append(EngineVersion.Current).Append('\n')
            .Append("head ").Append(location.Head?.ToString() ?? "-").Append('\n')
            .Append("shallow ").Append(Digest(location.ShallowContent)).Append('\n')
            .Append("notes ").Append(location.Notes.IsEmpty ? "-" : string.Join(' ', location.Notes)).Append('\n')
            .Append("policy ").Append(policy.PolicyDigest ?? "-").Append('\n')
            .Append("overlay ").Append(policy.OverlayDigest ?? "-").Append('\n')
            .Append("sources ").Append(Digest(string.Join('\n', relative))).Append('\n')
            .ToString();
    }

    private static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
