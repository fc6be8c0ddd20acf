namespace Provenance.Engine.Claims.Marks;

/// <summary>Reads the value of <c>SPDX-FileContributor</c>: an identity, or a free disclosure. A contributor is not the author, so what it marks is mixed.</summary>
internal sealed class ContributorReader(Registry registry)
{
    private readonly IdentityReader _identities = new(registry);
    private readonly DisclosureReader _disclosures = new(registry);

    /// <summary>The claim of an agent's name, or null when it is anybody else's.</summary>
    public Claim? Read(string value, int day)
    {
        var place = new Evidence(new ClaimPosition(PositionKind.None), MessageShape.Plain, day, IsQuoted: false);
        if (IdentityText.TryRead(value, out var identity))
        {
            // The name of somebody with an address of their own is a person's, whatever it resembles.
            var reading = _identities.Read(identity, IdentitySlots.Trailer, day);
            return reading.Rule is { } rule
                ? place.Claim(reading.Agent, reading.Surface, ClaimRole.Assistant, reading.Confidence, ClaimSource.Spdx, rule.Id, key: null, reading.Model, flags: reading.Flags)
                : null;
        }

        return _disclosures.Read(value) is { } found
            ? place.Claim(found.Agent, found.Surface, ClaimRole.Assistant, found.Confidence, ClaimSource.Spdx, found.Rule, key: null, found.Model)
            : null;
    }
}
