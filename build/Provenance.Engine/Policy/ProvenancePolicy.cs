using System.Collections.Immutable;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>What <c>provenance.yml</c> says, with the defaults for what it leaves out. Shape: docs/schema/policy-1.json.</summary>
public sealed record ProvenancePolicy
{
    // Before the default policy, whose initialisers read it.
    private static readonly Glob StandardAgentTrace = Glob.Trusted("/.agent-trace/traces.jsonl");

    public static ProvenancePolicy Default { get; } = new();

    /// <summary><see cref="Label.Unknown"/>, or <see cref="Label.Human"/> where the team vouches that what carries no claim is by people.</summary>
    public Label Unattributed { get; init; } = Label.Unknown;

    /// <summary>Cohort window in days, at least 1; null = all of history (<c>all</c>).</summary>
    public int? WindowDays { get; init; } = 365;

    /// <summary>Horizon h in days, at least 0.</summary>
    public int HorizonDays { get; init; } = 30;

    /// <summary>Additions to the agent registry, in its own form (docs/claims.md): mappings, checked for keys, values and patterns, read by the Claims stage.</summary>
    public ImmutableArray<YamlNode> Agents { get; init; } = [];

    /// <inheritdoc cref="Agents"/>
    public ImmutableArray<YamlNode> IdentityRules { get; init; } = [];

    /// <inheritdoc cref="Agents"/>
    public ImmutableArray<YamlNode> Deny { get; init; } = [];

    /// <summary>Ids of registry rules and deny entries that are off: scalars.</summary>
    public ImmutableArray<YamlNode> DisableRules { get; init; } = [];

    /// <summary>Full names of attributes that mark agent-written code.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    /// <summary>Full names of attributes that mark code as written by people.</summary>
    public ImmutableArray<string> HumanAttributes { get; init; } = [];

    /// <summary>Files with Agent Trace records: the standard's own place, then what the policy adds.</summary>
    public ImmutableArray<Glob> AgentTrace { get; init; } = [StandardAgentTrace];

    /// <summary>The list of commits that line mode looks through (<see cref="IgnoreListReader"/>).</summary>
    public FileReference? BlameIgnoreRevs { get; init; }

    public SquashPolicy Squash { get; init; } = new();

    /// <summary>Keys that are trusted for tier <see cref="Tier.Attested"/>.</summary>
    public ImmutableArray<TrustedKey> Trust { get; init; } = [];

    public PolicyThresholds Thresholds { get; init; } = new();

    /// <summary>Paths of generated code and of code from elsewhere, beside what headers and names say.</summary>
    public ExcludedPaths Excluded { get; init; } = ExcludedPaths.None;

    /// <summary>Full names of types that are reached in ways a static walk cannot see.</summary>
    public ImmutableArray<NamePattern> ReachInclude { get; init; } = [];

    public FileReference? Overlay { get; init; }

    public ImmutableArray<PolicyRule> Rules { get; init; } = [];
}

/// <summary>How squashed pull requests are labelled.</summary>
/// <param name="Unlocated">Label of a squash whose claims cannot be located: <see cref="Label.Mixed"/>, or <see cref="Label.Agent"/> where the repository knows better.</param>
/// <param name="Expand">Replay the sub-commits where their objects are present.</param>
public sealed record SquashPolicy(Label Unlocated = Label.Mixed, bool Expand = false);

/// <summary>A key whose attestations are believed for one agent.</summary>
/// <param name="Key">The public key in the form of its signing tool: base64, or PEM.</param>
public sealed record TrustedKey(string Agent, string Key);

/// <summary>Numbers from which members are reported.</summary>
/// <param name="StaleShare">Percent of a member's tokens under which its attribute is stale (PROV004), 0–100.</param>
/// <param name="ReviewShare">Percent of a member's tokens that people edited, over which it counts as reviewed (PROV011), 0–100.</param>
/// <param name="Rewrites">Rewrites of a member within <paramref name="RewriteDays"/> days from which it is reported (PROV203).</param>
public sealed record PolicyThresholds(int StaleShare = 30, int ReviewShare = 30, int Rewrites = 3, int RewriteDays = 30);

/// <summary>A file that a policy names.</summary>
/// <param name="Path">Repository-relative.</param>
/// <param name="Line">Where the policy names it, 1-based, so that a missing file can be reported there.</param>
public sealed record FileReference(string Path, int Line, int Column);
