using System.Collections.Immutable;
using Provenance.Engine.Analysis;
using Provenance.Engine.Analysis.Lines;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Reports;

/// <summary>The commits whose claims are asked for.</summary>
/// <param name="WithAncestors">All that <paramref name="Tip"/> reaches, not it alone.</param>
/// <param name="Excluded">What this one reaches is left out; null leaves out nothing.</param>
public sealed record CommitSelection(ObjectId Tip, bool WithAncestors, ObjectId? Excluded);

/// <summary>Claims of commits.</summary>
/// <param name="Commits">Parents first.</param>
/// <param name="Diagnostics">What was odd while they were read.</param>
/// <param name="Notices">What could not be read.</param>
public sealed record ClaimsOfCommits(ImmutableArray<CommitClaims> Commits, ImmutableArray<ClaimDiagnostic> Diagnostics, ImmutableArray<Notice> Notices);

/// <summary>Reads the claims of commits, without their history.</summary>
public static class ClaimsQuery
{
    /// <returns>The claims, or the notice that says why there are none.</returns>
    public static Outcome<ClaimsOfCommits> Read(
        GitHost host, RepositoryLocation location, CommitSelection selection, LoadedPolicy policy)
    {
        using var room = CleanRoom.Open(host, location);
        ImmutableArray<ObjectId> ids = [selection.Tip];
        if (selection.WithAncestors)
        {
            var revisions = RevisionList.Read(room, selection.Tip, selection.Excluded);
            if (!revisions.IsSuccess)
            {
                return revisions.Notice!;
            }

            ids = [.. revisions.Value.Commits.Select(commit => commit.Id)];
        }

        var registry = PolicySource.ExtendRegistry(policy.Policy);
        var unread = new UnreadObjects();
        using var notes = new NoteSource(room, new Lazy<Registry>(registry), unread);
        using var facts = new FactsSource(room, policy, notes, cache: null);
        var labelled = facts.Complete(selection.Tip, ids, policy.Policy);
        return labelled.Value is { Facts: var commits }
            ? new ClaimsOfCommits([.. commits.Select(commit => commit.Claims)], CommitDiagnostics.Of(registry, policy, notes, commits, isWholeHistory: selection is { WithAncestors: true, Excluded: null }).All, [.. UnreadNotice.Join(facts.Notices, location, history: null, unread, facts.Unread)])
            : labelled.Notice!;
    }
}
