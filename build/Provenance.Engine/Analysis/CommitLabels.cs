using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Copies;
using Provenance.Engine.Claims.Signatures;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Analysis;

/// <summary>Labels the commits of a walk under a policy.</summary>
public sealed class CommitLabels
{
    private readonly Dictionary<ObjectId, (int Place, OverlayLabel Label)> _byCommit = [];
    private readonly Dictionary<int, (int Place, OverlayLabel Label)> _byPullRequest = [];
    private readonly Dictionary<ObjectId, OverlayLabel> _overlay = [];
    private readonly CommitLabeler _labeler;
    private readonly CommitLabeler _withoutOverlay;

    public CommitLabels(LoadedPolicy policy)
    {
        Registry = PolicySource.ExtendRegistry(policy.Policy);
        var options = new ClaimOptions
        {
            UnattributedIsHuman = policy.Policy.Unattributed == Label.Human,
            UnlocatedSquashIsAgent = policy.Policy.Squash.Unlocated == Label.Agent,
            Overlay = _overlay,
        };
        _labeler = new CommitLabeler(Registry, options);
        _withoutOverlay = new CommitLabeler(Registry, options with { Overlay = ClaimOptions.Default.Overlay });
        for (var place = 0; place < policy.Overlay.Entries.Length; place++)
        {
            Add(policy.Overlay.Entries[place], place);
        }
    }

    /// <summary>The agents that are known under the policy.</summary>
    public Registry Registry { get; }

    /// <summary>Labels one commit by what itself and the overlay say.</summary>
    public CommitFacts Read(CommitObject commit)
    {
        var subject = SubjectOf(commit.Message);
        if (EntryOf(commit.Id, subject) is { } entry)
        {
            _overlay[commit.Id] = entry;
        }

        Func<CommitSeal>? seal = commit.SignedContent is { } content ? () => CommitSeal.Check(content, Registry) : null;
        var claims = _labeler.Read(commit, seal);
        var plain = claims.Reason == LabelReason.Overlay ? _withoutOverlay.Read(commit, seal).LineLabel() : claims.LineLabel();
        return new CommitFacts(claims, plain, CorrectionWords.Occur(subject)) { Traits = CopyTraits.Of(commit, claims) };
    }

    private void Add(OverlayEntry entry, int place)
    {
        var label = new OverlayLabel(entry.Label, entry.Agent, entry.Model);
        switch (entry.Target)
        {
            case CommitTarget target when ObjectId.TryParse(target.CommitId.AsSpan(), out var id):
                _byCommit[id] = (place, label);
                break;
            case PullRequestTarget target:
                _byPullRequest[target.Number] = (place, label);
                break;
            default:
                // Path entries label lines, not commits.
                break;
        }
    }

    /// <summary>Of several entries that mean a commit, the last of the file.</summary>
    private OverlayLabel? EntryOf(ObjectId commit, string subject)
    {
        var entry = _byCommit.TryGetValue(commit, out var own) ? own : (Place: -1, Label: null!);
        var title = subject.AsSpan().TrimEnd();
        if (_byPullRequest.Count > 0
            && PullRequestNumber.TryCut(ref title, out var number)
            && _byPullRequest.TryGetValue(number, out var request)
            && request.Place > entry.Place)
        {
            entry = request;
        }

        return entry.Label;
    }

    private static string SubjectOf(string message)
    {
        var text = message.AsSpan().TrimStart("\n\r ");
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text[..end]).ToString();
    }
}
