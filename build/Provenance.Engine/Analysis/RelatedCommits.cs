using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Copies;
using Provenance.Engine.Git;
using Provenance.Engine.Notices;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>What commits say of each other: which of them repeat others, and which are attested.</summary>
/// <param name="facts">Of the commits of a walk, parents first, each as it says of itself.</param>
/// <param name="unread">Receives statements that cannot be read.</param>
internal sealed class RelatedCommits(CleanRoom room, Lazy<CommitLabels> labels, ImmutableArray<CommitFacts> facts, UnreadObjects unread)
{
    private readonly Dictionary<ObjectId, string> _patches = [];

    /// <summary>Reads the changes of commits that may be equal.</summary>
    /// <returns>Those that had not been read before and could be, and what went wrong.</returns>
    public (List<CommitFacts> Read, Notice? Notice) ReadPatches(ChangeReader changes)
    {
        var byCommit = new Dictionary<ObjectId, CommitFacts>();
        var unasked = new List<ObjectId>();
        foreach (var candidate in Candidates())
        {
            byCommit.Add(candidate.Claims.Commit, candidate);
            if (candidate.Patch is { } patch)
            {
                _patches[candidate.Claims.Commit] = patch;
            }
            else
            {
                unasked.Add(candidate.Claims.Commit);
            }
        }

        var read = new List<CommitFacts>();
        var notice = changes.Visit(unasked, commit =>
        {
            if (changes.PatchOf(commit) is { } patch)
            {
                _patches[commit.Id] = patch;
                read.Add(byCommit[commit.Id] with { Patch = patch });
            }
        });
        return (read, notice);
    }

    /// <summary>The commits, copies with the labels of their originals.</summary>
    public ImmutableArray<CommitFacts> Resolve(ObjectId tip, ProvenancePolicy policy)
    {
        var byCommit = new Dictionary<ObjectId, CommitFacts>(facts.Length);
        var traits = new CopyTraits[facts.Length];
        for (var i = 0; i < facts.Length; i++)
        {
            byCommit.Add(facts[i].Claims.Commit, facts[i]);
            traits[i] = facts[i].Traits;
        }

        var outside = new Dictionary<ObjectId, CommitFacts?>();
        using var objects = !policy.Trust.IsEmpty || facts.Any(entry => entry.Traits.Picked.Any(id => !byCommit.ContainsKey(id))) ? ObjectReader.Open(room) : null;
        var attestations = Attestations.Read(objects, tip, policy, unread);
        var copies = new Dictionary<ObjectId, CommitCopy>();
        foreach (var copy in CopyFinder.Find(ImmutableCollectionsMarshal.AsImmutableArray(traits), PatchOf, id => Outside(id) is not null))
        {
            copies.Add(copy.Commit, copy);
        }

        return [.. facts.Select(entry => Attested(Copied(entry)))];

        string? PatchOf(ObjectId commit) => _patches.TryGetValue(commit, out var patch) && patch.Length > 0 ? patch : null;

        CommitFacts Copied(CommitFacts entry)
        {
            // What somebody wrote into the overlay about this very commit stands.
            if (entry.Claims.Reason == LabelReason.Overlay || !copies.TryGetValue(entry.Claims.Commit, out var copy)
                || (byCommit.GetValueOrDefault(copy.Original) ?? Outside(copy.Original)) is not { } original)
            {
                return entry;
            }

            var claims = entry.Claims.AsCopyOf(original.Claims, isWhole: copy.Reason == CopyReason.EqualPatch);
            var isOwn = claims.Label == entry.Claims.Label && original.Claims.Label == Label.Unknown;
            return entry with { Claims = claims, WithoutOverlay = isOwn ? entry.WithoutOverlay : original.WithoutOverlay };
        }

        CommitFacts Attested(CommitFacts entry) =>
            attestations.TryGetValue(entry.Claims.Commit, out var attestation) ? entry with { Claims = entry.Claims.WithAttestation(attestation) } : entry;

        CommitFacts? Outside(ObjectId commit)
        {
            if (!outside.TryGetValue(commit, out var known))
            {
                known = objects?.Read(commit, out var content) == ReplyKind.Whole && CommitParser.Parse(commit, content) is { } read ? labels.Value.Read(read) : null;
                outside.Add(commit, known);
            }

            return known;
        }
    }

    // Picks and rebases keep the author's date, and people the title. To compare the patches of all commits would cost as much as the walk, and equal ones with equal labels change nothing.
    private List<CommitFacts> Candidates()
    {
        var (dates, titles) = (WithSeveralLabels(DateOf), WithSeveralLabels(TitleOf));
        var candidates = new List<CommitFacts>();
        foreach (var entry in facts)
        {
            if (!entry.Claims.IsMerge && (dates.Contains(DateOf(entry)) || titles.Contains(TitleOf(entry))))
            {
                candidates.Add(entry);
            }
        }

        return candidates;
    }

    private static ulong DateOf(CommitFacts entry) => (ulong)entry.Traits.AuthorSeconds;

    private static ulong TitleOf(CommitFacts entry) => entry.Traits.BackportOf ?? entry.Traits.Title;

    private HashSet<ulong> WithSeveralLabels(Func<CommitFacts, ulong> key)
    {
        var first = new Dictionary<ulong, Label>(facts.Length);
        var several = new HashSet<ulong>();
        foreach (var entry in facts)
        {
            if (!entry.Claims.IsMerge && !first.TryAdd(key(entry), entry.Claims.Label) && first[key(entry)] != entry.Claims.Label)
            {
                several.Add(key(entry));
            }
        }

        return several;
    }
}
