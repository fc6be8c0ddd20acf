using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Copies;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Joins a squash to the pull request that it squashed, where the clone has that too (<c>refs/pull/*/head</c>): the commit that wrote a line is then one of the pull request's.</summary>
/// <remarks>The squash becomes a merge of its parent and the pull request's head, in the private folder from which git reads and nowhere else. So whatever is true of a merge is true of it: lines come from the branch, and what no side has is the squash's own.</remarks>
internal static class SquashExpansion
{
    /// <summary>Joins what can be joined.</summary>
    /// <param name="unread">Receives heads that cannot be read.</param>
    /// <returns>A digest of what was joined: part of what a stored history depends on; empty when nothing was.</returns>
    public static string Apply(GitHost host, string directory, CleanRoom room, ObjectId tip, LoadedPolicy policy, UnreadObjects unread)
    {
        if (!policy.Policy.Squash.Expand || room.Repository.IsShallow)
        {
            return "";
        }

        var heads = RepositoryDiscovery.PullRequestHeads(host, directory);
        var revisions = RevisionList.Read(room, tip, known: null);
        if (heads.Count == 0 || revisions.Value is not { } list)
        {
            return "";
        }

        var joined = Find(room, heads, list, new CommitLabels(policy), unread);
        if (joined.IsEmpty)
        {
            return "";
        }

        if (RevisionList.ReadBeside(room, joined.Select(graft => graft.Parent), tip).Value is not { } branches)
        {
            // What one of them builds on is not there, and git does not say which: none is joined.
            unread.Add(joined[0].Parent);
            return "";
        }

        joined = AcyclicGrafts.Of(joined, list, branches);
        if (joined.IsEmpty)
        {
            return "";
        }

        room.Graft(joined);
        return Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', joined.Select(graft => $"{graft.Commit} {graft.Parent}"))))).ToLowerInvariant();
    }

    private static ImmutableArray<Graft> Find(CleanRoom room, IReadOnlyDictionary<int, ObjectId> heads, Revisions revisions, CommitLabels labels, UnreadObjects unread)
    {
        var reachable = revisions.Commits.Select(commit => commit.Id).ToHashSet();
        var joined = ImmutableArray.CreateBuilder<Graft>();
        using var objects = ObjectReader.Open(room);
        CommitReader.Visit(room, [.. revisions.Commits.Select(commit => commit.Id)], commit =>
        {
            var subject = commit.Message.AsSpan().TrimStart("\n\r ");
            var end = subject.IndexOf('\n');
            var title = (end < 0 ? subject : subject[..end]).TrimEnd();
            if (commit.Parents is [var parent]
                && PullRequestNumber.TryCut(ref title, out var number)
                && heads.TryGetValue(number, out var head)
                && !reachable.Contains(head)
                && labels.Read(commit).Claims.Shape != MessageShape.Plain
                && IsCommit(head))
            {
                joined.Add(new Graft(commit.Id, parent, head));
            }
        });
        return joined.ToImmutable();

        bool IsCommit(ObjectId head)
        {
            ReadOnlySpan<byte> content = [];
            switch (objects?.Read(head, out content))
            {
                case ReplyKind.Whole:
                    return CommitParser.Parse(head, content) is not null;
                case ReplyKind.Missing or ReplyKind.Ended:
                    unread.Add(head);
                    return false;
                default:
                    return false;
            }
        }
    }
}
