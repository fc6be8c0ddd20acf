using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Provenance.Engine.Claims;

/// <summary>Reads a whole line (a marker or the subject) by the first rule that matches it.</summary>
internal sealed class LineReader(Registry registry)
{
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
        var group = match.Groups["model"] is { Success: true } own ? own : rule.Model?.Find(text)?.Groups["model"];
        return group is { Success: true } ? registry.Models.ReadCaptured(group.Value) : ModelName.None;
    }
}
