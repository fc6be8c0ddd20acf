using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Provenance.Engine.Policy;

/// <summary>Reads a policy and the files that it names, from bytes.</summary>
public static class PolicyLoader
{
    /// <param name="policy">Content of the policy file; null when it is named but cannot be read.</param>
    /// <param name="displayPath">Name of the policy in problems, repository-relative.</param>
    /// <param name="readRepositoryFile">
    /// Content of a repository-relative path, or null. It may stop after <see cref="Limits.MaxBytes"/> + 1 bytes. For a review of a change it reads the base, not the change.
    /// </param>
    /// <param name="knownAgents">Agent ids of the registry; null leaves names unchecked.</param>
    public static LoadedPolicy Load(byte[]? policy, string displayPath, Func<string, byte[]?> readRepositoryFile, IReadOnlyCollection<string>? knownAgents = null)
    {
        var (text, reason) = Decode(policy);
        if (text is null)
        {
            return new LoadedPolicy(ProvenancePolicy.Default, false, Overlay.Empty, Unreadable(PolicyProblemCatalog.PolicyNotUsed, displayPath, 1, 1, reason), Digest(policy), null);
        }

        var (read, problems) = PolicyReader.Read(text, displayPath, knownAgents);
        if (read is null)
        {
            return new LoadedPolicy(ProvenancePolicy.Default, false, Overlay.Empty, problems, Digest(policy), null);
        }

        var (ignored, ignoreDigest, ignoreProblems) = ReadIgnored(read, displayPath, readRepositoryFile);
        problems = problems.AddRange(ignoreProblems);
        if (read.Overlay is not { } reference)
        {
            return new LoadedPolicy(read, true, Overlay.Empty, problems, Digest(policy), null) { IgnoredRevisions = ignored, IgnoreListDigest = ignoreDigest };
        }

        var bytes = readRepositoryFile(reference.Path);
        var (overlayText, overlayReason) = Decode(bytes);
        var (overlay, overlayProblems) = overlayText is null
            ? (null, bytes is null
                ? Unreadable(PolicyProblemCatalog.OverlayNotUsed, displayPath, reference.Line, reference.Column, overlayReason)
                : Unreadable(PolicyProblemCatalog.OverlayNotUsed, reference.Path, 1, 1, overlayReason))
            : OverlayReader.Read(overlayText, reference.Path, WithOwn(knownAgents, read));
        return new LoadedPolicy(read, true, overlay ?? Overlay.Empty, problems.AddRange(overlayProblems), Digest(policy), Digest(bytes)) { IgnoredRevisions = ignored, IgnoreListDigest = ignoreDigest };
    }

    /// <summary>What the policy of a commit of the past excludes.</summary>
    /// <returns>None, too, where the policy cannot be used: what is not understood excludes nothing.</returns>
    public static ExcludedPaths ReadExcluded(ReadOnlySpan<byte> policy)
    {
        // Most policies exclude nothing, and to check all of one takes as long as to build its patterns.
        if (policy.IndexOf("exclude"u8) < 0 || Decode(policy.ToArray()).Text is not { } text)
        {
            return ExcludedPaths.None;
        }

        return PolicyReader.Read(text, PolicyLocator.FileName).Policy?.Excluded ?? ExcludedPaths.None;
    }

    private static (ImmutableArray<string> Ids, string? Digest, ImmutableArray<PolicyProblem> Problems) ReadIgnored(
        ProvenancePolicy policy, string displayPath, Func<string, byte[]?> readRepositoryFile)
    {
        if (policy.BlameIgnoreRevs is not { } reference)
        {
            return ([], null, []);
        }

        var bytes = readRepositoryFile(reference.Path);
        var (text, reason) = Decode(bytes);
        var (ids, problems) = text is not null ? IgnoreListReader.Read(text, reference.Path)
            : ([], bytes is null
                ? Unreadable(PolicyProblemCatalog.IgnoreListNotUsed, displayPath, reference.Line, reference.Column, reason)
                : Unreadable(PolicyProblemCatalog.IgnoreListNotUsed, reference.Path, 1, 1, reason));
        return (ids, Digest(bytes), problems);
    }

    private static (string? Text, string Reason) Decode(byte[]? bytes)
    {
        switch (bytes)
        {
            case null:
                return (null, "it does not exist or access is denied");
            case { Length: > Limits.MaxBytes }:
                return (null, "it is larger than 1048576 bytes");
        }

        try
        {
            var content = bytes.AsSpan();
            ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
            return (new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content.StartsWith(mark) ? content[mark.Length..] : content), "");
        }
        catch (DecoderFallbackException)
        {
            return (null, "it is not UTF-8");
        }
    }

    private static ImmutableArray<PolicyProblem> Unreadable(string codeOfAll, string file, int line, int column, string reason) =>
        [new PolicyProblem(codeOfAll, file, 1, 1, ["1"]), new PolicyProblem(PolicyProblemCatalog.CannotBeRead, file, line, column, [reason])];

    private static IReadOnlyCollection<string>? WithOwn(IReadOnlyCollection<string>? knownAgents, ProvenancePolicy policy) =>
        knownAgents is null ? null : [.. knownAgents, .. policy.Agents.OfType<Yaml.YamlMapping>().Select(agent => ((Yaml.YamlScalar)agent["id"]!).Value)];

    private static string? Digest(byte[]? bytes) => bytes is null ? null : Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
}
