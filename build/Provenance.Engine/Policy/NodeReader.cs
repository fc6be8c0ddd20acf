using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Provenance.Engine.Policy.Yaml;

namespace Provenance.Engine.Policy;

/// <summary>Typed, strict access to YAML nodes. What is wrong becomes a problem and a null: nothing throws, and reading goes on so that one run names all problems.</summary>
/// <remarks><c>what</c> is the place of a value in words of ours (<c>rules[2].forbid.paths</c>): keys that are known, and numbers.</remarks>
internal sealed class NodeReader(string file)
{
    private readonly ImmutableArray<PolicyProblem>.Builder problems = ImmutableArray.CreateBuilder<PolicyProblem>();

    public int ProblemCount { get; private set; }

    public bool Report(string code, YamlNode at, params ReadOnlySpan<string> arguments)
    {
        ProblemCount++;
        if (problems.Count < Limits.MaxProblems)
        {
            problems.Add(new PolicyProblem(code, file, at.Line, at.Column, [.. arguments]));
        }

        return false;
    }

    /// <summary>The problems by place; before them, when there are any, the one that says that the file as a whole is not used.</summary>
    public ImmutableArray<PolicyProblem> Problems(string codeOfAll) => ProblemCount == 0
        ? []
        :
        [
            new PolicyProblem(codeOfAll, file, 1, 1, [ProblemCount.ToString(CultureInfo.InvariantCulture)]),
            .. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column).ThenBy(problem => problem.Code, StringComparer.Ordinal),
        ];

    /// <summary>A mapping whose keys are all among <paramref name="keys"/>; other keys are reported and the mapping still returned.</summary>
    public YamlMapping? Mapping(YamlNode node, string what, params ReadOnlySpan<string> keys)
    {
        if (node is not YamlMapping mapping)
        {
            Report(PolicyProblemCatalog.WrongType, node, what, "a mapping (key: value)");
            return null;
        }

        var known = keys.ToArray();
        foreach (var entry in mapping.Entries.Where(entry => !known.Contains(entry.Key.Value, StringComparer.Ordinal)))
        {
            Report(PolicyProblemCatalog.UnknownKey, entry.Key, ShownWord.Of(entry.Key.Value), what, NearestName.Among(entry.Key.Value, known));
        }

        return mapping;
    }

    public bool Require(YamlMapping mapping, string what, params ReadOnlySpan<string> keys)
    {
        var isComplete = true;
        foreach (var key in keys)
        {
            isComplete &= mapping[key] is not null || Report(PolicyProblemCatalog.MissingKey, mapping, what, key);
        }

        return isComplete;
    }

    public ImmutableArray<YamlNode>? Items(YamlNode? node, string what)
    {
        if (node is YamlSequence sequence)
        {
            return sequence.Items;
        }

        if (node is not null)
        {
            Report(PolicyProblemCatalog.WrongType, node, what, "a list");
        }

        return null;
    }

    /// <summary>The items that <paramref name="read"/> understands; it reports the others itself.</summary>
    public ImmutableArray<T>? List<T>(YamlNode? node, string what, Func<YamlNode, string, T?> read)
        where T : class =>
        Items(node, what) is { } items
            ? [.. items.Select((item, index) => read(item, Item(what, index))).OfType<T>()]
            : null;

    public string? Text(YamlNode? node, string what)
    {
        switch (node)
        {
            case null:
                return null;
            case YamlScalar { Value.Length: > Limits.MaxTextLength }:
                Report(PolicyProblemCatalog.OverLimit, node, what, Number(Limits.MaxTextLength));
                return null;
            case YamlScalar { IsPlain: true, Value: "null" or "~" or "Null" or "NULL" } or YamlScalar { Value: "" } or not YamlScalar:
                Report(PolicyProblemCatalog.WrongType, node, what, "a text that is not empty");
                return null;
            default:
                return ((YamlScalar)node).Value;
        }
    }

    public bool? Flag(YamlNode? node, string what)
    {
        switch (node)
        {
            case null:
                return null;
            case YamlScalar { IsPlain: true, Value: "true" }:
                return true;
            case YamlScalar { IsPlain: true, Value: "false" }:
                return false;
            default:
                Report(PolicyProblemCatalog.WrongType, node, what, "true or false");
                return null;
        }
    }

    public int? Integer(YamlNode? node, string what, int min, int max)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not YamlScalar { IsPlain: true } scalar || !IsInteger(scalar.Value))
        {
            Report(PolicyProblemCatalog.WrongType, node, what, "a whole number");
            return null;
        }

        if (int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Report(PolicyProblemCatalog.OutOfRange, node, what, Number(min), Number(max));
        return null;
    }

    /// <summary>Days of a duration such as <c>365d</c>.</summary>
    public int? Days(YamlNode? node, string what, int min)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        var digits = text.AsSpan(0, text.Length - 1);
        if (text[^1] != 'd' || digits.Length is 0 or > 9 || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            Report(PolicyProblemCatalog.NotADate, node!, what, "365d");
            return null;
        }

        var days = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (days >= min && days <= Limits.MaxDays)
        {
            return days;
        }

        Report(PolicyProblemCatalog.OutOfRange, node!, what, Number(min) + "d", Number(Limits.MaxDays) + "d");
        return null;
    }

    public DateOnly? Date(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Report(PolicyProblemCatalog.NotADate, node!, what, "2026-01-31");
        return null;
    }

    /// <summary>One of <paramref name="values"/>, spelt exactly so.</summary>
    public string? OneOf(YamlNode? node, string what, params ReadOnlySpan<string> values)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        if (values.IndexOf(text) >= 0)
        {
            return text;
        }

        Report(PolicyProblemCatalog.UnknownValue, node!, what, ShownWord.Of(text), NearestName.Among(text, values.ToArray()));
        return null;
    }

    public Glob? Glob(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        var (glob, error) = Policy.Glob.Parse(text);
        if (error is not null)
        {
            Report(PolicyProblemCatalog.BadGlob, node!, what, Number(error.Position), error.Reason);
        }

        return glob;
    }

    /// <summary>A repository-relative path of one file.</summary>
    public string? Path(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        var leaves = text.Split('/').Any(segment => segment is "" or "." or "..");
        if (!leaves && text.IndexOfAny(['\\', ':', '\0']) < 0)
        {
            return text;
        }

        Report(PolicyProblemCatalog.PathLeavesRepository, node!, what);
        return null;
    }

    public string? Name(YamlNode? node, string what, NameForm form)
    {
        if (Text(node, what) is not { } text || form.IsMatch(text))
        {
            return (node as YamlScalar)?.Value;
        }

        Report(PolicyProblemCatalog.BadName, node!, what, form.Description);
        return null;
    }

    public NamePattern? Pattern(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        var pattern = NamePattern.TryParse(text);
        if (pattern is null)
        {
            Report(PolicyProblemCatalog.BadName, node!, what, "a name of letters, digits and ._:/+-, with * for any characters");
        }

        return pattern;
    }

    public Regex? RegularExpression(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } text)
        {
            return null;
        }

        var (regex, reason) = PolicyPattern.Create(text);
        if (regex is null)
        {
            Report(PolicyProblemCatalog.BadRegularExpression, node!, what, reason!);
        }

        return regex;
    }

    public static string Item(string what, int index) => string.Create(CultureInfo.InvariantCulture, $"{what}[{index}]");

    private static bool IsInteger(string text) =>
        text.Length > 0 && text.AsSpan(text[0] == '-' ? 1 : 0) is { Length: > 0 } digits && digits.IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
