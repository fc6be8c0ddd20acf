using System.Text.RegularExpressions;

namespace Provenance.Engine.Claims;

/// <summary>Reads the value of a known trailer key by the key's grammar.</summary>
internal sealed class TrailerReader(Registry registry, IdentityReader identities)
{
    private readonly DisclosureReader _disclosures = new(registry);

    /// <summary>The claim of a trailer, or null; a value that nothing understands is dropped silently.</summary>
    public (Claim? Claim, ClaimFlags Flags) Read(KnownKey key, string value, Evidence place)
    {
        if (value.Length == 0)
        {
            return default;
        }

        if (key.Grammar != KeyGrammar.Identity && ReadByRule(key, value, place) is { } claim)
        {
            return (claim, ClaimFlags.None);
        }

        return key.Grammar switch
        {
            KeyGrammar.Identity => IdentityText.TryRead(value, out var identity) ? ReadIdentity(key, identity, place) : default,
            KeyGrammar.Disclosure when IdentityText.TryRead(value, out var identity) && IsAddress(identity) => ReadIdentity(key, identity, place),
            KeyGrammar.Disclosure => (ReadDisclosure(key, value, place), ClaimFlags.None),
            _ => default,
        };
    }

    /// <summary>True when the value names somebody who is neither an agent nor automation.</summary>
    public bool NamesPerson(string value, int day)
    {
        if (IdentityText.TryRead(value, out var identity))
        {
            var reading = identities.Read(identity, IdentitySlots.Trailer, day);
            return !reading.IsAgent && reading.Denied?.Class != AuthorClass.Automation && (reading.Flags & ClaimFlags.UnlistedBot) == ClaimFlags.None;
        }

        return value.Length > 0 && _disclosures.Read(value) is null;
    }

    private Claim? ReadByRule(KnownKey key, string value, Evidence place)
    {
        if (!registry.TrailerRules.TryGetValue(key.Key, out var rules))
        {
            return null;
        }

        foreach (var rule in rules)
        {
            if (rule.IsValidOn(place.Day) && rule.Value!.Find(value) is { } match)
            {
                var isSession = rule.Kind == RuleKind.Session;

                // Entire-Agent: the agent behind the recorder, whose surface stays the recorder's.
                var named = match.Groups["alias"] is { Success: true } alias ? registry.Aliases.Find(alias.Value.Trim()) : null;
                return place.Claim(
                    named?.Id ?? rule.Agent,
                    rule.Surface,
                    rule.Role,
                    rule.Confidence,
                    isSession ? ClaimSource.Session : ClaimSource.Trailer,
                    rule.Id,
                    key.Key,
                    ReadModel(rule, match, value, isSession),
                    match.Groups["session"].Value);
            }
        }

        return null;
    }

    private ModelName ReadModel(RegistryRule rule, Match match, string value, bool isSession)
    {
        var captured = match.Groups["model"] is { Success: true } own ? own.Value : rule.Model?.Capture("model", value);
        return captured is not null ? registry.Models.ReadCaptured(captured)
            : isSession ? ModelName.None
            : registry.Models.Search(value, out _);
    }

    private (Claim? Claim, ClaimFlags Flags) ReadIdentity(KnownKey key, IdentityText identity, Evidence place)
    {
        var reading = identities.Read(identity, IdentitySlots.Trailer, place.Day);
        if (reading.Rule is not { } rule)
        {
            return (null, reading.Flags);
        }

        // An agent must not sign off: it is evidence of its presence, whatever the product part, and a finding.
        var signs = key.Role == ClaimRole.Signer;
        var claim = place.Claim(
            reading.Agent,
            reading.Surface,
            signs ? ClaimRole.Signer : rule.TrailerRole ?? key.Role,
            signs ? Confidence.Low : reading.Confidence,
            ClaimSource.Trailer,
            rule.Id,
            key.Key,
            reading.Model,
            flags: reading.Flags | (signs ? ClaimFlags.AgentSignedOff : ClaimFlags.None));
        return (claim, ClaimFlags.None);
    }

    private Claim? ReadDisclosure(KnownKey key, string value, Evidence place) => _disclosures.Read(value) is { } found
        ? place.Claim(found.Agent, found.Surface, key.Role, found.Confidence, ClaimSource.Trailer, found.Rule, key.Key, found.Model)
        : null;

    // `Claude Code <https://…>` is free text with a link, no identity.
    private static bool IsAddress(IdentityText identity) => identity.Email.Contains('@', StringComparison.Ordinal);
}
