using System.Collections.Concurrent;

namespace Provenance.Engine.Claims;

/// <summary>What the rules say about one identity, without its name.</summary>
/// <param name="Rule">The rule that decided; null when none matches.</param>
/// <param name="Denied">The denial that matches when no rule does.</param>
internal sealed record IdentityReading(
    RegistryRule? Rule, string Agent, string Surface, Confidence Confidence, ModelName Model, ClaimFlags Flags, DenyEntry? Denied)
{
    public bool IsAgent => Rule is not null;

    public static IdentityReading NoAgent(DenyEntry? denied, ClaimFlags flags) =>
        new(null, "", "", Confidence.Low, ModelName.None, flags, denied);
}

/// <summary>Finds the rule for an identity. Readings are remembered: a repository has few distinct identities and very many commits.</summary>
internal sealed class IdentityReader(Registry registry)
{
    private readonly ConcurrentDictionary<Asked, IdentityReading> _remembered = new();
    private int _count;

    public IdentityReading Read(IdentityText identity, IdentitySlots slot, int day)
    {
        var key = new Asked(identity, slot, registry.WindowOf(day));
        if (_remembered.TryGetValue(key, out var reading))
        {
            return reading;
        }

        reading = ReadNew(identity, slot, day);
        if (Interlocked.Increment(ref _count) <= Limits.RememberedIdentities)
        {
            _remembered.TryAdd(key, reading);
        }

        return reading;
    }

    private readonly record struct Asked(IdentityText Identity, IdentitySlots Slot, int Window);

    /// <summary>True when the reading's rule asks for this very account of an app: its number and its name, so that neither alone would do.</summary>
    public static bool IsAppAccount(IdentityReading reading, IdentityText identity)
    {
        var plus = identity.Email.IndexOf('+', StringComparison.Ordinal);
        return reading is { Rule: { Email: { } email, Confidence: Confidence.High }, Flags: ClaimFlags.None or ClaimFlags.ModelUnmapped }
            && plus > 0
            && identity.Email.AsSpan(0, plus).IndexOfAnyExceptInRange('0', '9') < 0
            && identity.Email.EndsWith("@users.noreply.github.com", StringComparison.Ordinal)
            && !email.IsMatch("0" + identity.Email[plus..])
            && !email.IsMatch(identity.Email[(plus + 1)..]);
    }

    private IdentityReading ReadNew(IdentityText identity, IdentitySlots slot, int day)
    {
        foreach (var rule in registry.IdentityRules)
        {
            if ((rule.Slots & slot) != IdentitySlots.None
                && rule.IsValidOn(day)
                && (rule.Email?.IsMatch(identity.Email) ?? true)
                && (rule.Name?.IsMatch(identity.Name) ?? true))
            {
                return Apply(rule, identity);
            }
        }

        var denied = registry.Deny.FirstOrDefault(entry => entry.IsMatch(identity.Name, identity.Email));
        var isUnlisted = denied is null
            ? identity.Name.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase)
            : string.Equals(denied.Id, DenyEntry.AnyOtherBot, StringComparison.Ordinal);
        return IdentityReading.NoAgent(denied, isUnlisted ? ClaimFlags.UnlistedBot : ClaimFlags.None);
    }

    private IdentityReading Apply(RegistryRule rule, IdentityText identity)
    {
        var captured = rule.Model?.Capture("model", identity.Name) ?? rule.Name?.Capture("model", identity.Name);
        var model = captured is null ? registry.Models.Search(identity.Name, out _) : registry.Models.ReadCaptured(captured);
        var flags = model.IsUnmapped ? ClaimFlags.ModelUnmapped : ClaimFlags.None;
        if (rule.IsVendorAddress
            && registry.Aliases.FindAtStart(identity.Name) is { } other
            && !string.Equals(other.Id, rule.Agent, StringComparison.Ordinal))
        {
            return new(rule, other.Id, other.DefaultSurface, Confidence.Medium, model, flags | ClaimFlags.VendorAddress, null);
        }

        var confidence = rule.Confidence;
        if (rule.ExpectName is { } expected && !expected.IsMatch(identity.Name))
        {
            flags |= ClaimFlags.IdentityConflict;
            confidence = confidence == Confidence.High ? Confidence.Medium : Confidence.Low;
        }

        return new(rule, rule.Agent, rule.Surface, confidence, model, flags, null);
    }
}
