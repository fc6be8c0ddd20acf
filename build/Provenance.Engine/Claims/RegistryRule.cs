namespace Provenance.Engine.Claims;

/// <summary>What a rule reads.</summary>
public enum RuleKind : byte
{
    Identity,
    Trailer,
    Session,
    Marker,
    Subject,
}

/// <summary>Where an identity stands.</summary>
[Flags]
public enum IdentitySlots : byte
{
    None = 0,
    Author = 1,
    Committer = 2,
    Trailer = 4,
    All = Author | Committer | Trailer,
}

/// <summary>A rule of the registry: it applies when every pattern that it has matches and the author's day is inside its window.</summary>
/// <remarks>Patterns that a kind does not have are null (docs/claims.md, "Registry").</remarks>
public sealed class RegistryRule
{
    public required string Id { get; init; }

    public required string Agent { get; init; }

    public required string Surface { get; init; }

    public required RuleKind Kind { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>Of trailers, sessions, markers and subjects; an identity's role comes from where it stands.</summary>
    public ClaimRole Role { get; init; } = ClaimRole.Assistant;

    /// <summary>An identity's role in a trailer, when it is not the key's.</summary>
    public ClaimRole? TrailerRole { get; init; }

    public IdentitySlots Slots { get; init; } = IdentitySlots.All;

    /// <summary>The trailer key, lower case.</summary>
    public string? Key { get; init; }

    /// <summary>The address is a model vendor's: an agent that the name begins with wins.</summary>
    public bool IsVendorAddress { get; init; }

    /// <summary>Lines of an open HTML comment are joined before the rule sees them.</summary>
    public bool JoinsComment { get; init; }

    /// <summary>Added by the policy.</summary>
    public bool IsFromPolicy { get; init; }

    /// <summary>First and last day, days since 1970-01-01 UTC of the author's date, both inclusive.</summary>
    public int FirstDay { get; init; } = int.MinValue;

    /// <inheritdoc cref="FirstDay"/>
    public int LastDay { get; init; } = int.MaxValue;

    internal Pattern? Name { get; init; }

    internal Pattern? Email { get; init; }

    internal Pattern? ExpectName { get; init; }

    internal Pattern? Value { get; init; }

    internal Pattern? Line { get; init; }

    internal Pattern? Search { get; init; }

    internal Pattern? Model { get; init; }

    internal bool IsValidOn(int day) => day >= FirstDay && day <= LastDay;

    internal IEnumerable<Pattern> Patterns =>
        new[] { Name, Email, ExpectName, Value, Line, Search, Model }.OfType<Pattern>();
}

/// <summary>An identity that is no agent.</summary>
public sealed class DenyEntry
{
    /// <summary>The default entry that catches every app which nothing names.</summary>
    public const string AnyOtherBot = "any-other-bot";

    public required string Id { get; init; }

    public required AuthorClass Class { get; init; }

    internal Pattern? Name { get; init; }

    internal Pattern? Email { get; init; }

    internal bool IsMatch(string name, string email) => (Name?.IsMatch(name) ?? true) && (Email?.IsMatch(email) ?? true);
}

/// <summary>How the value of a known trailer key is read.</summary>
public enum KeyGrammar : byte
{
    Identity,
    Disclosure,
    Rule,
}

/// <summary>A trailer key that the registry knows, with the grammar of its value and the role that it gives.</summary>
/// <param name="Key">Canonical spelling, lower case.</param>
/// <param name="Role">Role of an identity or disclosure under this key.</param>
public sealed record KnownKey(string Key, KeyGrammar Grammar, ClaimRole Role);
