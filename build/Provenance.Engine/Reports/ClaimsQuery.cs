using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Reports;

/// <summary>The commits whose claims are asked for.</summary>
/// <param name="WithAncestors">All that <paramref name="Tip"/> reaches, not it alone.</param>
/// <param name="Excluded">What this one reaches is left out; null leaves out nothing.</param>
public sealed record CommitSelection(ObjectId Tip, bool WithAncestors, ObjectId? Excluded);

/// <summary>Reads the claims of commits, without their history.</summary>
public static class ClaimsQuery
{
    /// <returns>Parents first; or none with the notice that says why.</returns>
    public static (ImmutableArray<CommitClaims> Commits, Notice? Notice) Read(
        GitHost host, RepositoryLocation location, CommitSelection selection, LoadedPolicy policy)
    {
        using var room = CleanRoom.Open(host, location);
        ImmutableArray<ObjectId> ids = [selection.Tip];
        if (selection.WithAncestors)
        {
            var revisions = RevisionList.Read(room, selection.Tip, selection.Excluded);
            if (!revisions.IsSuccess)
            {
                return ([], revisions.Notice);
            }

            ids = [.. revisions.Value.Commits.Select(commit => commit.Id)];
        }

        var labels = new CommitLabels(policy);
        var claims = ImmutableArray.CreateBuilder<CommitClaims>(ids.Length);
        var notice = CommitReader.Visit(room, ids, commit => claims.Add(labels.Read(commit).Claims));
        return notice is null ? (claims.MoveToImmutable(), null) : ([], notice);
    }
}
