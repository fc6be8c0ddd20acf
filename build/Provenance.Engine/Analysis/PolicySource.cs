using System.Collections.Immutable;
using System.Globalization;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.History.Ignoring;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Reads the policy that governs a folder, and the registry as the policy extends it.</summary>
public static class PolicySource
{
    public static LoadedPolicy Load(RepositoryLocation? repository, string directory, string? policyPath)
    {
        var root = repository is null ? null : PathComparison.Resolve(repository.TopLevel);
        var path = policyPath ?? PolicyLocator.Find(PathComparison.Resolve(directory), root, File.Exists);
        if (path is null)
        {
            return new LoadedPolicy(ProvenancePolicy.Default, IsUsable: true, Overlay.Empty, [], null, null);
        }

        var top = root ?? Path.GetDirectoryName(path)!;
        return Load(ReadBounded(path), DisplayName(top, path), relative => ReadInside(top, relative));
    }

    /// <summary>The policy of a commit, as its tree holds it: the nearest <c>provenance.yml</c> from a folder up to the root, with the overlay of that tree.</summary>
    /// <param name="folder">Relative to the root with <c>/</c>; <c>.</c> for the root.</param>
    public static LoadedPolicy LoadAt(CleanRoom room, ObjectId commit, string folder)
    {
        using var objects = ObjectReader.Open(room);
        for (var at = folder is "." ? "" : folder; ; at = at.LastIndexOf('/') is >= 0 and var slash ? at[..slash] : "")
        {
            var path = at.Length == 0 ? PolicyLocator.FileName : at + "/" + PolicyLocator.FileName;
            var content = ReadAt(objects, commit, path);
            if (content is not null || IsThere(objects, commit, path))
            {
                return Load(content, path, relative => ReadAt(objects, commit, relative));
            }

            if (at.Length == 0)
            {
                return new LoadedPolicy(ProvenancePolicy.Default, IsUsable: true, Overlay.Empty, [], null, null);
            }
        }
    }

    /// <summary>Reads a policy and tries what it adds to the registry: an entry that is well formed may still not go with those that are there.</summary>
    private static LoadedPolicy Load(byte[]? content, string displayPath, Func<string, byte[]?> readRepositoryFile)
    {
        var loaded = PolicyLoader.Load(content, displayPath, readRepositoryFile, [.. Registry.Default.Agents.Select(agent => agent.Id)]);
        if (!loaded.IsUsable || !ExtendsRegistry(loaded.Policy) || ReadExtension(loaded.Policy).Errors is not { IsEmpty: false } errors)
        {
            return loaded;
        }

        return new LoadedPolicy(
            ProvenancePolicy.Default, IsUsable: false, Overlay.Empty,
            [
                new PolicyProblem(PolicyProblemCatalog.PolicyNotUsed, displayPath, 1, 1, [errors.Length.ToString(CultureInfo.InvariantCulture)]),
                .. errors.Take(Policy.Limits.MaxProblems).Select(error => new PolicyProblem(PolicyProblemCatalog.EntryRefused, displayPath, error.Line, error.Column, [error.Message.TrimEnd('.')])),
            ],
            loaded.PolicyDigest, null);
    }

    // One that is there and cannot be read must not give way to the policy of another folder, or to none.
    private static bool IsThere(ObjectReader? objects, ObjectId commit, string path)
    {
        var unread = new UnreadObjects();
        return objects is not null && (TreePath.Find(objects, commit, path, unread) is not null || !unread.IsEmpty);
    }

    // A line end in a path would be a second question to git.
    private static byte[]? ReadAt(ObjectReader? objects, ObjectId commit, string path) =>
        objects is not null && !path.AsSpan().ContainsAny('\n', '\r', '\0') && objects.Read(commit, path, out var content) == ReplyKind.Whole ? content.ToArray() : null;

    /// <summary>The commits that line mode looks through.</summary>
    public static IgnoredCommits IgnoredBy(LoadedPolicy policy) =>
        policy.IgnoredRevisions.IsEmpty ? IgnoredCommits.None : new IgnoredCommits([.. policy.IgnoredRevisions.Select(ObjectId.Parse)]);

    /// <summary>The default registry with what the policy adds and disables. The policy was checked when it was read.</summary>
    public static Registry ExtendRegistry(ProvenancePolicy policy)
    {
        if (!ExtendsRegistry(policy))
        {
            return Registry.Default;
        }

        var (extension, errors) = ReadExtension(policy);
        return extension is not null ? Registry.Default.Extend(extension) : throw new ArgumentException("The policy was not checked: " + errors[0].Message, nameof(policy));
    }

    private static bool ExtendsRegistry(ProvenancePolicy policy) =>
        !policy.Agents.IsEmpty || !policy.IdentityRules.IsEmpty || !policy.Deny.IsEmpty || !policy.DisableRules.IsEmpty;

    private static (RegistryExtension? Extension, ImmutableArray<Policy.Yaml.YamlError> Errors) ReadExtension(ProvenancePolicy policy) =>
        Registry.Default.ReadExtension(Sequence(policy.Agents), Sequence(policy.IdentityRules), Sequence(policy.Deny), Sequence(policy.DisableRules));

    private static Policy.Yaml.YamlSequence? Sequence(ImmutableArray<Policy.Yaml.YamlNode> items) =>
        items.IsEmpty ? null : new Policy.Yaml.YamlSequence(items, items[0].Line, items[0].Column);

    private static string DisplayName(string top, string path) => PathComparison.RelativeTo(top, path) ?? PolicyLocator.FileName;

    private static byte[]? ReadInside(string top, string relative)
    {
        var path = Path.GetFullPath(Path.Combine(top, relative));
        return PathComparison.IsInside(path, top) ? ReadBounded(path) : null;
    }

    private static byte[]? ReadBounded(string path)
    {
        try
        {
            // A pipe or a device has no length, and reading it may never end.
            if ((File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path)).Length == 0)
            {
                return [];
            }

            using var file = File.OpenRead(path);
            var buffer = new byte[Math.Min(file.Length, Policy.Limits.MaxBytes + 1)];
            file.ReadExactly(buffer);
            return buffer;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The loader says that a named file cannot be read, with the place that names it.
            return null;
        }
    }
}
