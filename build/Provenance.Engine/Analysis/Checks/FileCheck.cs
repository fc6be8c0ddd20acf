using Provenance.Engine.Claims;
using Provenance.Engine.History;
using Provenance.Engine.Policy;
using Provenance.Shared.Map;

namespace Provenance.Engine.Analysis.Checks;

/// <summary>The breaches in one file: tokens by agents, put together by member.</summary>
internal sealed class FileCheck(AnalyzedRepository repository, HeadFile file, HeadText text, Func<int, bool>? isMeant)
{
    /// <summary>From this share of its tokens on a member counts as agent-written, as for the analyzers (<c>provenance_agent_share</c>).</summary>
    private const int LeastPercent = 50;

    private readonly Dictionary<(int Origin, bool HasAuthorship, bool HasReview), IReadOnlyList<PolicyFinding>> _judged = [];

    private readonly MemberOutline? _outline = MemberOutline.Of(text.Text);

    /// <summary>The members are known; otherwise the file is judged as a whole, and no attribute in it counts.</summary>
    public bool IsOutlined => _outline is not null;

    public IEnumerable<PolicyBreach> Run()
    {
        var found = Members().SelectMany(tally => Judge(tally).Select(breach => (Breach: breach, IsMember: tally.Member is { IsContainer: false }))).ToArray();

        // Heads of types and usings say nothing that the members do not say already.
        return found
            .Where(pair => pair.IsMember || !found.Any(other => other.IsMember && other.Breach.Finding.DiagnosticId == pair.Breach.Finding.DiagnosticId))
            .Select(pair => pair.Breach);
    }

    private List<MemberTally> Members()
    {
        var origins = new int[file.Origins.Count];
        file.Origins.CopyTo(0, origins);
        var outside = new MemberTally(null);
        var tallies = new List<MemberTally>();
        var byMember = new Dictionary<DeclaredMember, MemberTally>(ReferenceEqualityComparer.Instance);
        for (var token = 0; token < origins.Length; token++)
        {
            if (text.Weightless[token])
            {
                continue;
            }

            var position = text.Positions[token];
            TallyOf(_outline?.At(position.Line, position.Column)).Add(origins[token], position, repository.Lines[origins[token]].Label == Label.Agent);
        }

        return [.. tallies, outside];

        MemberTally TallyOf(DeclaredMember? member)
        {
            if (member is null)
            {
                return outside;
            }

            if (!byMember.TryGetValue(member, out var tally))
            {
                byMember.Add(member, tally = new MemberTally(member));
                tallies.Add(tally);
            }

            return tally;
        }
    }

    private IEnumerable<PolicyBreach> Judge(MemberTally tally)
    {
        var member = tally.Member;
        var judged = tally.Agents
            .Where(entry => isMeant?.Invoke(entry.Origin) != false)
            .SelectMany(entry => FindingsOf(entry.Origin, member).Select(finding => (Entry: entry, Finding: finding)));
        foreach (var rule in judged.GroupBy(pair => pair.Finding.DiagnosticId, StringComparer.Ordinal))
        {
            // Where no member is known, an attribute that is required cannot be there.
            if (rule.Key == "PROV103" && IsOutlined && (member is null or { IsContainer: true } || tally.AgentTokens * 100L < tally.Tokens * (long)LeastPercent))
            {
                continue;
            }

            var worst = rule.OrderByDescending(pair => pair.Finding.Severity).First();
            var line = rule.Key is "PROV101" or "PROV102" || member is null or { IsContainer: true } ? rule.Min(pair => pair.Entry.FirstLine) : GitLineOf(member, tally);
            var (agent, written) = AgentOf(worst.Entry.Origin);
            yield return new PolicyBreach(
                worst.Finding, file.Path, line + 1, member?.Name, agent, written?.Model, repository.Lines[worst.Entry.Origin].Tier,
                repository.History.Commits[repository.History.Origins[worst.Entry.Origin].Commit].Id, rule.Sum(pair => pair.Entry.Tokens), tally.Tokens);
        }
    }

    private IReadOnlyList<PolicyFinding> FindingsOf(int origin, DeclaredMember? member)
    {
        var key = (origin, member?.HasAuthorship ?? false, member?.HasReview ?? false);
        if (!_judged.TryGetValue(key, out var findings))
        {
            var line = repository.Lines[origin];
            var (agent, written) = AgentOf(origin);
            var reviews = (string?[])[
                repository.Facts[repository.History.Origins[origin].Commit].Claims.HasReview ? PolicyDefaults.ReviewTrailer : null,
                key.Item3 ? PolicyDefaults.ReviewAttribute : null];
            var subject = new PolicySubject(file.Path, line.Label, agent, written?.Model, line.Tier, [.. reviews.OfType<string>()], key.Item2);
            findings = [.. PolicyRules.Resolve(repository.Policy.Policy.Rules, subject).Where(finding => finding.Severity != PolicySeverity.Hidden)];
            _judged.Add(key, findings);
        }

        return findings;
    }

    private (string Agent, AgentEntry? Entry) AgentOf(int origin) =>
        repository.Lines[origin].MainAgent is { } entry ? (entry.Agent, entry) : (RegistryAgent.Unresolved, null);

    // The compiler knows more ends of lines than git.
    private static int GitLineOf(DeclaredMember member, MemberTally tally) => member.Identifier.Line - tally.LinesAhead;
}

/// <summary>The tokens of one member by origin.</summary>
/// <param name="member">Null for what stands outside of all.</param>
internal sealed class MemberTally(DeclaredMember? member)
{
    private readonly List<AgentTokens> _agents = [];

    public DeclaredMember? Member => member;

    /// <summary>Those that carry weight.</summary>
    public int Tokens { get; private set; }

    public int AgentTokens => _agents.Sum(entry => entry.Tokens);

    /// <summary>How far the compiler's count of lines is ahead of git's.</summary>
    public int LinesAhead { get; private set; }

    /// <summary>In the order of their first token.</summary>
    public IEnumerable<AgentTokens> Agents => _agents;

    public void Add(int origin, TokenPosition position, bool isAgent)
    {
        LinesAhead = Tokens++ == 0 ? position.Line - position.GitLine : LinesAhead;
        if (!isAgent)
        {
            return;
        }

        var index = _agents.FindIndex(entry => entry.Origin == origin);
        if (index < 0)
        {
            _agents.Add(new AgentTokens(origin, position.GitLine, 1));
        }
        else
        {
            _agents[index] = _agents[index] with { Tokens = _agents[index].Tokens + 1 };
        }
    }
}

/// <param name="Origin">Index of the origin.</param>
/// <param name="FirstLine">From 0, as git counts.</param>
internal readonly record struct AgentTokens(int Origin, int FirstLine, int Tokens);
