using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.Claims.Notes;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims;

/// <summary>One kind of finding of this stage.</summary>
/// <param name="Word">Of the closed list in docs/claims.md, "What is reported"; those about a pair, a status or a rule carry it in parentheses.</param>
public readonly record struct ClaimDiagnostic(string Word, long Count);

/// <summary>Counts what was odd while claims were read: one entry per kind and run, never an error. Not safe for concurrent use.</summary>
public sealed class ClaimDiagnostics
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>By ordinal word.</summary>
    public ImmutableArray<ClaimDiagnostic> All => [.. _counts.Select(pair => new ClaimDiagnostic(pair.Key, pair.Value))];

    /// <summary>Messages and notes over a limit: the argument of PROV919.</summary>
    public long Cut => _counts.GetValueOrDefault("message-truncated") + _counts.GetValueOrDefault("notes-unread(over-limit)");

    /// <summary>Counts the flags of a commit and its claims, each kind once.</summary>
    public void Add(CommitClaims commit)
    {
        var odd = commit.Flags & ~(ClaimFlags.Quoted | ClaimFlags.VendorAddress | ClaimFlags.Conflict);
        if (odd != ClaimFlags.None)
        {
            foreach (var word in ClaimWords.Of(odd))
            {
                Add(word, 1);
            }
        }

        if (commit.Reason == LabelReason.NoteConflict)
        {
            Add(Pair(new LabelPair(Label.Mixed, Label.Human)), 1);
        }
    }

    /// <summary>Counts a note that could not be read.</summary>
    public void Add(NoteStatus note)
    {
        if (note != NoteStatus.Ok)
        {
            Add("notes-unread(" + NoteWords.Of(note) + ")", 1);
        }
    }

    /// <param name="traces">Ranges and records of traces that say nothing: not readable, or found in no commit.</param>
    public void AddUnverified(long traces) => Add("agent-trace-unverified", traces);

    /// <param name="lines">How many lines, or units, have the label.</param>
    public void Add(LineLabel label, long lines)
    {
        if (label.Conflict is { } pair)
        {
            Add(Pair(pair), lines);
        }
    }

    /// <summary>Ids of an overlay that the walk does not know.</summary>
    /// <param name="isKnown">True for a commit of the walk or of the object store.</param>
    public void AddOverlay(IEnumerable<ObjectId> ids, Func<ObjectId, bool> isKnown) => Add("overlay-unknown-commit", ids.Distinct().Count(id => !isKnown(id)));

    /// <summary>Counts the policy's own rules that made no claim in any of the commits.</summary>
    public void AddUnmatched(Registry registry, IEnumerable<CommitClaims> commits)
    {
        var unmatched = registry.Rules.Where(rule => rule.IsFromPolicy).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        if (unmatched.Count == 0)
        {
            return;
        }

        unmatched.ExceptWith(commits.SelectMany(commit => commit.Claims).Select(claim => claim.Rule));
        foreach (var id in unmatched)
        {
            Add("rule-never-matched(" + id + ")", 1);
        }
    }

    /// <summary>What there is of the notes ref: absent (PROV920 says how to fetch it), without notes, or without one for any commit of the walk.</summary>
    /// <param name="hasRef"><c>refs/notes/ai</c> or <c>refs/notes/ai-remote/*</c> exists.</param>
    /// <param name="hasNotes">Its tree has an entry.</param>
    /// <param name="found">Commits of the walk that have a note.</param>
    public void AddNotesRef(bool hasRef, bool hasNotes, long found)
    {
        Add("notes-ref-missing", hasRef ? 0 : 1);
        Add("notes-ref-empty", hasRef && !hasNotes ? 1 : 0);
        Add("notes-none-for-commits", hasRef && hasNotes && found == 0 ? 1 : 0);
    }

    private static string Pair(LabelPair pair) => "conflict(" + ClaimWords.Of(pair.Won) + "/" + ClaimWords.Of(pair.Lost) + ")";

    private void Add(string word, long count)
    {
        if (count > 0)
        {
            _counts[word] = _counts.GetValueOrDefault(word) + count;
        }
    }
}
