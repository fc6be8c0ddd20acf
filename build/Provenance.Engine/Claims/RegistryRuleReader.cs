using System.Collections.Frozen;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Claims;

/// <summary>Reads one entry of <c>rules</c>: which keys it may have depends on its kind.</summary>
/// <param name="isFromPolicy">A policy may leave out <c>surface</c> and <c>evidence</c>, and may name trailer keys that the registry does not know.</param>
internal sealed class RegistryRuleReader(
    RegistryFields fields, Dictionary<string, RegistryAgent> agents, FrozenDictionary<string, KnownKey> keys, bool isFromPolicy)
{
    private static readonly string[] Common = ["id", "agent", "surface", "kind", "confidence", "evidence", "note", "validFrom", "validTo", "model"];

    private static readonly Dictionary<RuleKind, string[]> OfKind = new()
    {
        [RuleKind.Identity] = ["name", "email", "slots", "expectName", "vendorAddress", "trailerRole"],
        [RuleKind.Trailer] = ["key", "value", "role"],
        [RuleKind.Session] = ["key", "value", "role"],
        [RuleKind.Marker] = ["line", "find", "role", "joinComment"],
        [RuleKind.Subject] = ["line", "find", "role"],
    };

    /// <summary>Keys of any kind of rule.</summary>
    public static readonly string[] Keys = [.. Common.Concat(OfKind.Values.SelectMany(keys => keys)).Distinct(StringComparer.Ordinal)];

    public RegistryRule Read()
    {
        var kind = fields.Word(
            "kind",
            required: true,
            ("identity", RuleKind.Identity),
            ("trailer", RuleKind.Trailer),
            ("session", RuleKind.Session),
            ("marker", RuleKind.Marker),
            ("subject", RuleKind.Subject));
        foreach (var key in Keys.Except(Common, StringComparer.Ordinal).Except(OfKind[kind], StringComparer.Ordinal).Where(fields.Has))
        {
            fields.Error(key, "this key does not belong to a rule of this kind.");
        }

        fields.Word("evidence", required: !isFromPolicy, ("measured", true), ("source", true), ("docs", true), ("indirect", true));
        var agent = ReadAgent();
        var isText = kind is RuleKind.Marker or RuleKind.Subject;
        var isTrailer = kind is RuleKind.Trailer or RuleKind.Session;
        var rule = new RegistryRule
        {
            Id = fields.Slug("id"),
            Agent = agent?.Id ?? "",
            Surface = isFromPolicy && !fields.Has("surface") ? agent?.DefaultSurface ?? "" : fields.Slug("surface"),
            Kind = kind,
            Confidence = fields.Word(
                "confidence", required: true, ("low", Confidence.Low), ("medium", Confidence.Medium), ("high", Confidence.High)),
            Role = Role(fields, "role", required: kind != RuleKind.Identity && !isFromPolicy) ?? ClaimRole.Assistant,
            TrailerRole = Role(fields, "trailerRole", required: false),
            Slots = ReadSlots(),
            Key = isTrailer ? ReadKey() : null,
            IsVendorAddress = fields.Flag("vendorAddress"),
            JoinsComment = fields.Flag("joinComment"),
            IsFromPolicy = isFromPolicy,
            FirstDay = fields.Day("validFrom", int.MinValue),
            LastDay = fields.Day("validTo", int.MaxValue),
            Name = fields.Pattern("name"),
            Email = fields.Pattern("email"),
            ExpectName = fields.Pattern("expectName"),
            Value = fields.Pattern("value", required: isTrailer),
            Line = fields.Pattern("line", required: isText),
            Search = fields.Pattern("find", whole: false),
            Model = fields.Pattern("model", group: "model"),
        };
        if (kind == RuleKind.Identity && !fields.Has("name") && !fields.Has("email"))
        {
            fields.Error("name", "an identity has a name or an email.");
        }

        if (rule.FirstDay > rule.LastDay)
        {
            fields.Error("validTo", "ends before it begins.");
        }

        return rule;
    }

    public static ClaimRole? Role(RegistryFields fields, string key, bool required) => fields.Word<ClaimRole?>(
        key,
        required,
        ("", null),
        ("author", ClaimRole.Author),
        ("co-author", ClaimRole.CoAuthor),
        ("assistant", ClaimRole.Assistant),
        ("recorder", ClaimRole.Recorder),
        ("autofix", ClaimRole.Autofix),
        ("reviewer", ClaimRole.Reviewer),
        ("committer", ClaimRole.Committer),
        ("signer", ClaimRole.Signer));

    private RegistryAgent? ReadAgent()
    {
        var id = fields.Slug("agent");
        if (id.Length == 0 || agents.TryGetValue(id, out var agent))
        {
            return id.Length == 0 ? null : agents[id];
        }

        fields.Error("agent", "no agent has this id.");
        return null;
    }

    private string? ReadKey()
    {
        if (fields.Text("key", required: true) is not { } text)
        {
            return null;
        }

        var isKnown = keys.TryGetValue(text, out var known);
        if (!isKnown && !isFromPolicy)
        {
            fields.Error("key", "this key is not listed under keys.");
        }
        else if (known is { Grammar: KeyGrammar.Identity })
        {
            fields.Error("key", "values of this key are identities; write a rule of kind identity.");
        }
        else if (!isKnown && !TrailerLine.IsKey(text))
        {
            fields.Error("key", "a trailer key has letters, digits and '-', begins with a letter and has at most one blank inside.");
        }

        return known?.Key ?? text.ToLowerInvariant();
    }

    private IdentitySlots ReadSlots()
    {
        if (!fields.Has("slots"))
        {
            return IdentitySlots.All;
        }

        var slots = IdentitySlots.None;
        foreach (var slot in fields.Texts("slots"))
        {
            var read = slot switch
            {
                "author" => IdentitySlots.Author,
                "committer" => IdentitySlots.Committer,
                "trailer" => IdentitySlots.Trailer,
                _ => IdentitySlots.None,
            };
            if (read == IdentitySlots.None)
            {
                fields.Error("slots", "one of author, committer, trailer is expected.");
            }

            slots |= read;
        }

        return slots;
    }
}
