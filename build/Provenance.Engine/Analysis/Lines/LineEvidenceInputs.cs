using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Traces;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>What evidence about lines is read by, as the tree of the analysed commit and the policy say: the same for every commit of a walk.</summary>
/// <param name="Agents">The registry as the policy extends it, read when something first asks for it.</param>
/// <param name="Traces">In the order of the files' names, then of the records.</param>
/// <param name="BadTraces">Records and ranges that could not be read.</param>
/// <param name="HasUnreadTraces">There are records that cannot be read: of which lines they speak is not known.</param>
/// <param name="HasReuseFile">The tree of the analysed commit has a <c>REUSE.toml</c> at its root: only then are those of earlier trees read.</param>
/// <param name="Digest">Of all of it; empty when the default rules read a repository without any of these.</param>
internal sealed record LineEvidenceInputs(
    Lazy<Registry> Agents, LoadedPolicy Policy, ImmutableArray<TraceRange> Traces, int BadTraces, bool HasUnreadTraces, bool HasReuseFile, string Digest)
{
    public const string ReusePath = "REUSE.toml";
    private const string StandardTraces = "/.agent-trace/traces.jsonl";

    /// <param name="commit">The analysed commit.</param>
    /// <param name="unread">Receives what of it cannot be read.</param>
    public static LineEvidenceInputs Read(CleanRoom room, ObjectId commit, LoadedPolicy policy, Lazy<Registry> registry, UnreadObjects unread)
    {
        using var objects = ObjectReader.Open(room);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var isPlain = true;
        var (ranges, bad) = (ImmutableArray.CreateBuilder<TraceRange>(), 0);
        var (hasReuse, unreadTraces) = (false, new UnreadObjects());
        if (objects is not null)
        {
            hasReuse = TreePath.Find(objects, commit, ReusePath, unread) is not null;
            foreach (var file in TraceFiles(objects, commit, policy.Policy.AgentTrace, unreadTraces))
            {
                // The same when it cannot be read: only histories that were walked when it could be are stored.
                Mix($"trace {file.Blob} {room.Repository.TopLevel}");
                if (objects.Read(file.Blob, out var content, GitLimits.TreeBytes) is ReplyKind.Whole or ReplyKind.Cut)
                {
                    var reading = new TraceReader(registry.Value).Read(content, room.Repository.TopLevel);
                    ranges.AddRange(reading.Ranges);
                    bad += reading.BadRecords + reading.BadRanges;
                }
                else
                {
                    unreadTraces.Add(file.Blob);
                }
            }
        }

        unread.AddAll(unreadTraces);

        if (hasReuse)
        {
            Mix("reuse");
        }

        if (ChangesReading(policy))
        {
            Mix($"policy {policy.PolicyDigest} {policy.OverlayDigest}");
        }

        return new LineEvidenceInputs(
            registry, policy, ranges.ToImmutable(), bad, !unreadTraces.IsEmpty, hasReuse,
            isPlain ? "" : Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant());

        void Mix(string text)
        {
            isPlain = false;
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        }
    }

    // Of a policy that says nothing about claims, nothing that it says later makes a stored history a wrong one.
    private static bool ChangesReading(LoadedPolicy loaded)
    {
        var policy = loaded.Policy;
        return !policy.Agents.IsEmpty || !policy.IdentityRules.IsEmpty || !policy.Deny.IsEmpty || !policy.DisableRules.IsEmpty
            || !policy.Attributes.IsEmpty || !policy.HumanAttributes.IsEmpty || loaded.Overlay.Entries.Any(entry => entry.Target is PathTarget);
    }

    private static List<TreeFile> TraceFiles(ObjectReader objects, ObjectId commit, ImmutableArray<Glob> globs, UnreadObjects unread)
    {
        var files = new List<TreeFile>();
        if (objects.Read(commit, out var content) != ReplyKind.Whole || CommitParser.Parse(commit, content) is not { } read)
        {
            return files;
        }

        var isStandard = globs.All(glob => string.Equals(glob.Pattern, StandardTraces, StringComparison.Ordinal));
        foreach (var file in TreeFiles.List(objects, read.Tree, isStandard ? ".agent-trace" : "", unread))
        {
            if (globs.Any(glob => glob.Matches(file.Path)))
            {
                files.Add(file);
            }
        }

        if (files.Count > 1)
        {
            files.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        }

        return files;
    }
}
