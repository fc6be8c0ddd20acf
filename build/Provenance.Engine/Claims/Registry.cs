using System.Collections.Frozen;
using System.Collections.Immutable;
using Provenance.Engine.Claims.Signatures;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Claims;

/// <summary>How AI coding agents show themselves in commits: agents, rules, denials, trailer keys, models (docs/claims.md, "Registry").</summary>
/// <remarks>Immutable and safe to share; its patterns are built when a text first needs them.</remarks>
public sealed class Registry
{
    public const string Schema = "provenance-registry/1";

    private static readonly Lazy<Registry> Embedded = new(ReadEmbedded);

    private readonly Lazy<AliasTable> _aliases;
    private readonly Lazy<FrozenDictionary<string, RegistryAgent>> _noteTools;
    private readonly ImmutableArray<int> _windows;

    internal Registry(RegistryContent content)
    {
        Content = content;
        _aliases = new Lazy<AliasTable>(() => new AliasTable(content.Agents));
        _noteTools = new Lazy<FrozenDictionary<string, RegistryAgent>>(() => content.Agents
            .SelectMany(agent => agent.NoteTools.Select(tool => (Tool: tool, Agent: agent)))
            .DistinctBy(one => one.Tool, StringComparer.Ordinal)
            .ToFrozenDictionary(one => one.Tool, one => one.Agent, StringComparer.Ordinal));
        _windows =
        [
            .. content.Rules
                .SelectMany(rule => new[] { rule.FirstDay, rule.LastDay == int.MaxValue ? int.MaxValue : rule.LastDay + 1 })
                .Where(day => day is not (int.MinValue or int.MaxValue))
                .Distinct()
                .Order(),
        ];
        AgentsById = content.Agents.ToFrozenDictionary(agent => agent.Id, StringComparer.Ordinal);
        IdentityRules = Of(RuleKind.Identity);
        SubjectRules = Of(RuleKind.Subject);
        MarkerRules = Of(RuleKind.Marker);
        TrailerRules = content.Rules
            .Where(rule => rule.Kind is RuleKind.Trailer or RuleKind.Session)
            .GroupBy(rule => rule.Key!, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);

        ImmutableArray<RegistryRule> Of(RuleKind kind) => [.. content.Rules.Where(rule => rule.Kind == kind)];
    }

    /// <summary>The registry that comes with the engine, read once on first use.</summary>
    public static Registry Default => Embedded.Value;

    public string Revision => Content.Revision;

    /// <summary>Agents in the order of the file, the policy's first.</summary>
    public ImmutableArray<RegistryAgent> Agents => Content.Agents;

    /// <summary>Rules in the order in which they are tried.</summary>
    public ImmutableArray<RegistryRule> Rules => Content.Rules;

    public ImmutableArray<DenyEntry> Deny => Content.Deny;

    public FrozenDictionary<string, RegistryAgent> AgentsById { get; }

    /// <summary>Tool ids in notes that are neither agent nor person.</summary>
    public FrozenSet<string> DroppedNoteTools => Content.DroppedNoteTools;

    /// <summary>Tool ids in notes that mean "not AI".</summary>
    public FrozenSet<string> HumanNoteTools => Content.HumanNoteTools;

    /// <summary>Keys with which platforms sign the commits that they make.</summary>
    public ImmutableArray<PlatformKey> PlatformKeys => Content.PlatformKeys;

    internal RegistryContent Content { get; }

    internal AliasTable Aliases => _aliases.Value;

    internal ModelTable Models => Content.Models;

    internal DisclosureWords Disclosure => Content.Disclosure;

    internal ImmutableArray<RegistryRule> IdentityRules { get; }

    internal ImmutableArray<RegistryRule> SubjectRules { get; }

    internal ImmutableArray<RegistryRule> MarkerRules { get; }

    /// <summary>Rules for trailers and sessions by key.</summary>
    internal FrozenDictionary<string, ImmutableArray<RegistryRule>> TrailerRules { get; }

    /// <summary>Reads a registry of the schema <see cref="Schema"/>.</summary>
    /// <returns>The registry, or null and at least one error with its place.</returns>
    public static (Registry? Registry, ImmutableArray<YamlError> Errors) Read(string text) => RegistryReader.Read(text, isOwn: false);

    /// <summary>The agent that a free text names by one of its aliases, as a whole; null when none does.</summary>
    public RegistryAgent? FindAgent(string alias) => Aliases.Find(alias);

    /// <summary>The agent of a tool id in a note; null for unknown, dropped and human ones.</summary>
    public RegistryAgent? FindNoteTool(string tool) => _noteTools.Value.GetValueOrDefault(tool);

    /// <summary>The model of a text that names one (<c>model_id</c>, <c>model</c> of a note), as <c>provider/model</c>, or null.</summary>
    public string? FindModel(string text) => Models.ReadCaptured(text).Id;

    /// <summary>Reads what a policy adds, in the registry's own form; any of the nodes may be null.</summary>
    /// <param name="agents">Sequence of agents; <c>aliases</c> may be absent.</param>
    /// <param name="rules">Sequence of rules; <c>surface</c> (the agent's default) and <c>evidence</c> may be absent.</param>
    /// <param name="deny">Sequence of denials.</param>
    /// <param name="disabledRules">Sequence of ids of rules or denials of this registry.</param>
    /// <returns>The extension, or null and at least one error with its place.</returns>
    public (RegistryExtension? Extension, ImmutableArray<YamlError> Errors) ReadExtension(
        YamlNode? agents, YamlNode? rules, YamlNode? deny, YamlNode? disabledRules) =>
        RegistryReader.ReadExtension(this, agents, rules, deny, disabledRules);

    /// <summary>This registry with the extension read before it and the disabled rules left out.</summary>
    public Registry Extend(RegistryExtension extension) => new(Content with
    {
        Agents = [.. extension.Agents, .. Content.Agents],
        Rules = [.. extension.Rules, .. Content.Rules.Where(rule => !extension.DisabledRules.Contains(rule.Id))],
        Deny = [.. extension.Deny, .. Content.Deny.Where(entry => !extension.DisabledRules.Contains(entry.Id))],
        Keys = WithKeysOf(extension.Rules),
    });

    /// <summary>Numbers the spans of days in which the same rules are valid, so that a reading can be shared within one.</summary>
    internal int WindowOf(int day)
    {
        var at = 0;
        while (at < _windows.Length && _windows[at] <= day)
        {
            at++;
        }

        return at;
    }

    /// <summary>The known key of this spelling, without regard to case, or null.</summary>
    internal KnownKey? FindKey(string key) => Content.Keys.GetValueOrDefault(key);

    // A policy's trailer rule would never be asked if its key were not known.
    private FrozenDictionary<string, KnownKey> WithKeysOf(ImmutableArray<RegistryRule> rules)
    {
        var keys = new Dictionary<string, KnownKey>(Content.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules.Where(rule => rule.Key is not null))
        {
            keys.TryAdd(rule.Key!, new KnownKey(rule.Key!, KeyGrammar.Rule, ClaimRole.Assistant));
        }

        return keys.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static Registry ReadEmbedded()
    {
        using var stream = typeof(Registry).Assembly.GetManifestResourceStream("Provenance.Engine.Claims.registry.yaml")!;
        using var reader = new StreamReader(stream);
        var (registry, errors) = RegistryReader.Read(reader.ReadToEnd(), isOwn: true);
        return registry ?? throw new InvalidOperationException("The embedded registry is damaged: " + errors[0]);
    }
}

/// <summary>What a policy adds to a registry and takes from it.</summary>
public sealed record RegistryExtension(
    ImmutableArray<RegistryAgent> Agents,
    ImmutableArray<RegistryRule> Rules,
    ImmutableArray<DenyEntry> Deny,
    ImmutableHashSet<string> DisabledRules);

/// <summary>The lists of a registry as read.</summary>
internal sealed record RegistryContent(
    string Revision,
    ImmutableArray<RegistryAgent> Agents,
    ImmutableArray<RegistryRule> Rules,
    ImmutableArray<DenyEntry> Deny,
    FrozenDictionary<string, KnownKey> Keys,
    ModelTable Models,
    DisclosureWords Disclosure,
    FrozenSet<string> DroppedNoteTools,
    FrozenSet<string> HumanNoteTools,
    ImmutableArray<PlatformKey> PlatformKeys);
