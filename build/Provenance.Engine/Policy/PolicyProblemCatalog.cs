using System.Collections.Frozen;
using System.Globalization;

namespace Provenance.Engine.Policy;

/// <summary>Every problem of a policy or overlay: its code, title and text. Codes are permanent; each has a page in docs/rules. All are warnings.</summary>
/// <remarks>Placeholders <c>{0}</c>, <c>{1}</c>, … take the problem's arguments. Codes 823–899 are reserved.</remarks>
public static class PolicyProblemCatalog
{
    public const string PolicyNotUsed = "PROV800";
    public const string NotYaml = "PROV801";
    public const string ConstructNotAllowed = "PROV802";
    public const string OverLimit = "PROV803";
    public const string DuplicateKey = "PROV804";
    public const string UnknownKey = "PROV805";
    public const string WrongType = "PROV806";
    public const string MissingKey = "PROV807";
    public const string UnknownValue = "PROV808";
    public const string OutOfRange = "PROV809";
    public const string NotADate = "PROV810";
    public const string BadGlob = "PROV811";
    public const string BadRegularExpression = "PROV812";
    public const string VersionNotSupported = "PROV813";
    public const string NotExactlyOne = "PROV814";
    public const string PathLeavesRepository = "PROV815";
    public const string BadName = "PROV816";
    public const string Contradiction = "PROV817";
    public const string CannotBeRead = "PROV818";
    public const string UnknownAgent = "PROV819";
    public const string OverlayNotUsed = "PROV820";
    public const string IgnoreListNotUsed = "PROV821";
    public const string EntryRefused = "PROV822";

    private static readonly FrozenDictionary<string, PolicyProblemDefinition> Definitions = new PolicyProblemDefinition[]
    {
        new(PolicyNotUsed, "Policy not used", 1,
            "The policy is not used because of {0} problems: its rules are not checked in this run, and the figures follow the defaults."),
        new(NotYaml, "Not valid YAML", 0,
            "The file is not valid YAML here."),
        new(ConstructNotAllowed, "YAML feature not allowed", 1,
            "{0} is not allowed in this file; write the value out."),
        new(OverLimit, "Limit exceeded", 2,
            "{0} is over the limit of {1}."),
        new(DuplicateKey, "Key stands twice", 0,
            "This key stands twice in the same mapping; only one can be meant."),
        new(UnknownKey, "Unknown key", 3,
            "{1} has no key {0}; the nearest valid name is {2}."),
        new(WrongType, "Wrong type of value", 2,
            "{0} must be {1}."),
        new(MissingKey, "Required key is missing", 2,
            "{0} needs {1}."),
        new(UnknownValue, "Value not in the list", 3,
            "{0} cannot be {1}; the nearest valid value is {2}."),
        new(OutOfRange, "Number out of range", 3,
            "{0} must lie between {1} and {2}."),
        new(NotADate, "Not a duration or a date", 2,
            "{0} must be written like {1}."),
        new(BadGlob, "Path pattern not understood", 3,
            "The pattern of {0} is not understood at character {1}: {2}."),
        new(BadRegularExpression, "Regular expression not usable", 2,
            "The regular expression of {0} cannot be used: {1}."),
        new(VersionNotSupported, "Version not supported", 2,
            "{0} must be {1}; this version of Provenance reads no other."),
        new(NotExactlyOne, "Not exactly one alternative", 2,
            "{0} needs exactly one of {1}."),
        new(PathLeavesRepository, "Path leaves the repository", 1,
            "{0} must be a path inside the repository, relative to its root, with / between folders."),
        new(BadName, "Name not valid", 2,
            "{0} is not {1}."),
        new(Contradiction, "Values contradict each other", 2,
            "{0} does not go with {1}."),
        new(CannotBeRead, "File cannot be read", 1,
            "The file cannot be read: {0}."),
        new(UnknownAgent, "Unknown agent", 3,
            "{0} names the agent {1}, which neither the registry nor this policy knows; the nearest is {2}."),
        new(OverlayNotUsed, "Overlay not used", 1,
            "The overlay is not used because of {0} problems: no label is corrected in this run."),
        new(IgnoreListNotUsed, "Ignore list not used", 1,
            "The list of commits to look through is not used because of {0} problems: lines count as plain blame counts them."),
        new(EntryRefused, "Registry entry refused", 1,
            "The registry of agents cannot take this entry: {0}."),
    }.ToFrozenDictionary(definition => definition.Code, StringComparer.Ordinal);

    /// <summary>All definitions by ascending code.</summary>
    public static IEnumerable<PolicyProblemDefinition> All => Definitions.Values.OrderBy(definition => definition.Code, StringComparer.Ordinal);

    public static PolicyProblemDefinition Get(string code) => Definitions[code];

    /// <summary>The problem's text with its arguments filled in.</summary>
    public static string Format(PolicyProblem problem) =>
        string.Format(CultureInfo.InvariantCulture, Get(problem.Code).Text, [.. problem.Arguments]);
}

/// <summary>One row of the catalogue of policy problems.</summary>
/// <param name="ArgumentCount">How many placeholders <paramref name="Text"/> has.</param>
public sealed record PolicyProblemDefinition(string Code, string Title, int ArgumentCount, string Text);
