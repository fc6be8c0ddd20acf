using System.Text;
using System.Text.RegularExpressions;

namespace Provenance.Engine.Claims;

/// <summary>A pattern of the registry: matched without case, in linear time, against the whole text or searched in it.</summary>
/// <remarks>
/// A NonBacktracking regex takes about ten milliseconds to build, and the default registry has over a hundred. So a pattern that only lists texts is compared
/// instead of run, others first look for a text that every match must contain, and a regex is built when a candidate gets past that. Where the text is short it is
/// the backtracking one for our own patterns, whose loops a test keeps harmless: that takes a hundredth of the time to build, and finds the same.
/// </remarks>
internal sealed class Pattern
{
    /// <summary>Longer texts are left to the engine that runs in linear time, whatever the pattern.</summary>
    internal const int ShortText = 256;

    private readonly Lazy<Regex> _linear;
    private readonly Lazy<Regex> _short;
    private readonly Lazy<Texts> _texts;

    private Pattern(string text, bool whole, bool isTrusted)
    {
        Text = text;
        _linear = new Lazy<Regex>(() => Build(text, whole, RegexOptions.NonBacktracking));
        _short = isTrusted ? new Lazy<Regex>(() => Build(text, whole, RegexOptions.None)) : _linear;
        _texts = new Lazy<Texts>(() => TextsOf(text, whole));
    }

    public string Text { get; }

    private (string Text, bool IsOpen)[]? All => _texts.Value.All;

    /// <summary>A pattern known to be valid; the embedded registry's are checked by a test.</summary>
    public static Pattern Trusted(string text, bool whole) => new(text, whole, isTrusted: true);

    /// <summary>The pattern, or null when it is not one that runs in linear time.</summary>
    public static Pattern? TryCreate(string text, bool whole)
    {
        try
        {
            // Alone first: `a)|(b` would become valid inside the group that makes a pattern match the whole text.
            _ = new Regex(text, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
            var pattern = new Pattern(text, whole, isTrusted: false);
            _ = pattern._linear.Value;
            return pattern;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public bool IsMatch(string input) => All is not null ? IsListed(input) : MayOccurIn(input.ToLowerInvariant()) && RegexFor(input).IsMatch(input);

    /// <summary>The text that a group captured, or null; texts that the pattern has no such group for cost nothing.</summary>
    public string? Capture(string group, string input) =>
        Text.Contains("(?<" + group + ">", StringComparison.Ordinal) && Find(input)?.Groups[group] is { Success: true } captured ? captured.Value : null;

    /// <summary>The match with its groups, or null.</summary>
    public Match? Find(string input) =>
        (All is null ? MayOccurIn(input.ToLowerInvariant()) : IsListed(input)) && RegexFor(input).Match(input) is { Success: true } match ? match : null;

    /// <summary>False when no part of the text can match, because something that every match contains is not in it.</summary>
    /// <param name="lowered">Lower case: searching without regard to case is many times slower under InvariantGlobalization.</param>
    public bool MayOccurIn(string lowered)
    {
        foreach (var texts in _texts.Value.Required)
        {
            if (!ContainsAny(lowered, texts))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The answer of the linear regex alone, to which the shorter ways must agree.</summary>
    internal Match MatchByRegex(string input) => _linear.Value.Match(input);

    private static Regex Build(string text, bool whole, RegexOptions engine) => new(
        whole ? @"\A(?:" + text + @")\z" : text, engine | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private Regex RegexFor(string input) => (input.Length <= ShortText ? _short : _linear).Value;

    private static Texts TextsOf(string text, bool whole) =>
        // Beyond ASCII the regex engine and ordinal comparison do not agree on case.
        Ascii.IsValid(text) && PatternSyntax.Read(text) is { } node
            ? new(whole ? PatternTexts.All(node) : null, [.. PatternTexts.Required(node).Select(texts => texts.Select(one => one.ToLowerInvariant()).ToArray())])
            : new(null, []);

    private bool IsListed(string input)
    {
        foreach (var (text, isOpen) in All!)
        {
            if (isOpen
                ? input.StartsWith(text, StringComparison.OrdinalIgnoreCase) && !input.AsSpan(text.Length).Contains('\n')
                : string.Equals(input, text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ContainsAny(string lowered, string[] texts)
    {
        foreach (var text in texts)
        {
            if (lowered.Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="All">All texts that match; null when they cannot be listed.</param>
    /// <param name="Required">Sets in lower case of which every match contains one text each.</param>
    private sealed record Texts((string Text, bool IsOpen)[]? All, string[][] Required);
}
