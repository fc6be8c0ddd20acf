using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Provenance.Engine.Claims;

/// <summary>Reads a whole line (a marker or the subject) by the first rule that matches it.</summary>
internal sealed class LineReader(Registry registry)
{
    /// <summary>The marker rules that some line of the message may match; mostly none, which spares trying each line.</summary>
    public ImmutableArray<RegistryRule> MarkersIn(MessageText text)
    {
        var lowered = text.Text.ToLowerInvariant();
        var hasComment = lowered.Contains("<!--", StringComparison.Ordinal);

        // A joined comment holds blanks where the message has line ends, so its rules are not ruled out by text.
        return [.. registry.MarkerRules.Where(rule => rule.JoinsComment ? hasComment : rule.Line!.MayOccurIn(lowered))];
    }

    /// <param name="rules">All of one kind, in the order of the registry.</param>
    /// <param name="line">Without prefix and outer blanks.</param>
    /// <param name="joined">The line with the rest of the HTML comment that it opens, or null.</param>
    public Claim? Read(ImmutableArray<RegistryRule> rules, string line, string? joined, Evidence place)
    {
        foreach (var rule in rules)
        {
            var text = rule.JoinsComment ? joined ?? line : line;
            if (rule.IsValidOn(place.Day)
                && rule.Line!.Find(text) is { } match
                && (rule.Search?.IsMatch(text) ?? true)
                && TryResolve(rule, match, out var agent, out var surface))
            {
                // The comment of an agentic workflow is data that stands behind a quotation sign by its own template.
                var trusted = rule.JoinsComment ? place with { IsQuoted = false } : place;
                return trusted.Claim(
                    agent,
                    surface,
                    rule.Role,
                    rule.Confidence,
                    rule.Kind == RuleKind.Subject ? ClaimSource.Subject : ClaimSource.Marker,
                    rule.Id,
                    key: null,
                    ReadModel(rule, match, text),
                    match.Groups["session"].Value);
            }
        }

        return null;
    }

    // A rule that captures a name applies only if the name is an agent's; then it is that agent's claim.
    private bool TryResolve(RegistryRule rule, Match match, out string agent, out string surface)
    {
        (agent, surface) = (rule.Agent, rule.Surface);
        if (match.Groups["alias"] is not { Success: true } alias)
        {
            return true;
        }

        if (registry.Aliases.Find(alias.Value.Trim(' ', '.', '-')) is not { } named)
        {
            return false;
        }

        (agent, surface) = (named.Id, named.DefaultSurface);
        return true;
    }

    private ModelName ReadModel(RegistryRule rule, Match match, string text)
    {
        var captured = match.Groups["model"] is { Success: true } own ? own.Value : rule.Model?.Capture("model", text);
        return captured is not null ? registry.Models.ReadCaptured(captured) : ModelName.None;
    }
}
