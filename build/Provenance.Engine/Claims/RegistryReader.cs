using System.Collections.Frozen;
using System.Collections.Immutable;
using Provenance.Engine.Claims.Signatures;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Claims;

/// <summary>Reads a registry, or what a policy adds to one, from strict YAML nodes.</summary>
internal sealed class RegistryReader
{
    private readonly List<YamlError> _errors = [];
    private readonly bool _checkPatterns;
    private readonly RegistryContent? _basis;

    private RegistryReader(bool checkPatterns, RegistryContent? basis)
    {
        _checkPatterns = checkPatterns;
        _basis = basis;
    }

    /// <param name="isOwn">It is the engine's own: its patterns are checked by a test, and it is written in a form that is quickly read.</param>
    public static (Registry? Registry, ImmutableArray<YamlError> Errors) Read(string text, bool isOwn)
    {
        var (root, error) = isOwn && RegistryText.Read(text) is { } plain ? (plain, null) : YamlReader.Read(text);
        if (root is null)
        {
            return (null, [error!]);
        }

        var reader = new RegistryReader(checkPatterns: !isOwn, basis: null);
        var content = reader.ReadRoot(root);
        return reader._errors.Count == 0 ? (new Registry(content!), []) : (null, reader.Sorted());
    }

    public static (RegistryExtension? Extension, ImmutableArray<YamlError> Errors) ReadExtension(
        Registry basis, YamlNode? agents, YamlNode? rules, YamlNode? deny, YamlNode? disabledRules)
    {
        var reader = new RegistryReader(checkPatterns: true, basis.Content);
        var newAgents = reader.ReadAgents(agents);
        var known = basis.Agents.Concat(newAgents).DistinctBy(agent => agent.Id, StringComparer.Ordinal)
            .ToDictionary(agent => agent.Id, StringComparer.Ordinal);
        var extension = new RegistryExtension(
            newAgents,
            reader.ReadRules(rules, known, basis.Content.Keys),
            reader.ReadDeny(deny),
            reader.ReadDisabled(disabledRules, basis));
        return reader._errors.Count == 0 ? (extension, []) : (null, reader.Sorted());
    }

    private RegistryContent? ReadRoot(YamlNode root)
    {
        var fields = Fields(root, "schema", "revision", "agents", "rules", "keys", "deny", "models", "modelDrop", "modelJunk", "disclosure", "noteTools", "platformKeys");
        if (fields is null)
        {
            return null;
        }

        fields.Word("schema", required: true, (Registry.Schema, true));
        var agents = ReadAgents(fields.Child("agents"));
        var keys = ReadKeys(fields.Child("keys"));
        var byId = agents.DistinctBy(agent => agent.Id, StringComparer.Ordinal).ToDictionary(agent => agent.Id, StringComparer.Ordinal);
        var noteTools = Child(fields, "noteTools", "drop", "human");
        return new RegistryContent(
            fields.Text("revision") ?? "",
            agents,
            ReadRules(fields.Child("rules"), byId, keys),
            ReadDeny(fields.Child("deny")),
            keys,
            ReadModels(fields),
            ReadDisclosure(fields),
            Set(noteTools, "drop"),
            Set(noteTools, "human"),
            ReadPlatformKeys(fields.Child("platformKeys")));
    }

    private ImmutableArray<RegistryAgent> ReadAgents(YamlNode? node)
    {
        var agents = ImmutableArray.CreateBuilder<RegistryAgent>();
        var ids = new HashSet<string>(_basis?.Agents.Select(agent => agent.Id) ?? [], StringComparer.Ordinal);
        foreach (var item in RegistryFields.Items(node, _errors))
        {
            if (Fields(item, "id", "name", "defaultSurface", "aliases", "vendorFamily", "givenName", "noteTools") is not { } fields)
            {
                continue;
            }

            var agent = new RegistryAgent(
                fields.Slug("id"),
                fields.Text("name", required: true) ?? "",
                _basis is not null && !fields.Has("defaultSurface") ? RegistryAgent.UnresolvedSurface : fields.Slug("defaultSurface"),
                fields.Texts("aliases"),
                fields.Flag("vendorFamily"),
                fields.Flag("givenName"),
                fields.Texts("noteTools"));
            if (agent.Id.Length > 0 && !ids.Add(agent.Id))
            {
                fields.Error("id", "an agent of this id exists already.");
            }

            agents.Add(agent);
        }

        return agents.ToImmutable();
    }

    private ImmutableArray<RegistryRule> ReadRules(
        YamlNode? node, Dictionary<string, RegistryAgent> agents, FrozenDictionary<string, KnownKey> keys)
    {
        var rules = ImmutableArray.CreateBuilder<RegistryRule>();
        var ids = new HashSet<string>(_basis?.Rules.Select(rule => rule.Id) ?? [], StringComparer.Ordinal);
        foreach (var item in RegistryFields.Items(node, _errors))
        {
            if (Fields(item, RegistryRuleReader.Keys) is not { } fields)
            {
                continue;
            }

            var rule = new RegistryRuleReader(fields, agents, keys, isFromPolicy: _basis is not null).Read();
            if (rule.Id.Length > 0 && !ids.Add(rule.Id))
            {
                fields.Error("id", "a rule of this id exists already.");
            }

            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private ImmutableArray<DenyEntry> ReadDeny(YamlNode? node)
    {
        var entries = ImmutableArray.CreateBuilder<DenyEntry>();
        var ids = new HashSet<string>(_basis?.Deny.Select(entry => entry.Id) ?? [], StringComparer.Ordinal);
        foreach (var item in RegistryFields.Items(node, _errors))
        {
            if (Fields(item, "id", "class", "name", "email", "note") is not { } fields)
            {
                continue;
            }

            var entry = new DenyEntry
            {
                Id = fields.Slug("id"),
                Class = fields.Word(
                    "class",
                    required: true,
                    ("automation", AuthorClass.Automation),
                    ("placeholder", AuthorClass.Placeholder),
                    ("vendor-person", AuthorClass.VendorPerson)),
                Name = fields.Pattern("name"),
                Email = fields.Pattern("email"),
            };
            if (!fields.Has("name") && !fields.Has("email"))
            {
                fields.Error("name", "a denial has a name or an email.");
            }

            if (entry.Id.Length > 0 && !ids.Add(entry.Id))
            {
                fields.Error("id", "a denial of this id exists already.");
            }

            entries.Add(entry);
        }

        return entries.ToImmutable();
    }

    private ImmutableHashSet<string> ReadDisabled(YamlNode? node, Registry basis)
    {
        var known = basis.Rules.Select(rule => rule.Id).Concat(basis.Deny.Select(entry => entry.Id)).ToHashSet(StringComparer.Ordinal);
        var disabled = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var item in RegistryFields.Items(node, _errors))
        {
            if (item is YamlScalar scalar && known.Contains(scalar.Value))
            {
                disabled.Add(scalar.Value);
            }
            else
            {
                _errors.Add(new YamlError("No rule and no denial of the registry has this id.", item.Line, item.Column));
            }
        }

        return disabled.ToImmutable();
    }

    private FrozenDictionary<string, KnownKey> ReadKeys(YamlNode? node)
    {
        var keys = new Dictionary<string, KnownKey>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in RegistryFields.Items(node, _errors))
        {
            if (Fields(item, "key", "grammar", "role", "variants", "note") is not { } fields)
            {
                continue;
            }

            var grammar = fields.Word(
                "grammar",
                required: true,
                ("identity", KeyGrammar.Identity),
                ("disclosure", KeyGrammar.Disclosure),
                ("rule", KeyGrammar.Rule));
            var role = RegistryRuleReader.Role(fields, "role", required: grammar != KeyGrammar.Rule);
            var key = new KnownKey(fields.Text("key", required: true) ?? "", grammar, role ?? ClaimRole.Assistant);
            foreach (var spelling in fields.Texts("variants").Prepend(key.Key))
            {
                if (spelling.Length > 0 && !keys.TryAdd(spelling, key))
                {
                    fields.Error("key", "this spelling of a key exists already.");
                }
            }
        }

        return keys.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private ImmutableArray<PlatformKey> ReadPlatformKeys(YamlNode? node)
    {
        var keys = ImmutableArray.CreateBuilder<PlatformKey>();
        foreach (var item in RegistryFields.Items(node, _errors))
        {
            if (Fields(item, "id", "fingerprint", "validFrom", "validTo", "key", "note") is not { } fields)
            {
                continue;
            }

            var (id, fingerprint, text) = (fields.Slug("id"), fields.Text("fingerprint", required: true), fields.Text("key", required: true));
            if (fingerprint is not null && text is not null)
            {
                if (PlatformKey.TryRead(id, fingerprint, text, fields.Day("validFrom", int.MinValue), fields.Day("validTo", int.MaxValue)) is { } key)
                {
                    keys.Add(key);
                }
                else
                {
                    fields.Error("key", "not the body of an RSA public-key packet of version 4 with this fingerprint, in base64.");
                }
            }
        }

        return keys.ToImmutable();
    }

    private ModelTable ReadModels(RegistryFields root)
    {
        var patterns = ImmutableArray.CreateBuilder<ModelPattern>();
        foreach (var item in RegistryFields.Items(root.Child("models"), _errors))
        {
            if (Fields(item, "match", "to") is { } fields
                && fields.Pattern("match", whole: false, required: true) is { } match
                && fields.Text("to", required: true) is { } template)
            {
                patterns.Add(new ModelPattern(match, template));
            }
        }

        return new ModelTable(patterns.ToImmutable(), root.Texts("modelDrop"), root.Texts("modelJunk").ToFrozenSet(StringComparer.Ordinal));
    }

    private DisclosureWords ReadDisclosure(RegistryFields root)
    {
        var fields = Child(root, "disclosure", "filler", "tiers", "aiWords");
        return new DisclosureWords(Set(fields, "filler"), Set(fields, "tiers"), Set(fields, "aiWords"));
    }

    private RegistryFields? Child(RegistryFields parent, string key, params string[] known) =>
        parent.Child(key) is { } node ? Fields(node, known) : null;

    private static FrozenSet<string> Set(RegistryFields? fields, string key) =>
        (fields?.Texts(key) ?? []).ToFrozenSet(StringComparer.Ordinal);

    private RegistryFields? Fields(YamlNode node, params string[] known) => RegistryFields.Of(node, _errors, _checkPatterns, known);

    private ImmutableArray<YamlError> Sorted() => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];
}
