namespace Provenance.Engine;

/// <summary>Who wrote a commit or a line, as far as evidence says (docs/claims.md). Absence of evidence is <see cref="Unknown"/>, never <see cref="Human"/>.</summary>
public enum Label : byte
{
    Unknown = 0,
    Human = 1,
    Mixed = 2,
    Agent = 3,
}

/// <summary>Who vouches for a claim, weakest first.</summary>
public enum Tier : byte
{
    Asserted = 0,
    Platform = 1,
    Attested = 2,
}
