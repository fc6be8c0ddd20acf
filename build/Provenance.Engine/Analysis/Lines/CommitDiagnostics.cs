using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>Counts what was odd in the claims of commits and their notes.</summary>
internal static class CommitDiagnostics
{
    /// <param name="isWholeHistory">False for a part, in which an id of the overlay need not be.</param>
    public static ClaimDiagnostics Of(Registry registry, LoadedPolicy policy, NoteSource notes, ImmutableArray<CommitFacts> commits, bool isWholeHistory)
    {
        var diagnostics = new ClaimDiagnostics();
        var known = new HashSet<ObjectId>(commits.Length);
        var noted = 0;
        foreach (var commit in commits)
        {
            known.Add(commit.Claims.Commit);
            diagnostics.Add(commit.Claims);
            if (commit.Note is { } note)
            {
                diagnostics.Add(note.Status);
                noted++;
            }
        }

        diagnostics.AddNotesRef(notes.HasRef, notes.HasNotes, noted);
        diagnostics.AddUnmatched(registry, commits.Select(commit => commit.Claims));
        if (!policy.Overlay.Entries.IsEmpty)
        {
            diagnostics.AddOverlay(
                policy.Overlay.Entries.Select(entry => entry.Target).OfType<CommitTarget>()
                    .Select(target => ObjectId.TryParse(target.CommitId.AsSpan(), out var id) ? id : default).Where(id => !id.IsZero),
                id => !isWholeHistory || known.Contains(id));
        }

        return diagnostics;
    }
}
